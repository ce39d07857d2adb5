import type { Dice } from '../dice.ts'
import { Expressions, isNumber } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { columnNames, operandsOf, randomTable } from '../tables.ts'

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]

function generate(dice: Dice): Draft {
  const inputs = dice.chance(0.15) ? (['cdc', 'upsert'] as const) : (['append'] as const)
  const table = randomTable(dice, { name: 't', inputs, rowtime: 'ts' })
  const local = table.columns.some(({ type }) => type.startsWith('TIMESTAMP_LTZ'))
  const statements = query(dice, table)
  const tables = statements.some((statement) => /\bt2\b/.test(statement)) ? [table, { ...table, name: 't2' }] : [table]
  return {
    ...(local && dice.chance(0.8) && { config: { 'table.local-time-zone': dice.pick(ZONES) } }),
    statements: [...tables.map(createTable), ...statements],
    events: feed(dice, tables, {
      rows: dice.between(8, 20),
      disorder: dice.pick([3, 8, 20]),
      pace: dice.pick([2, 3, 6]),
    }),
    ...(dice.chance(0.2) && { watermarks: true as const }),
    ...(dice.chance(0.04) && { final: 'none' as const }),
  }
}

/** A windowing table function over `table`. */
export function windowOf(dice: Dice, table: string, time = 'ts', partition = ''): string {
  const data = `TABLE ${table}${partition}, DESCRIPTOR(${time})`
  const step = dice.pick([2, 5, 10])
  const seconds = (count: number) => `INTERVAL '${count}' SECOND`
  const offset = dice.chance(0.12) ? `, ${seconds(dice.pick([1, -1, 3]))}` : ''
  return dice.oneOf([
    () => `TUMBLE(${data}, ${seconds(dice.pick([2, 5, 10, 20]))}${offset})`,
    () => `TUMBLE(${data}, ${seconds(dice.pick([2, 5, 10, 20]))}${offset})`,
    () => `HOP(${data}, ${seconds(step)}, ${seconds(step * dice.between(1, 3))}${offset})`,
    () => `CUMULATE(${data}, ${seconds(step)}, ${seconds(step * dice.between(1, 4))}${offset})`,
  ])
}

const session = (dice: Dice, partition: string): string =>
  `SESSION(TABLE t${partition}, DESCRIPTOR(ts), INTERVAL '${dice.pick([2, 4, 10])}' SECOND)`

function query(dice: Dice, table: Table): readonly string[] {
  const where = dice.chance(0.15) ? ` WHERE ${new Expressions(dice, operandsOf(table)).condition(0)}` : ''
  return dice.oneOf([
    () => [aggregated(dice, table, `TABLE(${windowOf(dice, 't')})${where}`)],
    () => [aggregated(dice, table, `TABLE(${windowOf(dice, 't')})${where}`)],
    () => [aggregated(dice, table, `TABLE(${windowOf(dice, 't')})${where}`)],
    () => [sessions(dice, table, where)],
    () => [legacy(dice, table, where)],
    () => [
      `SELECT ${dice.pick(['id, k', 'k, ts', 'id, window_time'])}, window_start, window_end FROM TABLE(${windowOf(dice, 't')})${where}`,
    ],
    () => [ranked(dice, where)],
    () => [cascade(dice, table, where)],
    () => [windowJoin(dice)],
    () => viewed(dice, table),
  ])
}

function calls(dice: Dice, table: Table): string {
  const scope = operandsOf(table)
  const numbers = scope.filter(({ type }) => isNumber(type)).map(({ text }) => text)
  const call = () =>
    dice.oneOf([
      () => 'COUNT(*)',
      () => `${dice.pick(['SUM', 'AVG', 'MIN', 'MAX', 'COUNT'])}(${dice.pick(numbers)})`,
      () => `${dice.pick(['SUM', 'AVG', 'MIN', 'MAX', 'COUNT'])}(${dice.pick(numbers)})`,
      () => `COUNT(DISTINCT ${dice.pick(['k', 'id', dice.pick(numbers)])})`,
      () => `COUNT(*) FILTER (WHERE ${new Expressions(dice, scope).condition(0)})`,
      () => dice.pick(['MAX(k)', 'MIN(ts)', 'MAX(ts)', 'LISTAGG(k)', 'STDDEV_POP(id)', 'COLLECT(k)']),
      () => `${dice.pick(['FIRST_VALUE', 'LAST_VALUE', 'ARRAY_AGG'])}(${dice.pick(columnNames(table))})`,
      () => `SUM(${new Expressions(dice, scope).number(1)})`,
    ])
  return dice.list(dice.between(1, 3), (i) => `${call()} AS a${i}`).join(', ')
}

function aggregated(dice: Dice, table: Table, from: string): string {
  const extra = dice.pick(['', '', 'k', 'k', 'MOD(id, 2)'])
  const shown = extra === '' ? '' : `${extra} AS g, `
  const time = dice.chance(0.1) ? ', window_time' : ''
  const having = dice.chance(0.1) ? ' HAVING COUNT(*) > 1' : ''
  const keys = `window_start, window_end${time}${extra === '' ? '' : `, ${extra}`}`
  if (dice.chance(0.08)) {
    return `SELECT window_start, window_end, k, ${calls(dice, table)} FROM ${from} GROUP BY GROUPING SETS ((window_start, window_end, k), (window_start, window_end))`
  }
  return `SELECT ${shown}window_start, window_end${time}, ${calls(dice, table)} FROM ${from} GROUP BY ${keys}${having}`
}

