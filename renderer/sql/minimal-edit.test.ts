import { describe, expect, it } from 'vitest'
import { minimalEdit } from './minimal-edit.ts'

describe('the smallest edit', () => {
  it('is nothing between equal texts', () => {
    expect(minimalEdit('abc', 'abc')).toBeUndefined()
  })

  it.each([
    ['SELECT a', 'SELECT a, b', { start: 8, end: 8, text: ', b' }],
    ['SELECT a, b', 'SELECT b', { start: 7, end: 10, text: '' }],
    ['aXb', 'aYb', { start: 1, end: 2, text: 'Y' }],
    ['aa', 'aaa', { start: 2, end: 2, text: 'a' }],
    ['', 'x', { start: 0, end: 0, text: 'x' }],
  ])('leads from %j to %j', (from, to, edit) => {
    expect(minimalEdit(from, to)).toEqual(edit)
    expect(from.slice(0, edit.start) + edit.text + from.slice(edit.end)).toBe(to)
  })
})
