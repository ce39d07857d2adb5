import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable } from '../schema.ts'
import { randomTable } from '../tables.ts'

const BOUNDS = 'window_start, window_end'
const SIZES = [4, 6, 10]

function generate(dice: Dice): Draft {
  const legacy = dice.chance(0.25)
  const tables = ['t', 't2'].map((name) =>
    randomTable(dice, { name, inputs: ['append'], rowtime: 'ts', values: 1, valueTypes: ['INT'] }),
  )
  const statement = legacy ? groupWindow(dice) : dice.oneOf([() => outer(dice, chain(dice)), () => timed(dice)])
  const used = /\bt2\b/.test(statement) ? tables : tables.slice(0, 1)
  return {
    ...(legacy && { config: firing(dice) }),
    statements: [...used.map(createTable), statement],
    events: feed(dice, used, {
      rows: dice.between(10, 22),
      disorder: dice.pick([3, 8, 20]),
      pace: dice.pick([2, 3, 6]),
    }),
    watermarks: true,
  }
}

/** When a group window of old shows results besides its end. */
function firing(dice: Dice): Readonly<Record<string, string>> {
  return {
    ...(dice.chance(0.6) && {
      'table.exec.emit.early-fire.enabled': 'true',
      'table.exec.emit.early-fire.delay': dice.pick(['0 ms', '1 d']),
    }),
    ...(dice.chance(0.5) && {
      'table.exec.emit.late-fire.enabled': 'true',
      'table.exec.emit.late-fire.delay': '0 ms',
      'table.exec.emit.allow-lateness': dice.pick(['3 s', '10 s']),
    }),
  }
}

function groupWindow(dice: Dice): string {
  const window = dice.pick([
    (part: string) => `TUMBLE${part}(ts, INTERVAL '6' SECOND)`,
    (part: string) => `HOP${part}(ts, INTERVAL '3' SECOND, INTERVAL '6' SECOND)`,
    (part: string) => `HOP${part}(ts, INTERVAL '6' SECOND, INTERVAL '2' SECOND)`,
  ])
  const key = dice.pick(['', 'k, '])
  return `SELECT ${key}${window('_START')} AS ws, ${window('_END')} AS we, ${calls(dice)} FROM t GROUP BY ${key}${window('')}`
}

function calls(dice: Dice): string {
  const call = () =>
    dice.pick([
      'COUNT(*)',
      'SUM(v)',
      'MAX(v)',
      'AVG(v)',
      'COUNT(DISTINCT v)',
      'LISTAGG(k)',
      'SUM(v) FILTER (WHERE v > 2)',
    ])
  return dice.list(dice.between(1, 2), (index) => `${call()} AS c${index}`).join(', ')
}

type Windowed = (table: string) => string

function windowing(dice: Dice): Windowed {
  const size = dice.pick(SIZES)
  const seconds = `INTERVAL '${size}' SECOND`
  return dice.pick<Windowed>([
    (table) => `TABLE(TUMBLE(TABLE ${table}, DESCRIPTOR(ts), ${seconds}))`,
    (table) => `TABLE(HOP(TABLE ${table}, DESCRIPTOR(ts), INTERVAL '${size / 2}' SECOND, ${seconds}))`,
    (table) => `TABLE(CUMULATE(TABLE ${table}, DESCRIPTOR(ts), INTERVAL '2' SECOND, ${seconds}))`,
    (table) => `TABLE(SESSION(TABLE ${table} PARTITION BY k, DESCRIPTOR(ts), INTERVAL '3' SECOND))`,
  ])
}

/** Rows of `k`, `v` and the bounds of their window. */
function chain(dice: Dice): string {
  const window = windowing(dice)
  const link = (table: string) =>
    dice.oneOf([
      () => `SELECT k, v, ${BOUNDS} FROM ${window(table)}`,
      () => `SELECT k, COUNT(*) AS v, ${BOUNDS} FROM ${window(table)} GROUP BY k, ${BOUNDS}`,
      () => ranking(dice, `SELECT k, v, ${BOUNDS} FROM ${window(table)}`),
      () => ranking(dice, `SELECT k, SUM(v) AS v, ${BOUNDS} FROM ${window(table)} GROUP BY k, ${BOUNDS}`),
    ])
  return dice.chance(0.5) ? link('t') : joined(dice, link('t'), link('t2'))
}

function ranking(dice: Dice, rows: string): string {
  const order = dice.pick(['v', 'v DESC', 'k'])
  const limit = dice.pick(['= 1', '<= 2'])
  return `SELECT k, v, ${BOUNDS} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ${BOUNDS} ORDER BY ${order}) AS rn FROM (${rows})) WHERE rn ${limit}`
}

function joined(dice: Dice, left: string, right: string): string {
  const more = dice.pick(['', ' AND a.k = b.k', ' AND a.k = b.k AND a.v < b.v', ' AND a.v = b.v'])
  const on = `a.window_start = b.window_start AND a.window_end = b.window_end${more}`
  const shown = 'a.k, a.v, a.window_start, a.window_end'
  return dice.chance(0.3)
    ? `SELECT ${shown} FROM (${left}) a WHERE ${dice.pick(['', 'NOT '])}EXISTS (SELECT 1 FROM (${right}) b WHERE ${on})`
    : `SELECT ${shown} FROM (${left}) a ${dice.pick(['', 'LEFT '])}JOIN (${right}) b ON ${on}`
}

function outer(dice: Dice, rows: string): string {
  return dice.oneOf([
    () => rows,
    () => `SELECT ${BOUNDS}, ${calls(dice)} FROM (${rows}) GROUP BY ${BOUNDS}`,
    () => ranking(dice, rows),
    () => `SELECT k, COUNT(*) AS n, SUM(v) AS s FROM (${rows}) GROUP BY k`,
  ])
}

/** Windows over the time of windows. */
function timed(dice: Dice): string {
  const inner = `SELECT window_time AS ts, k, COUNT(*) AS v FROM ${windowing(dice)('t')} GROUP BY k, ${BOUNDS}, window_time`
  const key = dice.pick(['', 'k, '])
  return `WITH small AS (${inner}) SELECT ${key}${BOUNDS}, ${calls(dice)} FROM ${windowing(dice)('small')} GROUP BY ${key}${BOUNDS}`
}

/** Windows over windows: joins, rankings and aggregations of each other's results, and early and late results. */
export const windowchain: Family = { name: 'windowchain', generate }
