import { describe, expect, it } from 'vitest'
import { WordTable } from './word-table.ts'

describe('the words of a text', () => {
  it('are told apart where they belong at the same place', () => {
    const table = new WordTable('one two one')
    expect(table.find(0, 3, 7).text).toBe('one')
    expect(table.find(4, 7, 7)).toEqual({ text: 'two', key: 'TWO' })
    expect(table.find(8, 11, 7).text).toBe('one')
  })

  it('are not taken for a longer word that begins alike', () => {
    const table = new WordTable('name names')
    table.find(0, 4, 1)
    expect(table.find(5, 10, 1).text).toBe('names')
    expect(table.find(0, 4, 1).text).toBe('name')
  })

  it('are the same when met again', () => {
    const table = new WordTable('Item Item')
    expect(table.find(5, 9, 3)).toBe(table.find(0, 4, 3))
  })
})
