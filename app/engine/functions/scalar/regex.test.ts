import { describe, expect, it } from 'vitest'
import { char, INT, STRING } from '../../../types/construct-type.ts'
import { call, column, literal, typeOfCall } from '../testing-kit/call-function.ts'

const text = (value: string) => column(STRING, value)
const regexp = (value: string, pattern: string) => call('REGEXP', [text(value), text(pattern)])
const extract = (value: string, pattern: string, group = 0) =>
  call('REGEXP_EXTRACT', [text(value), text(pattern), column(INT, group)])

describe('Java regular expressions', () => {
  it.each([
    ['aXbX', '(?i)x', 'X'],
    ['a]b', '[]a]+', 'a]'],
    ['a\nb', 'a.b', null],
    ['a\nb', '(?s)a.b', 'a\nb'],
    ['line\n', 'e$', 'e'],
    ['a.b', '\\Qa.b\\E', 'a.b'],
    ['a\u00a0b', '\\s', null],
    ['ABC', '\\p{Upper}+', 'ABC'],
    ['日', '\\p{IsHan}', '日'],
    ['é', '\\w', null],
    ['x}', 'x}', 'x}'],
    ['a', '\\u0061', 'a'],
    ['ab', 'b(?<!a){1,2}', 'b'],
    ['ab', '^*b', 'b'],
    ['ab', 'b|{2}', ''],
    ['a\r\n', '(?<=\r)$', null],
    ['a\r\nb', '(?m)^\n', null],
  ])('finds in %j by %s', (value, pattern, expected) => {
    expect(extract(value, pattern)).toBe(expected)
  })

  it('answers NULL, or false for REGEXP, to what Java refuses', () => {
    for (const pattern of ['(', '*', 'x{', '[z-a]', 'a)', '\\y', 'a?+?', 'a++**', 'a++b{2,1}', '(a++']) {
      expect(extract('x{a', pattern)).toBeNull()
      expect(regexp('x{a', pattern)).toBe(false)
    }
    expect(regexp('a', '')).toBe(false)
  })

  it('finds the end of a text once, also behind a character of two units', () => {
    expect(call('REGEXP_COUNT', [text('😀b'), text('$')])).toBe(1)
    expect(call('REGEXP_REPLACE', [text('😀'), text('\\z'), text('!')])).toBe('😀!')
    expect(call('REGEXP_REPLACE', [text('😀'), text('^'), text('!')])).toBe('!😀')
    expect(extract('😀', '(?<!^).')).toBe('?')
    expect(extract('ab', '(?<=a{1,2})b')).toBe('b')
    expect(extract('ab', '(?<=a+)b')).toBe('b')
    expect(() => extract('ab', '(?<=(ab)+)b')).toThrow('look-behind')
  })

  it('refuses by name what has no equal', () => {
    for (const pattern of ['(?x)a', 'a(?i)b', '\\X', '\\1']) {
      expect(typeOfCall('REGEXP', [text('a'), literal(char(pattern.length), pattern)])).toMatch(/^unsupported/)
    }
  })

  it.each([
    ['aaab', 'a++b', 'aaab'],
    ['aaa', 'a++a', null],
    ['aaab', '(?>a+|a)b', 'aaab'],
    ['abc', '[a-c&&[^b]]+', 'a'],
    ['abd', '[[ab]d]+', 'abd'],
    ['a b', 'a\\hb', 'a b'],
  ])('knows what only Java has: in %j by %s', (value, pattern, expected) => {
    expect(extract(value, pattern)).toBe(expected)
  })

  it('keeps what a group captured in an earlier round, as Java does', () => {
    expect(extract('ba', '(?:a|(b))*', 1)).toBe('b')
    expect(extract('ab', '(a|b)*', 1)).toBe('b')
  })

  it('stops a pattern that would run for ever', () => {
    const start = performance.now()
    const bait = `${'a'.repeat(40)}!`
    for (const pattern of ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*a){25}$', '^(\\w+\\s?)*$']) {
      expect(() => regexp(bait, pattern)).toThrow(/takes too long on a text of 41 characters/)
    }
    expect(() => regexp('a'.repeat(20000), '.*.*.*b')).toThrow(/takes too long/)
    expect(performance.now() - start).toBeLessThan(6000)
  })

  it('finds by LIKE in a time that does not explode', () => {
    expect(call('LIKE', [text('a'.repeat(5000)), text('%a%a%a%a%a%a%b')])).toBe(false)
    expect(call('LIKE', [text(`${'a'.repeat(5000)}b`), text('%a_a%a%a%b')])).toBe(true)
  })

  it('takes the replacement literally', () => {
    expect(call('REGEXP_REPLACE', [text('hello world'), text('(l)(l)'), text('$2$1')])).toBe('he$2$1o world')
    expect(call('REGEXP_REPLACE', [text('a.b'), text(''), text('-')])).toBe('-a-.-b-')
  })

  it('counts and lists matches, call after call', () => {
    expect(extract('hello world', 'o')).toBe('o')
    expect(call('REGEXP_COUNT', [text('hello world'), text('o')])).toBe(2)
    expect(call('REGEXP_EXTRACT_ALL', [text('hello world'), text('o'), column(INT, 0)])).toEqual(['o', 'o'])
    expect(call('REGEXP_EXTRACT_ALL', [text('aaa'), text('[0-9]+')])).toBeNull()
    expect(call('REGEXP_INSTR', [text('abc123'), text('$')])).toBe(7)
  })
})
