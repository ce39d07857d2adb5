import type { Dice } from '../dice.ts'
import { Expressions, isNumber, type Operand } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable } from '../schema.ts'
import { operandsOf, randomTable } from '../tables.ts'
import { aggregateCall } from './aggregate-call.ts'

const KEYS = ['k', 'k', 'k', 'id', 'MOD(id, 2)', 'UPPER(k)', 'k, MOD(id, 2)', "COALESCE(k, 'none')"]

function generate(dice: Dice): Draft {
  const table = randomTable(dice, { name: 't', inputs: ['append', 'append', 'cdc', 'upsert'] })
  const scope = operandsOf(table)
  const expressions = new Expressions(dice, scope)
  const where = dice.chance(0.25) ? ` WHERE ${expressions.condition()}` : ''
  const calls = dice.list(dice.between(1, 3), (i) => `${aggregateCall(dice, scope)} AS a${i}`)
  const query = dice.oneOf([
    () => grouped(dice, calls, where),
    () => grouped(dice, calls, where),
    () => `SELECT ${calls.join(', ')} FROM t${where}`,
    () => having(dice, calls, where),
    () => groupingSets(dice, calls, where),
    () =>
      `SELECT DISTINCT ${dice
        .some(scope, dice.between(1, 2))
        .map(({ text }) => text)
        .join(', ')} FROM t${where}`,
    () => nested(dice, scope, where),
    () => around(dice, scope, where),
  ])
  const sink = dice.chance(0.15) ? upsertSink(dice, scope, where) : undefined
  return {
    statements: [createTable(table), ...(sink ?? [query])],
    events: feed(dice, [table], { rows: dice.between(6, 16) }),
  }
}

function grouped(dice: Dice, calls: readonly string[], where: string): string {
  const keys = dice.pick(KEYS)
  const shown = keys.split(/, (?!2|')/).map((key, i) => (/^\w+$/.test(key) ? key : `${key} AS g${i}`))
  return `SELECT ${[...shown, ...calls].join(', ')} FROM t${where} GROUP BY ${keys}`
}

function having(dice: Dice, calls: readonly string[], where: string): string {
  const bound = dice.pick([
    'COUNT(*) > 1',
    'COUNT(*) = 2',
    'SUM(id) > 3',
    'MAX(id) < 5',
    "k <> 'a'",
    'COUNT(DISTINCT id) > 1',
  ])
  return `SELECT k, ${calls.join(', ')} FROM t${where} GROUP BY k HAVING ${bound}`
}

function groupingSets(dice: Dice, calls: readonly string[], where: string): string {
  const sets = dice.pick([
    'ROLLUP (k, m)',
    'CUBE (k, m)',
    'GROUPING SETS ((k), (m), ())',
    'GROUPING SETS ((k, m), (k))',
    'ROLLUP (k)',
  ])
  const source = `(SELECT *, MOD(id, 2) AS m FROM t${where})`
  const grouping = dice.chance(0.5) ? 'GROUPING(k) AS gk, ' : ''
  return `SELECT k, ${sets.includes('m') ? 'm, ' : ''}${grouping}${calls.join(', ')} FROM ${source} GROUP BY ${sets}`
}

function nested(dice: Dice, scope: readonly Operand[], where: string): string {
  const inner = `SELECT k, MOD(id, 3) AS m, COUNT(*) AS c, ${aggregateCall(dice, scope)} AS s FROM t${where} GROUP BY k, MOD(id, 3)`
  const outer = dice.pick([
    'MAX(c) AS x',
    'SUM(c) AS x, COUNT(s) AS y',
    'COUNT(DISTINCT c) AS x',
    'AVG(c) AS x, MIN(c) AS y',
    'COUNT(*) AS x',
  ])
  return dice.chance(0.6)
    ? `SELECT k, ${outer} FROM (${inner}) GROUP BY k`
    : `SELECT c, COUNT(*) AS n FROM (${inner}) GROUP BY c`
}

/** Expressions around aggregates. */
function around(dice: Dice, scope: readonly Operand[], where: string): string {
  const numbers = scope.filter(({ type }) => isNumber(type)).map(({ text }) => text)
  const of = () => `${dice.pick(['SUM', 'MAX', 'MIN', 'COUNT', 'AVG'])}(${dice.pick(numbers)})`
  const column = dice.oneOf([
    () => `${of()} + ${of()}`,
    () => `CASE WHEN COUNT(*) > ${dice.below(4)} THEN ${of()} ELSE ${of()} END`,
    () => `COALESCE(${of()}, 0)`,
    () => `${of()} > ${dice.below(5)}`,
    () => `CAST(${of()} AS STRING)`,
    () => `${of()} * 2 - COUNT(*)`,
  ])
  return `SELECT k, ${column} AS x FROM t${where} GROUP BY k`
}

function upsertSink(dice: Dice, scope: readonly Operand[], where: string): readonly string[] {
  const number = dice.pick(scope.filter(({ type }) => /^(INT|BIGINT)$/.test(type)))?.text ?? 'id'
  const connector = dice.pick([
    "'connector'='jdbc'",
    "'connector'='upsert-kafka', 'key.format'='json', 'value.format'='json'",
  ])
  const [key, query] = dice.pick([
    [
      'k',
      `SELECT k, COUNT(*), MAX(CAST(${number} AS BIGINT)) FROM t${where === '' ? ' WHERE' : `${where} AND`} k IS NOT NULL GROUP BY k`,
    ],
    ['n', `SELECT COALESCE(k, 'x'), COUNT(*), SUM(CAST(${number} AS BIGINT)) FROM t${where} GROUP BY k`],
    ['k', `SELECT COALESCE(k, 'x'), COUNT(*), MIN(CAST(${number} AS BIGINT)) FROM t${where} GROUP BY k, MOD(id, 2)`],
  ] as const)
  return [
    `CREATE TABLE s (k STRING, n BIGINT, x BIGINT, PRIMARY KEY (${key}) NOT ENFORCED) WITH (${connector})`,
    `INSERT INTO s ${query}`,
  ]
}

export const aggregate: Family = { name: 'aggregate', generate }
