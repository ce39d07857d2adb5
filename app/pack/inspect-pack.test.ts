import { describe, expect, it } from 'vitest'
import { BIGINT, decimal, STRING } from '../types/construct-type.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { inspectPack } from './inspect-pack.ts'

const types = new Map<string, LogicalType>([
  ['BIGINT', BIGINT],
  ['STRING', STRING],
  ['DECIMAL(10, 2)', decimal(10, 2)],
])
const inspect = (text: string | Uint8Array, choices = {}) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return resultOf(inspectPack(bytes, choices, (type) => types.get(type)))
}

function resultOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

describe('inspectPack', () => {
  it('finds NDJSON, its columns and rows', () => {
    expect(inspect('{"id":1,"name":"茶"}\n{"id":null}\n')).toMatchObject({
      ok: true,
      value: {
        format: 'ndjson',
        encoding: 'utf-8',
        columns: [
          { name: 'id', type: 'BIGINT' },
          { name: 'name', type: 'STRING' },
        ],
        rows: 2,
        preview: [
          ['1', '茶'],
          [null, null],
        ],
        problems: [],
      },
    })
  })

  it('finds CSV with its delimiter and header', () => {
    expect(inspect('id;price\n1;2.50\n2;3.00\n')).toMatchObject({
      ok: true,
      value: {
        format: 'csv',
        delimiter: ';',
        header: true,
        rows: 2,
        preview: [
          ['1', '2.50'],
          ['2', '3.00'],
        ],
      },
    })
  })

  it('sees that a CSV file has no header', () => {
    expect(inspect('1,2.50\n2,3.00\n')).toMatchObject({ ok: true, value: { header: false, rows: 2 } })
  })

  it('follows the author rather than its guesses', () => {
    const columns = [{ name: 'id', type: 'STRING' }]
    expect(inspect('id\n01\n', { columns, format: 'csv', header: true })).toMatchObject({
      ok: true,
      value: { columns, preview: [['01']] },
    })
  })

  it('tells what cannot be read by line', () => {
    const columns = [{ name: 'id', type: 'BIGINT' }]
    const result = inspect('{"id":1}\n{"id":"x"}\n{', { columns })
    expect(result.ok && result.value.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'pack.bad-value'],
      [3, 'pack.not-json'],
    ])
  })

  it('refuses bytes that are of no known encoding', () => {
    expect(inspect(Uint8Array.of(0x61, 0x0a, 0xff, 0xff))).toMatchObject({ ok: false, error: { tag: 'unreadable' } })
  })

  it('refuses a column type that is none', () => {
    expect(inspect('{"id":1}', { columns: [{ name: 'id', type: 'NUMBER' }] })).toMatchObject({ ok: false })
  })

  it('takes its time in steps, over as many lines as there are', () => {
    const lines = Array.from({ length: 40_000 }, (_, row) => `${row},"a, ""b""\n${row}"`).join('\n')
    const text = `id,name\n${lines}\n`
    const bytes = new TextEncoder().encode(text)
    const readType = (type: string) => types.get(type)
    expect([...inspectPack(bytes, {}, readType)].length).toBeGreaterThan(30)
    const result = resultOf(inspectPack(bytes, {}, readType))
    expect(result).toMatchObject({ ok: true, value: { rows: 40_000, problems: [] } })
    expect(result.ok && result.value.preview[199]).toEqual(['199', 'a, "b"\n199'])
  })

  it('leaves out what is cut off where there is more than it sees', () => {
    const readType = (type: string) => types.get(type)
    const cut = (text: string) => resultOf(inspectPack(new TextEncoder().encode(text), {}, readType, false))
    expect(cut('id,name\n1,x\n2,"a\nb')).toMatchObject({ ok: true, value: { rows: 1, problems: [] } })
    expect(cut('{"id":1}\n{"id":2}\n{"id')).toMatchObject({ ok: true, value: { rows: 2, problems: [] } })
  })

  it('counts lines over all of its steps', () => {
    const text = `${'{"id":1}\n'.repeat(30_000)}{"id":"x"}\n`
    const columns = [{ name: 'id', type: 'BIGINT' }]
    expect(inspect(text, { columns })).toMatchObject({ ok: true, value: { problems: [{ line: 30_001 }] } })
  })
})
