import type { Dice } from '../dice.ts'
import { Expressions, isNumber, type Operand } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { operandsOf, randomTable } from '../tables.ts'

const FRAMES = [
  '',
  ' RANGE UNBOUNDED PRECEDING',
  ' ROWS UNBOUNDED PRECEDING',
  ' ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  ' ROWS 1 PRECEDING',
  ' ROWS BETWEEN 2 PRECEDING AND CURRENT ROW',
  " RANGE BETWEEN INTERVAL '3' SECOND PRECEDING AND CURRENT ROW",
  " RANGE INTERVAL '10' SECOND PRECEDING",
]

function generate(dice: Dice): Draft {
  return dice.chance(0.65) ? byTime(dice) : byValue(dice)
}

function byTime(dice: Dice): Draft {
  const table = randomTable(dice, { name: 't', inputs: ['append'], rowtime: 'ts' })
  const window = `(${partition(dice)}ORDER BY ts${dice.pick(FRAMES)})`
  const query = dice.oneOf([
    () => overQuery(dice, table, window),
    () => overQuery(dice, table, window),
    () => overQuery(dice, table, window),
    () => `SELECT k, SUM(s) AS total, COUNT(*) AS n FROM (${overQuery(dice, table, window, 's')}) GROUP BY k`,
    () => nestedOver(dice, table, window),
    () =>
      `SELECT id, k, ts, LAG(${dice.pick(['v', 'k', 'id'])}${dice.pick(['', ', 1', ', 2'])}) OVER (${partition(dice)}ORDER BY ts) AS l FROM t`,
    () =>
      `SELECT id, ${dice.pick(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])}() OVER (${partition(dice)}ORDER BY ts) AS r FROM t`,
    () => windowAfter(dice, table, window),
  ])
  return {
    statements: [createTable(table), query],
    events: feed(dice, [table], { rows: dice.between(8, 18), disorder: dice.pick([2, 6, 15]) }),
    ...(dice.chance(0.15) && { watermarks: true as const }),
  }
}

const partition = (dice: Dice): string =>
  dice.pick(['PARTITION BY k ', 'PARTITION BY k ', '', 'PARTITION BY MOD(id, 2) ', 'PARTITION BY k, MOD(id, 2) '])

function overQuery(dice: Dice, table: Table, window: string, alias?: string): string {
  const scope = operandsOf(table)
  const where = dice.chance(0.2) ? ` WHERE ${new Expressions(dice, scope).condition()}` : ''
  const named = dice.chance(0.2)
  const over = named ? 'w' : window
  const calls = dice.list(
    alias === undefined ? dice.between(1, 3) : 1,
    (i) => `${call(dice, scope)} OVER ${over} AS ${alias ?? `o${i}`}`,
  )
  return `SELECT id, k, ts, ${calls.join(', ')} FROM t${where}${named ? ` WINDOW w AS ${window}` : ''}`
}

function call(dice: Dice, scope: readonly Operand[]): string {
  const number = new Expressions(
    dice,
    scope.filter(({ type }) => isNumber(type)),
  ).number(dice.chance(0.2) ? 1 : 0)
  const any = dice.pick(scope.filter(({ text }) => text !== 'ts')).text
  return dice.oneOf([
    () => `${dice.pick(['SUM', 'AVG', 'MIN', 'MAX', 'COUNT'])}(${number})`,
    () => `${dice.pick(['SUM', 'AVG', 'MIN', 'MAX', 'COUNT'])}(${number})`,
    () => 'COUNT(*)',
    () => `${dice.pick(['FIRST_VALUE', 'LAST_VALUE', 'ARRAY_AGG', 'COUNT'])}(${any})`,
    () => `COUNT(DISTINCT ${any})`,
    () => `${dice.pick(['STDDEV_POP', 'VAR_SAMP'])}(${number})`,
    () => 'LISTAGG(k)',
    () => 'MAX(k)',
    () => `SUM(DISTINCT ${number})`,
  ])
}

function nestedOver(dice: Dice, table: Table, window: string): string {
  return `SELECT id, s, MAX(s) OVER (${partition(dice)}ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS m FROM (${overQuery(dice, table, window, 's')})`
}

function windowAfter(dice: Dice, table: Table, window: string): string {
  const inner = overQuery(dice, table, window, 's')
  return `WITH o AS (${inner}) SELECT window_start, window_end, COUNT(s) AS n, MAX(id) AS m FROM TABLE(TUMBLE(TABLE o, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end`
}

/** Ordered by a value that is no time: every row may change the ones after it. */
function byValue(dice: Dice): Draft {
  const table = randomTable(dice, {
    name: 't',
    inputs: ['append', 'append', 'cdc', 'upsert'],
    valueTypes: ['INT', 'BIGINT', 'DECIMAL(10, 2)', 'STRING'],
  })
  const scope = operandsOf(table)
  const frame = dice.pick([
    '',
    ' RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
    ' ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  ])
  const order = dice.pick(scope).text
  const window = `(${partition(dice)}ORDER BY ${order}${dice.chance(0.1) ? ' NULLS LAST' : ''}${frame})`
  const numbers = scope.filter(({ type }) => isNumber(type)).map(({ text }) => text)
  const calls = dice.list(
    dice.between(1, 2),
    (i) =>
      `${dice.pick(['SUM', 'COUNT', 'MIN', 'MAX', 'AVG', 'FIRST_VALUE'])}(${dice.pick(numbers)}) OVER ${window} AS o${i}`,
  )
  const query = dice.oneOf([
    () => `SELECT id, k, ${calls.join(', ')} FROM t`,
    () => `SELECT id, k, ${calls.join(', ')} FROM t`,
    () =>
      `SELECT id, ${dice.pick(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])}() OVER (${partition(dice)}ORDER BY ${order}) AS r FROM t`,
    () => `SELECT k, MAX(o0) AS m FROM (SELECT id, k, ${calls[0]} FROM t) GROUP BY k`,
  ])
  return { statements: [createTable(table), query], events: feed(dice, [table], { rows: dice.between(6, 14) }) }
}

export const over: Family = { name: 'over', generate }
