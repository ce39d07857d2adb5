import type { Json } from '../../../app/types/json-form.ts'
import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft } from '../program.ts'
import { createTable, type InputMode, type Table } from '../schema.ts'

const ARRAYS: readonly { readonly type: string; readonly pool: readonly Json[] }[] = [
  { type: 'ARRAY<INT>', pool: [[1, 2], [], null, [3, null, 3], [5]] },
  { type: 'ARRAY<STRING>', pool: [['a', 'b'], [], null, ['c'], [null]] },
  {
    type: 'ARRAY<ROW<x INT, y STRING>>',
    pool: [
      [
        [1, 'p'],
        [2, 'q'],
      ],
      [],
      null,
      [[3, null]],
    ],
  },
  { type: 'MAP<STRING, INT>', pool: [{ p: 1 }, {}, null, { q: 2 }] },
]

/** Rows made of the elements of a collection. */
export function unnestProgram(dice: Dice): Draft {
  const { type, pool } = dice.pick(ARRAYS)
  const input = dice.pick<InputMode>(['append', 'append', 'cdc'])
  const table: Table = {
    name: 't',
    columns: [
      { name: 'id', type: 'INT', role: 'id' },
      { name: 'k', type: 'STRING', pool: ['a', 'b', null] },
      { name: 'xs', type, pool },
    ],
    input,
  }
  const columns = type.startsWith('MAP') || type.includes('ROW') ? ['e', 'f'] : ['e']
  const ordinality = dice.chance(0.25)
  const names = ordinality ? [...columns, 'pos'] : columns
  const lateral = `UNNEST(xs)${ordinality ? ' WITH ORDINALITY' : ''} AS u (${names.join(', ')})`
  const from = dice.pick([`t CROSS JOIN ${lateral}`, `t, ${lateral}`, `t LEFT JOIN ${lateral} ON TRUE`])
  const where = dice.chance(0.3)
    ? ` WHERE ${dice.pick(['e IS NOT NULL', 'id > 1', "k = 'a'", ordinality ? 'pos = 1' : 'id < 4'])}`
    : ''
  const query = dice.pick([
    `SELECT id, ${names.join(', ')} FROM ${from}${where}`,
    `SELECT ${names.join(', ')} FROM ${from}${where}`,
    `SELECT e, COUNT(*) AS n FROM ${from}${where} GROUP BY e`,
    `SELECT DISTINCT k, e FROM ${from}${where}`,
  ])
  return { statements: [createTable(table), query], events: feed(dice, [table], { rows: dice.between(4, 9) }) }
}
