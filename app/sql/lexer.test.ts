import { describe, expect, it } from 'vitest'
import { tokenize } from './lexer.ts'

const shape = (text: string): [string, string][] =>
  tokenize(text)
    .slice(0, -1)
    .map(({ kind, value }) => [kind, value])

describe('the lexer', () => {
  it('keeps comments as tokens, so that an editor can colour them', () => {
    expect(shape('a -- b\n/* c */ d // e')).toEqual([
      ['word', 'a'],
      ['comment', '-- b'],
      ['comment', '/* c */'],
      ['word', 'd'],
      ['comment', '// e'],
    ])
  })

  it('does not nest comments, and knows hints from comments', () => {
    expect(shape('/* a /* b */')).toEqual([['comment', '/* a /* b */']])
    expect(shape('/*+ a */').map(([kind]) => kind)).toEqual(['operator', 'word', 'operator'])
  })

  it('decodes doubled quotes', () => {
    expect(shape("'it''s' `a``b`")).toEqual([
      ['string', "it's"],
      ['quoted-identifier', 'a`b'],
    ])
  })

  it('reads every form of number', () => {
    const numbers = ['1', '1.', '.5', '1.5', '1e3', '1.5E-3', '.5e+1']
    expect(shape(numbers.join(' '))).toEqual(numbers.map((number) => ['number', number]))
    expect(shape('1e')).toEqual([
      ['number', '1'],
      ['word', 'e'],
    ])
  })

  it('reads texts with a character set', () => {
    expect(
      tokenize("_UTF8'a' N'b' U&'c' _utf-16le'd' X'0F'")
        .map(({ kind, prefix }) => [kind, prefix])
        .slice(0, -1),
    ).toEqual([
      ['string', '_UTF8'],
      ['string', 'N'],
      ['string', 'U&'],
      ['string', '_utf-16le'],
      ['binary', undefined],
    ])
    expect(tokenize("_klingon'a'")[0]).toMatchObject({ kind: 'bad', mistake: 'unknown-charset' })
  })

  it('ends an open text at its line, so that the next line can be read', () => {
    expect(shape("'a\nb")).toEqual([
      ['bad', "'a"],
      ['word', 'b'],
    ])
  })

  it('covers every character that is no blank with exactly one token', () => {
    const text = 'SELECT a.*,`b`||\'c\'/*d*/<>1.5--e\n"f" ~ ; é 日本 \u00a0 $x $'
    const covered = tokenize(text)
      .map(({ start, end }) => text.slice(start, end))
      .join('')
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})
