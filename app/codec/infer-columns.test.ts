import { describe, expect, it } from 'vitest'
import { type ColumnInference, inferCsvColumns, inferNdjsonColumns } from './infer-columns.ts'

const columnsOf = (inference: ColumnInference, ...texts: readonly string[]) => {
  for (const text of texts) inference.take(text)
  return inference.columns()
}

const ndjson = (...values: readonly string[]): string | undefined =>
  columnsOf(inferNdjsonColumns(), values.map((value) => `{"v":${value}}`).join('\n'))[0]?.type
const csv = (...cells: readonly string[]): string | undefined =>
  columnsOf(inferCsvColumns({ delimiter: ',', header: true }), ['v', ...cells].join('\n'))[0]?.type

describe('columns of NDJSON', () => {
  it.each([
    [['1', 'null', '-5'], 'BIGINT'],
    [['1', '2.5'], 'DOUBLE'],
    [['12345678901234567890'], 'DECIMAL(22, 0)'],
    [['true'], 'BOOLEAN'],
    [['"2024-01-01 10:00:00"', '"2024-01-01 10:00:00.5"'], 'TIMESTAMP(3)'],
    [['"2024-01-01 10:00:00.1234"'], 'TIMESTAMP(6)'],
    [['"2024-01-01 10:00:00Z"'], 'TIMESTAMP_LTZ(3)'],
    [['"2024-01-01"'], 'DATE'],
    [['"2024-01-01T10:00:00"'], 'STRING'],
    [['1', '"x"'], 'STRING'],
    [['null'], 'STRING'],
    [['[1]', '[]', '[2.5]'], 'ARRAY<DOUBLE>'],
    [['{"a":1}', '{"b":{"c d":"x"}}'], 'ROW<`a` BIGINT, `b` ROW<`c d` STRING>>'],
  ])('%j is %s', (values, type) => {
    expect(ndjson(...values)).toBe(type)
  })

  it('lists columns in the order in which they first appear', () => {
    expect(columnsOf(inferNdjsonColumns(), '{"b":1}\n{"a":1,"b":2}').map(({ name }) => name)).toEqual(['b', 'a'])
  })
})

describe('columns of CSV', () => {
  it.each([
    [['1', '', '2'], 'BIGINT'],
    [['12.50', '7.00'], 'DECIMAL(10, 2)'],
    [['12.5', '7.25'], 'DOUBLE'],
    [['007'], 'STRING'],
    [['true', 'FALSE'], 'BOOLEAN'],
    [['2024-01-01 10:00:00'], 'TIMESTAMP(3)'],
    [['x'], 'STRING'],
  ])('%j is %s', (cells, type) => {
    expect(csv(...cells)).toBe(type)
  })

  it('names columns without a header or with a repeated name', () => {
    const names = (text: string, header: boolean) =>
      columnsOf(inferCsvColumns({ delimiter: ',', header }), text).map(({ name }) => name)
    expect(names('1,2', false)).toEqual(['f0', 'f1'])
    expect(names('a,a,\n1,2,3', true)).toEqual(['a', 'a_2', 'f2'])
  })
})
