import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type InputMode, type Table } from '../schema.ts'
import { keyColumn, watermarkOf } from '../tables.ts'
import { unnestProgram } from './unnest.ts'

function generate(dice: Dice): Draft {
  return dice.oneOf([
    () => versioned(dice),
    () => versioned(dice),
    () => versioned(dice),
    () => lookup(dice),
    () => unnestProgram(dice),
  ])
}

/** A stream against a versioned table: keyed with updates, or a view that keeps the last row of a key. */
function versioned(dice: Dice): Draft {
  const type = dice.chance(0.15) ? 'TIMESTAMP_LTZ(3)' : 'TIMESTAMP(3)'
  const probe = probeTable(dice, type)
  const viewed = dice.chance(0.3)
  const versions: Table = {
    name: 'r',
    columns: [
      { name: 'k', type: 'STRING', pool: ['a', 'b', 'c'] },
      { name: 'v', type: 'INT', pool: [1, 2, 3, null] },
      { name: 'vt', type, role: 'time' },
    ],
    input: viewed ? 'append' : dice.pick<InputMode>(['cdc', 'upsert']),
    ...(!viewed && { key: ['k'] }),
    watermark: watermarkOf(dice, 'vt'),
  }
  const view = `CREATE VIEW r_last AS SELECT k, v, vt FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY vt DESC) AS rn FROM r) WHERE rn = 1`
  const right = viewed ? 'r_last' : 'r'
  return {
    statements: [createTable(probe), createTable(versions), ...(viewed ? [view] : []), ...temporalQuery(dice, right)],
    events: feed(dice, [probe, versions], { rows: dice.between(8, 18), disorder: dice.pick([2, 6, 12]) }),
    ...(dice.chance(0.25) && { watermarks: true as const }),
    ...(dice.chance(0.04) && { final: 'none' as const }),
  }
}

function probeTable(dice: Dice, type: string): Table {
  const input = dice.pick<InputMode>(['append', 'append', 'append', 'cdc', 'upsert'])
  const id =
    input === 'append'
      ? ({ name: 'id', type: 'INT', role: 'id' } as const)
      : { name: 'id', type: 'INT', pool: [1, 2, 3, 4] }
  return {
    name: 'o',
    columns: [id, keyColumn(dice), { name: 'n', type: 'INT', pool: [1, 2, 3, 10] }, { name: 'ts', type, role: 'time' }],
    input,
    ...(input !== 'append' && { key: ['id'] }),
    watermark: watermarkOf(dice, 'ts'),
  }
}

function temporalQuery(dice: Dice, right: string): readonly string[] {
  const kind = dice.pick(['JOIN', 'LEFT JOIN'])
  const more = dice.pick(['', '', '', ' AND r.v > 1', ' AND o.n > r.v', " AND o.k <> 'a'", ' AND r.v = o.n'])
  const from = `o ${kind} ${right} FOR SYSTEM_TIME AS OF o.ts AS r ON o.k = r.k${more}`
  const where = dice.chance(0.15) ? ` WHERE ${dice.pick(['o.n > 1', 'r.v IS NULL', 'r.v > 1', 'o.id <> 2'])}` : ''
  return dice.oneOf([
    () => [`SELECT o.id, r.v FROM ${from}${where}`],
    () => [`SELECT o.id, o.ts, r.k, r.v, r.vt FROM ${from}${where}`],
    () => [`SELECT o.id, o.n * r.v AS x FROM ${from}${where}`],
    () => [`SELECT o.k, COUNT(*) AS c, SUM(r.v) AS s FROM ${from}${where} GROUP BY o.k`],
    () => [
      `CREATE VIEW j AS SELECT o.id, o.ts, r.v FROM ${from}${where}`,
      "SELECT window_start, COUNT(*) AS c, MAX(v) AS m FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end",
    ],
    () => [`SELECT o.id, UPPER(r.k) AS u, COALESCE(r.v, -1) AS v FROM ${from}${where}`],
  ])
}

/** A stream against what a database holds right now. */
function lookup(dice: Dice): Draft {
  const input = dice.pick<InputMode>(['append', 'append', 'append', 'cdc'])
  const probe: Table = {
    name: 'o',
    columns: [
      { name: 'id', type: 'INT', role: 'id' },
      { name: 'g', type: 'INT', pool: [1, 2, 3, null] },
      { name: 'n', type: 'INT' },
    ],
    input,
    computed: ['pt AS PROCTIME()'],
  }
  const store: Table = {
    name: 'd',
    columns: [
      { name: 'g', type: 'INT', pool: [1, 2, 3] },
      { name: 'name', type: 'STRING', pool: ['p', 'q', null] },
      { name: 'size', type: 'INT', pool: [1, 5, 10] },
    ],
    input: 'upsert',
    key: ['g'],
    options: "'connector'='jdbc'",
  }
  const kind = dice.pick(['JOIN', 'LEFT JOIN'])
  const more = dice.pick(['', '', " AND d.name = 'p'", ' AND d.size > 1', ' AND o.n > 2', ' AND d.size > o.n'])
  const where = dice.chance(0.2) ? ` WHERE ${dice.pick(['o.id <> 2', 'd.size > 1', 'd.name IS NOT NULL'])}` : ''
  const columns = dice.pick(['o.id, d.name', 'o.id, o.n, d.name, d.size', 'o.id, d.size + 1 AS s', 'o.g, d.g AS g2'])
  return {
    statements: [
      createTable(probe),
      createTable(store),
      `SELECT ${columns} FROM o ${kind} d FOR SYSTEM_TIME AS OF o.pt AS d ON o.g = d.g${more}${where}`,
    ],
    events: feed(dice, [probe, store], { rows: dice.between(6, 14) }),
  }
}

export const temporaljoin: Family = { name: 'temporaljoin', generate }
