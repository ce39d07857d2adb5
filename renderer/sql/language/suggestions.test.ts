import { describe, expect, it } from 'vitest'
import { suggestionsAt } from './suggestions.ts'

const inputs = [
  {
    name: 'clicks',
    columns: [
      { name: 'page', type: 'STRING' },
      { name: 'user', type: 'BIGINT' },
    ],
  },
  { name: 'big spenders', columns: [{ name: 'amount', type: 'DECIMAL(10, 2)' }] },
]
/** `|` stands for the caret. */
const at = (marked: string, kind: 'query' | 'condition' = 'query') =>
  suggestionsAt(marked.replace('|', ''), marked.indexOf('|'), { kind, inputs })
const labels = (marked: string, kind?: 'query' | 'condition') => at(marked, kind).map(({ label }) => label)

describe('what may be written', () => {
  it('begins a query in an empty text', () => {
    expect(labels('|')).toEqual(['SELECT', 'WITH', 'VALUES'])
  })

  it('is a node behind FROM and JOIN, quoted where its name needs it', () => {
    expect(labels('SELECT * FROM |')).toEqual(['clicks', 'big spenders', 'TABLE'])
    expect(at('SELECT * FROM clicks JOIN b|')[1]?.insert).toBe('`big spenders`')
  })

  it('is a column with its type, quoted where it is a reserved word', () => {
    expect(at('SELECT p| FROM clicks')[0]).toEqual({ kind: 'column', label: 'page', insert: 'page', detail: 'STRING' })
    expect(at('SELECT | FROM clicks')[1]?.insert).toBe('`user`')
  })

  it('is a column of one input behind its name or alias', () => {
    expect(labels('SELECT clicks.| FROM clicks')).toEqual(['page', 'user'])
    expect(labels('SELECT b.am| FROM clicks, `big spenders` AS b')).toEqual(['amount'])
  })

  it('does not hang on the statement before', () => {
    expect(labels('SELECT page FROM clicks; |')).toEqual(labels('|'))
  })

  it('is what a condition is made of in a filter', () => {
    expect(labels('amount > 1 A|', 'condition')).toContain('AND')
    expect(labels('|', 'condition')).not.toContain('SELECT')
  })

  it('is nothing inside texts and comments', () => {
    expect(labels("SELECT 'a | b'")).toEqual([])
    expect(labels('SELECT 1 /* so | so */')).toEqual([])
  })
})
