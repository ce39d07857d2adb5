import type { Dice } from '../dice.ts'
import { Expressions } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type InputMode, type Table } from '../schema.ts'
import { keyColumn, operandsOf } from '../tables.ts'
import { unnestProgram } from './unnest.ts'

const OPERATORS = ['UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT', 'INTERSECT ALL', 'EXCEPT ALL']

function generate(dice: Dice): Draft {
  if (dice.chance(0.2)) return unnestProgram(dice)
  const numbers = dice.chance(0.25) ? ['BIGINT', 'DECIMAL(10, 2)', 'SMALLINT', 'DOUBLE'] : ['INT']
  const left = side(dice, 'a', 'INT')
  const right = side(dice, 'b', dice.pick(numbers))
  return {
    statements: [left, right].map(createTable).concat(query(dice, left)),
    events: feed(dice, [left, right], { rows: dice.between(6, 14) }),
  }
}

function side(dice: Dice, name: string, number: string): Table {
  const input = dice.pick<InputMode>(['append', 'append', 'cdc', 'upsert'])
  const pool = number === 'INT' || number === 'SMALLINT' ? [1, 2, 3, null] : ['1', '2', '3', null]
  const keyed = input === 'upsert' || (input === 'cdc' && dice.chance(0.4))
  return {
    name,
    columns: [
      keyed ? { name: 'id', type: 'INT', pool: [1, 2, 3, 4] } : { name: 'id', type: 'INT', role: 'id' },
      keyColumn(dice),
      { name: 'v', type: number, pool: number === 'DOUBLE' ? [1, 2, 3, null] : pool },
    ],
    input,
    ...(keyed && { key: ['id'] }),
  }
}

function query(dice: Dice, left: Table): readonly string[] {
  const columns = dice.pick(['k', 'v', 'k, v', 'v, k', 'id, k, v'])
  const where = () =>
    dice.chance(0.25)
      ? ` WHERE ${new Expressions(dice, operandsOf({ ...left, columns: left.columns.slice(0, 2) })).condition(0)}`
      : ''
  const part = (table: string) => `SELECT ${columns} FROM ${table}${where()}`
  const operation = () => `${part('a')} ${dice.pick(OPERATORS)} ${part('b')}`
  return dice.oneOf([
    () => [operation()],
    () => [operation()],
    () => [`(${operation()}) ${dice.pick(OPERATORS)} ${part(dice.pick(['a', 'b']))}`],
    () => [`SELECT ${columns.split(', ')[0]}, COUNT(*) AS n FROM (${operation()}) GROUP BY ${columns.split(', ')[0]}`],
    () => [`CREATE VIEW u AS ${operation()}`, `SELECT * FROM u`],
    () => [subquery(dice)],
    () => [subquery(dice)],
    () => [subqueryInside(dice)],
    () => [
      `SELECT * FROM (${operation()})${dice.pick([' WHERE ', ' WHERE NOT '])}${columns.includes('k') ? "k = 'a'" : 'v > 1'}`,
    ],
    () => [values(dice)],
  ])
}

function subquery(dice: Dice): string {
  const filter = dice.pick(['', ' WHERE id > 1', ' WHERE v IS NOT NULL', " WHERE k <> 'b'"])
  return dice.pick([
    `SELECT id, v FROM a WHERE v IN (SELECT v FROM b${filter})`,
    `SELECT id, v FROM a WHERE v NOT IN (SELECT v FROM b${filter})`,
    `SELECT id, k FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.v ${dice.pick(['=', '<>', '>'])} a.v)`,
    `SELECT id, k FROM a WHERE NOT EXISTS (SELECT * FROM b WHERE b.k = a.k)`,
    `SELECT id, (SELECT MAX(v) FROM b${filter}) AS m FROM a`,
    `SELECT id FROM a WHERE v ${dice.pick(['>', '<=', '='])} ${dice.pick(['ALL', 'ANY', 'SOME'])} (SELECT v FROM b${filter})`,
    `SELECT id FROM a WHERE v = (SELECT MIN(v) FROM b${filter})`,
    `SELECT k, v FROM a WHERE (k, v) IN (SELECT k, v FROM b${filter})`,
    `SELECT id, v IN (SELECT v FROM b${filter}) AS f FROM a`,
    `SELECT id FROM a WHERE v IN (SELECT v FROM b${filter}) OR id = 1`,
  ])
}

/** A subquery as a part of an expression. */
function subqueryInside(dice: Dice): string {
  const rows = `b${dice.pick(['', ' WHERE id > 1', ' WHERE v IS NOT NULL', " WHERE k <> 'b'"])}`
  const not = dice.pick(['', 'NOT '])
  const correlated = `EXISTS (SELECT 1 FROM b WHERE b.k = a.k${dice.pick(['', ' AND b.id > 1', ' AND b.v = a.v'])})`
  const compared = `${dice.pick(['>', '<=', '=', '<>', '<'])} ${dice.pick(['ALL', 'SOME'])} (SELECT v FROM ${rows})`
  const value = dice.pick([
    `EXISTS (SELECT 1 FROM ${rows})`,
    correlated,
    `v ${compared}`,
    `1 IN (SELECT v FROM ${rows})`,
  ])
  return dice.pick([
    `SELECT id, ${not}${value} AS f FROM a`,
    `SELECT id, CASE WHEN ${value} THEN v ELSE 0 END AS f FROM a`,
    `SELECT id FROM a WHERE ${not}${value} OR id = 1`,
    `SELECT id FROM a WHERE ${not}(${value} AND id > 1)`,
    `SELECT id FROM a WHERE ${not}(${value} OR k = 'a')`,
    `SELECT id FROM a WHERE ${not}${correlated} AND (id > 1 OR ${value.replaceAll('EXISTS (SELECT 1', 'EXISTS (SELECT 2')})`,
    `SELECT id FROM a WHERE (v IN (SELECT v FROM ${rows})) IS ${not}TRUE`,
    `SELECT k, COUNT(*) FILTER (WHERE v ${not}IN (SELECT v FROM ${rows})) AS n FROM a GROUP BY k`,
    `SELECT k, SUM(CASE WHEN ${value} THEN v ELSE 1 END) AS n FROM a GROUP BY k`,
    `SELECT k, COUNT(*) AS n FROM a GROUP BY k HAVING COUNT(*) ${not}IN (SELECT v FROM ${rows})`,
    `SELECT k, COUNT(*) AS n FROM a GROUP BY k HAVING EXISTS (SELECT 1 FROM ${rows}) OR COUNT(*) > 1`,
    `SELECT k, MAX(v) ${compared} AS n FROM a GROUP BY k`,
  ])
}

function values(dice: Dice): string {
  const list = dice
    .list(dice.between(1, 3), () => `(${dice.between(1, 4)}, '${dice.pick(['a', 'b', 'c'])}')`)
    .join(', ')
  return dice.pick([
    `SELECT n, s FROM (VALUES ${list}) AS t (n, s)${dice.pick(['', ' WHERE n > 1', " WHERE s = 'a'"])}`,
    `SELECT s, COUNT(*) AS c FROM (VALUES ${list}) AS t (n, s) GROUP BY s`,
    `SELECT id FROM a WHERE v IN (${dice.list(3, () => dice.below(5)).join(', ')})`,
    `VALUES ${list}`,
  ])
}

export const setops: Family = { name: 'setops', generate }
