import fc from 'fast-check'
import { BIGINT, STRING } from '../../types/construct-type.ts'
import type { LogicalType, RowField } from '../../types/logical-type.ts'

// Texts of JSON lines as files have them, and as they have not.

const nullable = (type: object): LogicalType => ({ nullable: true, ...type }) as LogicalType
const timestamp = (precision: number) => nullable({ kind: 'TIMESTAMP', precision })

export const FIELDS: readonly RowField[] = [
  { name: 'id', type: BIGINT },
  { name: 'n', type: nullable({ kind: 'SMALLINT' }) },
  { name: 's', type: STRING },
  { name: 'at', type: timestamp(3) },
  { name: 'fine', type: timestamp(6) },
  { name: 'there', type: nullable({ kind: 'TIMESTAMP_LTZ', precision: 3 }) },
  { name: 'ok', type: nullable({ kind: 'BOOLEAN' }) },
  { name: 'd', type: nullable({ kind: 'DECIMAL', precision: 10, scale: 2 }) },
  { name: 'wide', type: nullable({ kind: 'DECIMAL', precision: 38, scale: 18 }) },
  { name: 'f', type: nullable({ kind: 'DOUBLE' }) },
  { name: 'single', type: nullable({ kind: 'FLOAT' }) },
  { name: 'day', type: nullable({ kind: 'DATE' }) },
  {
    name: 'r',
    type: nullable({
      kind: 'ROW',
      fields: [
        { name: 'a', type: BIGINT },
        { name: 's', type: STRING },
        { name: 'in', type: nullable({ kind: 'ROW', fields: [{ name: 'a', type: STRING }] }) },
      ],
    }),
  },
  { name: 'l', type: nullable({ kind: 'ARRAY', element: BIGINT }) },
  { name: 'm', type: nullable({ kind: 'MAP', key: STRING, value: BIGINT }) },
  { name: '名', type: STRING },
  { name: 'a"b', type: STRING },
]

const number = fc.oneof(
  fc.constantFrom('0', '-0', '7', '-12', '32768', '-32769', '2147483648', '01', '-01', '1.', '.5', '+1', '-', '12x'),
  fc.constantFrom('1.5', '-0.0', '0.10', '1e2', '1E+2', '-1.25e-3', '1e400', '123456789012345', '1234567890123456'),
  fc.constantFrom('9007199254740993', '-9223372036854775808', '9223372036854775808', '99999999.99', '99999999.995'),
  fc.constantFrom('0.1', '0.3', '1234567.1234567', '123456789.1234567', '5.000000000000000000', '0.000000000000001'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.integer({ min: -100_000, max: 100_000 }).map(String),
)
const quoted = fc.constantFrom('"7"', '"\\u0037"', '"\\"7\\""', '" -8 "', '"1.5"', '"true"', '"null"', '"NaN"', '""')
const string = fc.oneof(
  fc.constantFrom('"x"', '""', '"a\\nb"', '"\\u0041"', '"\\u00e9\\ud800"', '"\\x"', '"\\u12"', '"\\"', '"a\\\\"'),
  fc.constantFrom('"é😀"', '"流式"', '"\u0080\u07ff\uffff"', '"twelve chars"', '"thirteen char"', '"\t"', '"\u007f"'),
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
  fc
    .array(fc.constantFrom('a', '\\"', '\\\\', '\\n', '\\u0041', '\t', 'é', '\\', ', "', 'quite some characters'), {
      maxLength: 6,
    })
    .map((parts) => `"${parts.join('')}"`),
)
const time = fc.constantFrom(
  ...['2024-02-29 23:59:59.123', '2023-02-29 00:00:00', '2024-04-31 10:00:00.5', '1969-12-31 23:59:59.999'],
  ...['2024-01-01 24:00:00', '2024-01-01T10:00:00.123456Z', '2024-01-01 10:00:00.123456', '2024-13-01 00:00:00', 'x'],
  ...['2024-01-01 10:00:00Z', '2024-01-01 10:00:00.12Z', '2024-01-01 10:00', '2024-01-00 10:00:00'],
  ...['2024-01-01 10:60:00', '2024-01-01T10:00:00', '2024-01-01T10:00:00.250', '2024-01-01', '0001-01-01 00:00:00.000'],
  ...['2024-01-01 10:00:00.', '2024-01-01 10:00:00.1234', '2024-01-01 10:00\\u003a00'],
)
const nested = fc.constantFrom(
  ...['{}', '{ }', '{"a":1}', '{"s":"y","a":2,"z":[1,{"q":null}]}', '{"a":"x"}', '{"a":1,"a":3}', '{"\\u0061":4}'],
  ...['{"a":1,"s":"y","in":null}', '{"a":1,"s":"y","in":{"a":"z"}}', '{"in":{"b":{}},"s":null,"a":5}', '{"in":[]}'],
  ...['[]', '[1,2]', '[1,"x"]', '[ 1 , null ]', '[[1]]', '{"k":1,"l":null,"k":2}', '{"a":1,}', '[1,]'],
)
const word = fc.constantFrom('null', 'true', 'false', 'nul', 'tru', 'nulls', 'True')
const value = fc.oneof(
  number,
  quoted,
  string,
  time.map((text) => `"${text}"`),
  nested,
  word,
)

/** Mostly what the type of the field asks for. */
function fitting(name: string): fc.Arbitrary<string> {
  const usual = usualOf(name)
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 2, arbitrary: fc.constant('null') }, value)
}

