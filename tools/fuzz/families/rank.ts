import type { Dice } from '../dice.ts'
import { Expressions } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { operandsOf, randomTable } from '../tables.ts'

function generate(dice: Dice): Draft {
  const timed = dice.chance(0.4)
  const table = randomTable(dice, {
    name: 't',
    inputs: timed ? ['append', 'append', 'cdc', 'upsert'] : ['append', 'cdc', 'upsert'],
    ...(timed && { rowtime: 'ts' }),
    valueTypes: ['INT', 'INT', 'BIGINT', 'STRING', 'DECIMAL(10, 2)', 'SMALLINT'],
  })
  const query = timed && dice.chance(0.7) ? byTime(dice) : topN(dice, table)
  const sink = dice.chance(0.12) ? sinkOf(dice, query) : [query]
  return {
    statements: [createTable(table), ...sink],
    events: feed(dice, [table], { rows: dice.between(7, 18) }),
    ...(timed && dice.chance(0.1) && { watermarks: true as const }),
  }
}

const partition = (dice: Dice): string =>
  dice.pick(['PARTITION BY k ', 'PARTITION BY k ', '', 'PARTITION BY MOD(id, 2) ', 'PARTITION BY k, MOD(id, 2) '])
const direction = (dice: Dice): string => dice.pick(['', '', ' DESC', ' DESC', ' ASC NULLS LAST', ' DESC NULLS FIRST'])

/** Deduplication and sorting on the time attribute. */
function byTime(dice: Dice): string {
  const where = dice.chance(0.2) ? ` WHERE ${dice.pick(['v IS NOT NULL', 'id > 2', "k <> 'a'"])}` : ''
  const dedup = (columns: string) =>
    `SELECT ${columns} FROM (SELECT *, ROW_NUMBER() OVER (${partition(dice)}ORDER BY ts${dice.pick(['', ' DESC', ' ASC'])}) AS rn FROM t${where}) WHERE rn = 1`
  return dice.oneOf([
    () => dedup('id, k, ts'),
    () => dedup('k, v'),
    () => dedup('id, k, v, rn'),
    () => `SELECT k, COUNT(*) AS n, MAX(v) AS m FROM (${dedup('k, v')}) GROUP BY k`,
    () => `SELECT id, ts FROM t${where} ORDER BY ts${dice.pick(['', ', v', ', id DESC'])}`,
    () => `SELECT id, k, ts FROM t${where} ORDER BY ts${dice.pick(['', ' DESC'])} LIMIT ${dice.between(1, 4)}`,
    () =>
      `SELECT * FROM (SELECT id, k, ts, ROW_NUMBER() OVER (${partition(dice)}ORDER BY ts${dice.pick(['', ' DESC'])}) AS rn FROM t${where}) WHERE rn <= ${dice.between(1, 3)}`,
  ])
}

function topN(dice: Dice, table: Table): string {
  const scope = operandsOf(table)
  const where = dice.chance(0.2) ? ` WHERE ${new Expressions(dice, scope).condition(0)}` : ''
  const names = scope.map(({ text }) => text)
  const order = dice
    .some(
      names.filter((name) => name !== 'k'),
      dice.pick([1, 1, 1, 2]),
    )
    .map((name) => name + direction(dice))
    .join(', ')
  const shown = dice.some(names, dice.between(1, 3)).join(', ')
  const number = `ROW_NUMBER() OVER (${partition(dice)}ORDER BY ${order})`
  const ranked = (columns: string, filter: string) =>
    `SELECT ${columns} FROM (SELECT *, ${number} AS rn FROM t${where}) WHERE ${filter}`
  const filter = dice.pick([
    'rn = 1',
    'rn <= 1',
    'rn <= 2',
    'rn <= 3',
    'rn < 3',
    'rn > 1 AND rn <= 3',
    'rn = 2',
    'rn BETWEEN 1 AND 2',
  ])
  return dice.oneOf([
    () => ranked(`${shown}, rn`, filter),
    () => ranked(`${shown}, rn`, filter),
    () => ranked(shown, dice.pick(['rn = 1', 'rn <= 2', 'rn <= 3'])),
    () => ranked(shown, dice.pick(['rn = 1', 'rn <= 2'])),
    () =>
      `SELECT ${shown} FROM t${where} ORDER BY ${order} LIMIT ${dice.between(1, 4)}${dice.chance(0.15) ? ' OFFSET 1' : ''}`,
    () => `SELECT ${shown} FROM t${where} LIMIT ${dice.between(1, 4)}`,
    () => ofGroups(dice),
    () =>
      `SELECT k, COUNT(*) AS n, SUM(id) AS s FROM (${ranked('id, k', dice.pick(['rn = 1', 'rn <= 2']))}) GROUP BY k`,
    () => `SELECT ${shown}, ${number} AS rn FROM t${where}`,
    () => `SELECT ${shown} FROM t${where} QUALIFY ${number} ${dice.pick(['= 1', '<= 2'])}`,
  ])
}

function ofGroups(dice: Dice): string {
  const groups = `SELECT k, COUNT(*) AS c, ${dice.pick(['SUM(id)', 'MAX(v)', 'MIN(id)'])} AS s FROM t GROUP BY k`
  const order = dice.pick(['c DESC', 'c', 's DESC', 'c DESC, k', 'k'])
  return `SELECT ${dice.pick(['*', 'k, c', 'k, c, rn', 'k'])} FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY ${order}) AS rn FROM (${groups})) WHERE rn <= ${dice.between(1, 2)}`
}

/** Into a table that takes any change, keyed by the first column. */
function sinkOf(dice: Dice, query: string): readonly string[] {
  if (!/^SELECT id, k/.test(query)) return [query]
  const key = dice.pick([', PRIMARY KEY (k) NOT ENFORCED', ', PRIMARY KEY (id) NOT ENFORCED'])
  return [
    `CREATE TABLE s (id INT, k STRING${key}) WITH ('connector'='jdbc')`,
    `INSERT INTO s SELECT id, k FROM (${query})`,
  ]
}

export const rank: Family = { name: 'rank', generate }
