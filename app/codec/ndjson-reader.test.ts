import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BIGINT, STRING } from '../types/construct-type.ts'
import type { LogicalType } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import { DEFAULT_DECODE_OPTIONS, type DecodeOptions } from './decode-options.ts'
import { recordDecoder } from './decode-record.ts'
import type { RowProblem } from './decoded-rows.ts'
import { ndjsonObjects } from './ndjson.ts'
import { NdjsonReader } from './ndjson-reader.ts'

const nullable = (type: object): LogicalType => ({ nullable: true, ...type }) as LogicalType
const timestamp = (precision: number) => nullable({ kind: 'TIMESTAMP', precision })
const fields = [
  { name: 'id', type: BIGINT },
  { name: 'n', type: nullable({ kind: 'SMALLINT' }) },
  { name: 's', type: STRING },
  { name: 'at', type: timestamp(3) },
  { name: 'fine', type: timestamp(6) },
  { name: 'there', type: nullable({ kind: 'TIMESTAMP_LTZ', precision: 3 }) },
  { name: 'ok', type: nullable({ kind: 'BOOLEAN' }) },
  { name: 'd', type: nullable({ kind: 'DECIMAL', precision: 10, scale: 2 }) },
  { name: 'f', type: nullable({ kind: 'DOUBLE' }) },
  {
    name: 'r',
    type: nullable({
      kind: 'ROW',
      fields: [
        { name: 'a', type: BIGINT },
        { name: 's', type: STRING },
      ],
    }),
  },
  { name: 'l', type: nullable({ kind: 'ARRAY', element: BIGINT }) },
]

interface Read {
  readonly rows: readonly (readonly Value[])[]
  readonly lines: readonly number[]
  readonly problems: readonly RowProblem[]
}

function readAll(text: string, options: DecodeOptions): Read {
  const problems: RowProblem[] = []
  const [rows, lines]: [(readonly Value[])[], number[]] = [[], []]
  const reader = new NdjsonReader(fields, options, (problem) => problems.push(problem))
  reader.open({ text, line: 1 })
  for (let row = reader.next(); row !== undefined; row = reader.next()) {
    rows.push(row)
    lines.push(reader.line)
  }
  return { rows, lines, problems }
}

/** Every line by way of a tree. */
function readByTree(text: string, options: DecodeOptions): Read {
  const problems: RowProblem[] = []
  const [rows, lines]: [(readonly Value[])[], number[]] = [[], []]
  const report = (problem: RowProblem): void => {
    problems.push(problem)
  }
  const decode = recordDecoder(fields, options, report)
  for (const { line, object } of ndjsonObjects(text, options.ignoreErrors ? () => undefined : report)) {
    const row = decode((name) => object.get(name), line)
    if (row === undefined) continue
    rows.push(row)
    lines.push(line)
  }
  return { rows, lines, problems }
}

const number = fc.constantFrom('0', '-0', '7', '-12', '32768', '9007199254740993', '01', '1.5', '1e2', '-', '12x', '""')
const string = fc.constantFrom(
  '"x"',
  '""',
  '"a\\nb"',
  '"\\u0041"',
  '"\\u00e9\\ud800"',
  '"\\x"',
  '"é😀"',
  '"0123456789abcdef"',
  '"\t"',
)
const time = fc.constantFrom(
  ...['2024-02-29 23:59:59.123', '2023-02-29 00:00:00', '2024-04-31 10:00:00.5', '1969-12-31 23:59:59.999'],
  ...['2024-01-01 24:00:00', '2024-01-01T10:00:00.123456Z', '2024-01-01 10:00:00.123456', '2024-13-01 00:00:00', 'x'],
  ...[
    '2024-01-01 10:00:00Z',
    '2024-01-01 10:00:00.12Z',
    '2024-01-01 10:00',
    '2024-01-00 10:00:00',
    '2024-01-01 10:60:00',
  ],
)
const nested = fc.constantFrom(
  '{}',
  '{"a":1}',
  '{"s":"y","a":2,"z":[1,{"q":null}]}',
  '{"a":"x"}',
  '[]',
  '[1,2]',
  '[1,"x"]',
  '{"a":1,"a":3}',
)
const value = fc.oneof(
  number,
  string,
  time.map((text) => `"${text}"`),
  nested,
  fc.constantFrom('null', 'true', 'false', 'nul', 'tru'),
)
const fitting = fc.tuple(
  number,
  number,
  string,
  time,
  time,
  time,
  fc.constantFrom('true', 'false'),
  number,
  number,
  nested,
  nested,
)
const key = fc.constantFrom(...fields.map(({ name }) => `"${name}"`), '"z"', '"i\\u0064"')
const member = fc.tuple(key, value).map(([k, v]) => `${k}:${v}`)
const line = fc.oneof(
  fc.array(member, { maxLength: 6 }).map((members) => `{${members.join(',')}}`),
  fitting.map((values) => {
    const texts = values.map((v, i) => `"${fields[i]?.name}": ${i >= 3 && i <= 5 ? `"${v}"` : v}`)
    return `{ ${texts.join(', ')} }`
  }),
)
const damaged = fc
  .tuple(
    fc.array(line, { maxLength: 4 }),
    fc.nat(200),
    fc.constantFrom('', '', '', '"', '{', '}', ' ', ',', '\\', '\n', '\r', '5'),
  )
  .map(([lines, at, what]) => {
    const text = lines.join('\n')
    return what === '' ? text : text.slice(0, at) + what + text.slice(at + 1)
  })

describe('NdjsonReader', () => {
  it.each([
    ['as tables mostly are', {}],
    ['ignoring errors', { ignoreErrors: true }],
    ['refusing missing fields', { failOnMissing: true }],
    ['with ISO times', { timestamps: 'ISO-8601' as const }],
  ])('reads every text as it is read by way of a tree: %s', (_, changed) => {
    const options = { ...DEFAULT_DECODE_OPTIONS, ...changed }
    fc.assert(
      fc.property(damaged, (text) => {
        expect(readAll(text, options)).toEqual(readByTree(text, options))
      }),
      { numRuns: 1000 },
    )
  })

  it('counts lines from the first one of the chunk', () => {
    const reader = new NdjsonReader(fields, DEFAULT_DECODE_OPTIONS, () => undefined)
    reader.open({ text: '{"id":1}\n\n', line: 1 })
    expect(reader.next()?.[0]).toBe(1)
    expect(reader.next()).toBeUndefined()
    reader.open({ text: '\n{"id":2}', line: 7 })
    expect(reader.next()?.[0]).toBe(2)
    expect(reader.line).toBe(8)
  })

  it('checks what nobody reads, and leaves it out', () => {
    const problems: RowProblem[] = []
    const wanted = fields.map(({ name }) => (name === 'r' ? [true, false] : name === 'id'))
    const reader = new NdjsonReader(fields, DEFAULT_DECODE_OPTIONS, (problem) => problems.push(problem), wanted)
    reader.open({ text: '{"id":1,"s":"x","r":{"a":2,"s":"y"}}\n{"id":1,"r":{"a":"no number"}}', line: 1 })
    const row = reader.next()
    expect([row?.[0], row?.[2], row?.[9]]).toEqual([1, null, [2, null]])
    expect(reader.next()).toBeUndefined()
    expect(problems[0]?.column).toBe('r')
  })
})