function usualOf(name: string): fc.Arbitrary<string> {
  switch (FIELDS.find((field) => field.name === name)?.type.kind) {
    case 'BIGINT':
    case 'SMALLINT':
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -32_768, max: 32_767 }).map(String) },
        fc.constantFrom('32767', '32768', '-32768', '-32769', '01', '-00'),
        number,
      )
    case 'DECIMAL':
    case 'DOUBLE':
    case 'FLOAT':
      return number
    case 'VARCHAR':
      return string
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
    case 'DATE':
      return time.map((text) => `"${text}"`)
    case 'BOOLEAN':
      return fc.constantFrom('true', 'false')
    default:
      return nested
  }
}

const names = [...FIELDS.map(({ name }) => name), 'z', 'other']
const space = fc.oneof({ weight: 20, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\t', '  ', '\r', '\u00a0'))

/** An object with these keys, in this order. */
function object(keys: readonly string[]): fc.Arbitrary<string> {
  const members = keys.map((name) =>
    fc
      .tuple(space, fc.constantFrom(JSON.stringify(name), JSON.stringify(name), escaped(name)), space, fitting(name))
      .map(([before, key, behind, text]) => `${before}${key}${behind}:${before}${text}${behind}`),
  )
  return fc.tuple(...members).map((texts) => `{${texts.join(',')}}`)
}

const escaped = (name: string): string =>
  `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${JSON.stringify(name).slice(name.startsWith('"') ? 3 : 2)}`

const keys = fc.oneof(
  fc.constant(FIELDS.map(({ name }) => name)),
  fc.subarray(names),
  fc.shuffledSubarray(names),
  fc.array(fc.constantFrom(...names), { maxLength: 8 }),
)

/** Lines of one or two kinds, as a file has them, and whatever else. */
const lines = fc
  .tuple(keys, keys)
  .chain(([usual, other]) =>
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: object(usual) },
        { weight: 3, arbitrary: object(other) },
        { weight: 1, arbitrary: keys.chain(object) },
        { weight: 1, arbitrary: fc.oneof(fc.constantFrom('', ' ', '[1]', '5', '{}', ' { } '), value) },
      ),
      { maxLength: 6 },
    ),
  )

/** With a mistake somewhere, more often than not without. */
export const jsonLines: fc.Arbitrary<string> = fc
  .tuple(
    lines,
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.nat(300),
    fc.constantFrom('', '', '', '', '', '"', '{', '}', ' ', ',', ':', '\\', '\n', '\r', '5', '\u0000', '流'),
  )
  .map(([texts, lineEnd, at, what]) => {
    const text = texts.join(lineEnd)
    return what === '' ? text : text.slice(0, at) + what + text.slice(at + 1)
  })
