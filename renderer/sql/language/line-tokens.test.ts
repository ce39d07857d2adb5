import { describe, expect, it } from 'vitest'
import { lineTokens } from './line-tokens.ts'

const looks = (line: string, start: 'code' | 'comment' | 'text' = 'code') =>
  lineTokens(line, start).tokens.map(({ start: at, look }, index, all) => [
    line.slice(at, all[index + 1]?.start).trimEnd(),
    look,
  ])

describe('the colours of a line', () => {
  it('tell keywords, names, functions and literals apart', () => {
    expect(looks("SELECT sum(x), `a b` FROM t WHERE s = 'it''s' -- why")).toEqual([
      ['SELECT', 'keyword'],
      ['sum', 'function'],
      ['(', 'operator'],
      ['x', 'name'],
      [')', 'operator'],
      [',', 'operator'],
      ['`a b`', 'quoted'],
      ['FROM', 'keyword'],
      ['t', 'name'],
      ['WHERE', 'keyword'],
      ['s', 'name'],
      ['=', 'operator'],
      ["'it''s'", 'text'],
      ['-- why', 'comment'],
    ])
  })

  it('go on in a comment until its end', () => {
    const first = lineTokens('SELECT 1 /* one', 'code')
    expect(first.next).toBe('comment')
    expect(lineTokens('two', first.next)).toEqual({ tokens: [{ start: 0, look: 'comment' }], next: 'comment' })
    expect(looks('three */ FROM', 'comment')).toEqual([
      ['three */', 'comment'],
      ['FROM', 'keyword'],
    ])
  })

  it('go on in a text until its quote', () => {
    expect(lineTokens("SELECT 'one", 'code').next).toBe('text')
    expect(looks("two', x", 'text')).toEqual([
      ["two'", 'text'],
      [',', 'operator'],
      ['x', 'name'],
    ])
  })

  it('are code again behind an empty line of code', () => {
    expect(lineTokens('', 'code')).toEqual({ tokens: [], next: 'code' })
  })
})
