import { describe, expect, it } from 'vitest'
import { INT, STRING } from '../types/construct-type.ts'
import { rowKindText } from '../types/row-kind.ts'
import { type ChangelogFormat, decodeChangelog } from './changelog.ts'
import { DEFAULT_DECODE_OPTIONS } from './decode-options.ts'

// What Flink 2.2.0 read from a file of the format, message by message; refused where the job failed.

const fields = [
  { name: 'id', type: INT },
  { name: 'n', type: STRING },
]
const decode = (format: ChangelogFormat, message: string) =>
  decodeChangelog(format, message, fields, DEFAULT_DECODE_OPTIONS)
const changes = (format: ChangelogFormat, message: string): string =>
  decode(format, message)
    .messages.flat()
    .map(({ kind, row }) => [rowKindText(kind), ...row].join(' '))
    .join(', ')

describe('debezium-json', () => {
  it.each([
    ['{"before":null,"after":{"id":1,"n":"a"},"op":"c","source":{"x":1}}', '+I 1 a'],
    ['{"after":{"id":2,"n":"b"},"op":"r"}', '+I 2 b'],
    ['{"before":{"id":1,"n":"a"},"after":{"id":1,"n":"z"},"op":"u"}', '-U 1 a, +U 1 z'],
    ['{"before":{"id":1,"n":"z"},"after":null,"op":"d"}', '-D 1 z'],
    ['{"before":null,"after":{"id":"7","n":5},"op":"c","ts_ms":1}', '+I 7 5'],
  ])('%s', (message, expected) => {
    expect(changes('debezium-json', message)).toBe(expected)
  })

  it.each([
    ['{"before":null,"after":{"id":1,"n":"z"},"op":"u"}'],
    ['{"before":null,"after":{"id":1},"op":"x"}'],
    ['{"after":{"id":1}}'],
  ])('refuses %s', (message) => {
    expect(decode('debezium-json', message).problems).toMatchObject([{ line: 1, code: 'pack.bad-change' }])
  })
})

describe('canal-json', () => {
  it.each([
    ['{"data":[{"id":"1","n":"a"},{"id":"2","n":"b"}],"type":"INSERT","old":null}', '+I 1 a, +I 2 b'],
    ['{"data":[{"id":"1","n":"z"}],"old":[{"n":"a"}],"type":"UPDATE"}', '-U 1 a, +U 1 z'],
    ['{"data":[{"id":"1","n":"z"}],"old":[{"n":null}],"type":"UPDATE"}', '-U 1 , +U 1 z'],
    ['{"data":[{"id":"1","n":"z"}],"type":"DELETE"}', '-D 1 z'],
    ['{"data":null,"type":"CREATE"}', ''],
  ])('%s', (message, expected) => {
    expect(changes('canal-json', message)).toBe(expected)
  })

  it('refuses other types and messages without data', () => {
    expect(decode('canal-json', '{"data":[{"id":"1"}],"type":"TRUNCATE"}').problems).toHaveLength(1)
    expect(decode('canal-json', '{"type":"INSERT"}').problems).toHaveLength(1)
  })
})
