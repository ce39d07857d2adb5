import { describe, expect, it } from 'vitest'
import { BIGINT, STRING } from '../types/construct-type.ts'
import { DEFAULT_DECODE_OPTIONS } from './decode-options.ts'
import { decodeNdjson } from './ndjson.ts'

const fields = [
  { name: 'id', type: BIGINT },
  { name: '__proto__', type: STRING },
]
const decode = (text: string, options = {}) => decodeNdjson(text, fields, { ...DEFAULT_DECODE_OPTIONS, ...options })
const places = (text: string) => decode(text).problems.map((problem) => [problem.line, problem.character, problem.code])

describe('decodeNdjson', () => {
  it('reads one row a line, skips blank lines and takes missing fields as NULL', () => {
    const decoded = decode('{"id":1}\r\n\n{"id":2,"x":9}')
    expect(decoded.rows).toEqual([
      [1, null],
      [2, null],
    ])
    expect(decoded.lines).toEqual([1, 3])
  })

  it('treats __proto__ as a key like any other', () => {
    expect(decode('{"id":1,"__proto__":"x"}').rows).toEqual([[1, 'x']])
    expect(decode('{"id":1,"__proto__":{"polluted":1}}').rows).toEqual([[1, '{"polluted":1}']])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('says line and character where a line is not JSON', () => {
    expect(places('{"id":1}\n{"id":}')).toEqual([[2, 7, 'pack.not-json']])
    expect(places('{"id":1')).toEqual([[1, 8, 'pack.not-json']])
    expect(places('{"id":1} x')).toEqual([[1, 10, 'pack.not-json']])
    expect(places('[1]')).toEqual([[1, 1, 'pack.not-an-object']])
  })

  it('says line and column where a value does not fit its type', () => {
    expect(decode('{"id":"x"}').problems).toEqual([
      { severity: 'error', line: 1, column: 'id', code: 'pack.bad-value', message: 'id: "x" is not BIGINT' },
    ])
  })

  it('refuses nesting that would exhaust the stack', () => {
    expect(places(`{"id":${'['.repeat(100_000)}`)[0]?.[2]).toBe('pack.not-json')
  })

  it('counts the last of repeated keys and keeps lone surrogates', () => {
    expect(decode('{"id":1,"id":2,"__proto__":"\\ud800"}').rows).toEqual([[2, '\ud800']])
  })

  it('takes control characters in a text as they are, as Flink does', () => {
    expect(decode('{"id":1,"__proto__":"a\tb\u0001"}').rows).toEqual([[1, 'a\tb\u0001']])
  })

  it('leaves out what it cannot read when told to ignore errors', () => {
    const decoded = decode('{"id":"x"}\nnonsense\n{"id":3}', { ignoreErrors: true })
    expect(decoded).toEqual({
      rows: [
        [null, null],
        [3, null],
      ],
      lines: [1, 3],
      problems: [],
    })
  })

  it('refuses missing fields when told to', () => {
    expect(decode('{"id":1}', { failOnMissing: true }).problems[0]?.code).toBe('pack.missing-field')
  })
})
