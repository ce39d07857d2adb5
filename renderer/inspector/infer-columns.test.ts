import { describe, expect, it } from 'vitest'
import { inferColumns } from './infer-columns.ts'

const types = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries((inferColumns(text) ?? []).map(({ name, type }) => [name, type]))

describe('columns from a sample', () => {
  it('are read from one message', () => {
    expect(types('{"id": 1, "price": 2.5, "ok": true, "name": "a", "ts": "2024-01-01 10:00:00.123"}')).toEqual({
      id: 'BIGINT',
      price: 'DOUBLE',
      ok: 'BOOLEAN',
      name: 'STRING',
      ts: 'TIMESTAMP(3)',
    })
  })

  it('are the widest that all messages need, in the order of their appearance', () => {
    expect(inferColumns('{"a": 1}\n{"a": 1.5, "b": null}\n{"b": "2024-01-01"}')).toEqual([
      { name: 'a', type: 'DOUBLE' },
      { name: 'b', type: 'DATE' },
    ])
  })

  it('keep nested rows and lists', () => {
    expect(types('[{"tags": ["x"], "who": {"id": 7, "zip": null}}]')).toEqual({
      tags: 'ARRAY<STRING>',
      who: 'ROW<`id` BIGINT, `zip` STRING>',
    })
  })

  it.each(['', 'no json', '42', '{"a": 1} trailing'])('are not made up from %j', (text) => {
    expect(inferColumns(text)).toBeUndefined()
  })
})
