import type { Dice } from '../dice.ts'
import { Expressions } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { keyColumn, operandsOf, watermarkOf } from '../tables.ts'

function generate(dice: Dice): Draft {
  const type = dice.chance(0.2) ? 'TIMESTAMP_LTZ(3)' : 'TIMESTAMP(3)'
  const tables = ['l', 'r'].map((name) => side(dice, name, type))
  const cleanup = dice.chance(0.08)
    ? { 'table.exec.interval-join.min-cleanup-interval': dice.pick(['2 s', '5 s']) }
    : undefined
  return {
    ...(cleanup !== undefined && { config: cleanup }),
    statements: [...tables.map(createTable), query(dice, tables)],
    events: feed(dice, tables, {
      rows: dice.between(8, 18),
      disorder: dice.pick([3, 8, 20]),
      pace: dice.pick([1, 2, 4]),
    }),
    ...(dice.chance(0.35) && { watermarks: true as const }),
    ...(dice.chance(0.04) && { final: 'none' as const }),
  }
}

function side(dice: Dice, name: string, type: string): Table {
  return {
    name,
    columns: [
      { name: 'id', type: 'INT', role: 'id' },
      keyColumn(dice),
      { name: 'v', type: 'INT', pool: [1, 2, 3, null] },
      { name: 'ts', type, role: 'time' },
    ],
    input: 'append',
    watermark: watermarkOf(dice, 'ts'),
  }
}

const interval = (dice: Dice): string => {
  const unit = dice.chance(0.05) ? 'MINUTE' : 'SECOND'
  return `INTERVAL '${dice.pick([0, 1, 2, 4, 8])}' ${unit}`
}

function bounds(dice: Dice): string {
  const [a, b] = dice.pick([
    ['l.ts', 'r.ts'],
    ['r.ts', 'l.ts'],
  ] as const)
  return dice.oneOf([
    () => `${a} BETWEEN ${b} - ${interval(dice)} AND ${b} + ${interval(dice)}`,
    () => `${a} BETWEEN ${b} AND ${b} + ${interval(dice)}`,
    () => `${a} BETWEEN ${b} - ${interval(dice)} AND ${b}`,
    () =>
      `${a} ${dice.pick(['>', '>='])} ${b} - ${interval(dice)} AND ${a} ${dice.pick(['<', '<='])} ${b} + ${interval(dice)}`,
    () => `${a} >= ${b} AND ${a} < ${b} + ${interval(dice)}`,
    () => `${a} + ${interval(dice)} >= ${b} AND ${a} - ${interval(dice)} <= ${b}`,
    () => `${a} = ${b}`,
    () => `${a} BETWEEN ${b} + INTERVAL '1' SECOND AND ${b} + INTERVAL '5' SECOND`,
  ])
}

function query(dice: Dice, tables: readonly Table[]): string {
  const scope = tables.flatMap((table) => operandsOf(table, table.name))
  const free = scope.filter(({ text }) => !text.endsWith('.ts'))
  const key = dice.pick([
    'l.k = r.k AND ',
    'l.k = r.k AND ',
    'l.k = r.k AND ',
    'l.k = r.k AND l.v = r.v AND ',
    'l.v = r.v AND ',
    '',
  ])
  const more = dice.chance(0.2) ? ` AND ${new Expressions(dice, free).condition(0)}` : ''
  const on = `${key}${bounds(dice)}${more}`
  const kind = dice.pick(['JOIN', 'JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'])
  const columns = dice
    .some(scope, dice.between(1, 4))
    .map(({ text }, i) => `${text} AS c${i}`)
    .join(', ')
  const where = dice.chance(0.15) ? ` WHERE ${new Expressions(dice, free).condition(0)}` : ''
  return dice.oneOf([
    () => `SELECT l.id, r.id AS rid FROM l ${kind} r ON ${on}${where}`,
    () => `SELECT ${columns} FROM l ${kind} r ON ${on}${where}`,
    () => `SELECT ${columns} FROM l ${kind} r ON ${on}${where}`,
    () => `SELECT ${columns} FROM l, r WHERE ${on}`,
    () => `SELECT l.k, COUNT(*) AS n, SUM(r.v) AS s FROM l ${kind} r ON ${on}${where} GROUP BY l.k`,
    () =>
      `WITH j AS (SELECT l.id, l.k, l.ts AS rt, r.v FROM l JOIN r ON ${on}) SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(rt), INTERVAL '5' SECOND)) GROUP BY window_start, window_end`,
    () =>
      `SELECT a.id, r.id AS rid FROM (SELECT id, k, ts, v FROM l WHERE v > 1) a ${kind} r ON ${on.replaceAll('l.', 'a.')}`,
    () => `SELECT l.id FROM l WHERE ${dice.pick(['', 'NOT '])}EXISTS (SELECT 1 FROM r WHERE ${on})`,
  ])
}

export const intervaljoin: Family = { name: 'intervaljoin', generate }