function sessions(dice: Dice, table: Table, where: string): string {
  return dice.oneOf([
    () =>
      `SELECT k, window_start, window_end, ${calls(dice, table)} FROM TABLE(${session(dice, ' PARTITION BY k')})${where} GROUP BY window_start, window_end, k`,
    () =>
      `SELECT window_start, window_end, ${calls(dice, table)} FROM TABLE(${session(dice, '')})${where} GROUP BY window_start, window_end`,
    () => `SELECT id, k, window_start, window_end FROM TABLE(${session(dice, ' PARTITION BY k')})${where}`,
  ])
}

function legacy(dice: Dice, table: Table, where: string): string {
  const [name, sizes] = dice.pick([
    ['TUMBLE', "INTERVAL '5' SECOND"],
    ['TUMBLE', "INTERVAL '10' SECOND"],
    ['HOP', "INTERVAL '5' SECOND, INTERVAL '10' SECOND"],
    ['HOP', "INTERVAL '2' SECOND, INTERVAL '6' SECOND"],
    ['SESSION', "INTERVAL '4' SECOND"],
  ] as const)
  const of = (part: string) => `${name}_${part}(ts, ${sizes})`
  const keyed = dice.chance(0.6)
  return `SELECT ${keyed ? 'k, ' : ''}${of('START')} AS ws, ${of(dice.pick(['END', 'ROWTIME']))} AS we, ${calls(dice, table)} FROM t${where} GROUP BY ${keyed ? 'k, ' : ''}${name}(ts, ${sizes})`
}

function ranked(dice: Dice, where: string): string {
  const order = dice.pick(['id DESC', 'v', 'v DESC', 'ts DESC', 'ts', 'k, id'])
  const keys = dice.pick(['window_start, window_end', 'window_start, window_end, k'])
  const limit = dice.pick(['rn = 1', 'rn <= 2', 'rn <= 3'])
  const inner = dice.chance(0.7)
    ? `SELECT *, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY ${order}) AS rn FROM TABLE(${windowOf(dice, 't')})${where}`
    : `SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY n DESC, k) AS rn FROM (SELECT k, window_start, window_end, COUNT(*) AS n FROM TABLE(${windowOf(dice, 't')})${where} GROUP BY window_start, window_end, k)`
  return `SELECT ${dice.pick(['*', 'k, window_end, rn', 'window_start, k'])} FROM (${inner}) WHERE ${limit}`
}

function cascade(dice: Dice, table: Table, where: string): string {
  const inner = `SELECT k, window_start AS s1, window_end AS e1, window_time AS rt, COUNT(*) AS n, ${calls(dice, table)} FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))${where} GROUP BY k, window_start, window_end, window_time`
  return `WITH small AS (${inner}) SELECT window_start, window_end, SUM(n) AS total, COUNT(*) AS c FROM TABLE(${windowOf(dice, 'small', 'rt')}) GROUP BY window_start, window_end`
}

function windowJoin(dice: Dice): string {
  const size = dice.pick([5, 10])
  const side = (table: string) =>
    `(SELECT * FROM TABLE(TUMBLE(TABLE ${table}, DESCRIPTOR(ts), INTERVAL '${size}' SECOND)))`
  const same = 'a.window_start = b.window_start AND a.window_end = b.window_end'
  const kind = dice.pick(['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'])
  const more = dice.pick([' AND a.k = b.k', ' AND a.k = b.k', ' AND a.k = b.k AND a.id > b.id', ' AND a.v = b.v'])
  if (dice.chance(0.25)) {
    return `SELECT a.id, a.k, a.window_end FROM ${side('t')} a WHERE ${dice.pick(['', 'NOT '])}EXISTS (SELECT 1 FROM ${side('t2')} b WHERE ${same}${more})`
  }
  return `SELECT a.id, b.id AS id2, COALESCE(a.window_end, b.window_end) AS we FROM ${side('t')} a ${kind} ${side('t2')} b ON ${same}${more}`
}

/** Windows over a view that filters, projects or deduplicates. */
function viewed(dice: Dice, table: Table): readonly string[] {
  const view = dice.pick([
    'SELECT id, k, v, ts FROM t WHERE id > 1',
    'SELECT id, UPPER(k) AS k, v, ts FROM t',
    'SELECT id, k, v, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k, v ORDER BY ts) AS rn FROM t) WHERE rn = 1',
    'SELECT id, k, v, ts FROM t UNION ALL SELECT id, k, v, ts FROM t2',
  ])
  const known = { ...table, columns: table.columns.filter(({ name }) => ['id', 'k', 'v', 'ts'].includes(name)) }
  return [`CREATE VIEW n AS ${view}`, aggregated(dice, known, `TABLE(${windowOf(dice, 'n')})`)]
}

export const window: Family = { name: 'window', generate }
