import type { Dice } from '../dice.ts'
import { Expressions } from '../expressions.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import type { Column } from '../schema.ts'
import { createTable, type InputMode, type Table } from '../schema.ts'
import { keyColumn, operandsOf } from '../tables.ts'

const INPUTS: readonly InputMode[] = ['append', 'append', 'cdc', 'upsert']
const KINDS = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'JOIN', 'LEFT JOIN']

function generate(dice: Dice): Draft {
  const left = side(dice, 'l')
  const right = side(dice, 'r')
  const tables = [left, right]
  const third = dice.chance(0.15) ? side(dice, 'x') : undefined
  if (third !== undefined) tables.push(third)
  const statements = query(dice, left, right, third !== undefined)
  const noReuse = dice.chance(0.1)
  return {
    ...(noReuse && { config: { 'table.optimizer.reuse-sub-plan-enabled': 'false' } }),
    statements: [...tables.map(createTable), ...statements],
    events: feed(dice, tables, { rows: dice.between(7, 16) }),
  }
}

/** A side with `id`, the join key `k` and values; keyed by id, by the join key or by both. */
function side(dice: Dice, name: string): Table {
  const input = dice.pick(INPUTS)
  const key =
    input === 'append' ? undefined : dice.pick([['id'], ['k'], ['id', 'k'], ...(input === 'cdc' ? [undefined] : [])])
  const keyed = (column: Column): Column =>
    key?.includes(column.name) ? { ...column, pool: (column.pool ?? []).filter((value) => value !== null) } : column
  const id: Column = key?.includes('id')
    ? { name: 'id', type: 'INT', pool: [1, 2, 3, 4] }
    : { name: 'id', type: 'INT', role: 'id' }
  const columns: Column[] = [
    id,
    keyed(keyColumn(dice)),
    { name: 'v', type: 'INT', pool: [1, 2, 3, 10, null] },
    { name: 'w', type: dice.pick(['STRING', 'BIGINT', 'INT', 'DECIMAL(10, 2)']) },
  ]
  return { name, columns: dice.chance(0.3) ? columns.slice(0, 3) : columns, input, ...(key !== undefined && { key }) }
}

function query(dice: Dice, left: Table, right: Table, third: boolean): readonly string[] {
  const scope = [...operandsOf(left, 'l'), ...operandsOf(right, 'r')]
  const condition = joinCondition(dice, left, right)
  const columns = dice
    .some(scope, dice.between(1, 4))
    .map(({ text }, i) => `${text} AS c${i}`)
    .join(', ')
  const where = dice.chance(0.2) ? ` WHERE ${new Expressions(dice, scope).condition(0)}` : ''
  const kind = dice.pick(KINDS)
  return dice.oneOf([
    () => [`SELECT ${columns} FROM l ${kind} r ON ${condition}${where}`],
    () => [`SELECT ${columns} FROM l ${kind} r ON ${condition}${where}`],
    () => [
      `SELECT ${columns}${third ? ', x.v AS xv' : ''} FROM l ${kind} r ON ${condition}${third ? ` ${dice.pick(KINDS)} x ON x.k = ${dice.pick(['l', 'r'])}.k` : ''}${where}`,
    ],
    () => [`SELECT l.k, COUNT(*) AS n, SUM(r.v) AS s FROM l ${kind} r ON ${condition}${where} GROUP BY l.k`],
    () => [
      `SELECT a.k, a.n, b.m FROM (SELECT k, COUNT(*) AS n FROM l GROUP BY k) a ${kind} (SELECT k, ${dice.pick(['MAX(v)', 'SUM(id)', 'COUNT(*)'])} AS m FROM r GROUP BY k) b ON a.k = b.k`,
    ],
    () => [semi(dice, left)],
    () => [semi(dice, left)],
    () => [`SELECT * FROM l ${kind} r USING (k)`],
    () => sink(dice, kind, condition),
    () => [scalar(dice)],
  ])
}

function joinCondition(dice: Dice, left: Table, right: Table): string {
  const scope = [...operandsOf(left, 'l'), ...operandsOf(right, 'r')]
  const equal = dice.pick([
    'l.k = r.k',
    'l.k = r.k',
    'l.v = r.v',
    'l.id = r.id',
    'l.k = r.k AND l.v = r.v',
    'l.k IS NOT DISTINCT FROM r.k',
    'UPPER(l.k) = UPPER(r.k)',
    'l.v = r.id',
    'TRUE',
  ])
  return dice.chance(0.3)
    ? `${equal} AND ${new Expressions(dice, scope).condition(0)}`
    : `${equal}${dice.chance(0.1) ? ' AND l.v > r.v' : ''}`
}

function semi(dice: Dice, left: Table): string {
  const columns = dice
    .some(operandsOf(left, 'l'), dice.between(1, 3))
    .map(({ text }) => text)
    .join(', ')
  const more = dice.chance(0.3) ? ` AND ${dice.pick(['r.v > 1', 'r.v <> l.v', 'r.id > 2'])}` : ''
  return `SELECT ${columns} FROM l WHERE ${dice.oneOf([
    () => `EXISTS (SELECT 1 FROM r WHERE r.k = l.k${more})`,
    () => `NOT EXISTS (SELECT 1 FROM r WHERE r.k = l.k${more})`,
    () => 'l.v IN (SELECT v FROM r)',
    () => 'l.v NOT IN (SELECT v FROM r)',
    () => `l.v IN (SELECT v FROM r WHERE r.k = l.k${more})`,
    () => 'l.k NOT IN (SELECT k FROM r WHERE k IS NOT NULL)',
    () => '(l.k, l.v) IN (SELECT k, v FROM r)',
    () => 'l.v > (SELECT MAX(v) FROM r)',
  ])}`
}

function scalar(dice: Dice): string {
  const aggregate = dice.pick(['COUNT(*)', 'SUM(v)', 'MAX(v)', 'MIN(id)'])
  return dice.pick([
    `SELECT l.id, (SELECT ${aggregate} FROM r WHERE r.k = l.k) AS x FROM l`,
    `SELECT l.id, (SELECT ${aggregate} FROM r) AS x FROM l`,
    `SELECT l.id, l.v FROM l WHERE l.v < (SELECT ${aggregate} FROM r WHERE r.k = l.k)`,
  ])
}

function sink(dice: Dice, kind: string, condition: string): readonly string[] {
  const key = dice.pick(['id', 'id, k', 'k'])
  const connector = dice.pick([
    "'connector'='jdbc'",
    "'connector'='print'",
    "'connector'='upsert-kafka', 'key.format'='json', 'value.format'='json'",
  ])
  const primary = connector.includes('print') ? '' : `, PRIMARY KEY (${key}) NOT ENFORCED`
  const select = dice.pick(['l.id, r.k, r.v', 'l.id, l.k, r.v', 'r.id, l.k, l.v'])
  return [
    `CREATE TABLE s (id INT, k STRING, v INT${primary}) WITH (${connector})`,
    `INSERT INTO s SELECT ${select} FROM l ${kind} r ON ${condition}`,
  ]
}

export const join: Family = { name: 'join', generate }
