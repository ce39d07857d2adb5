import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { keyColumn, watermarkOf } from '../tables.ts'

const VARIABLES = ['A', 'B', 'C', 'D']
const QUANTIFIERS = ['', '', '', '', '+', '*', '?', '{2}', '{1,2}', '{2,}', '+?', '*?', '{1,3}?', '{0,2}']

function generate(dice: Dice): Draft {
  const table: Table = {
    name: 't',
    columns: [
      { name: 'id', type: 'INT', role: 'id' },
      keyColumn(dice),
      {
        name: 'v',
        type: dice.pick(['INT', 'INT', 'BIGINT', 'DECIMAL(6, 2)']),
        pool: dice.chance(0.2) ? [1, 2, 3, 4, 5, null] : [1, 2, 3, 4, 5],
      },
      { name: 's', type: 'STRING', pool: ['x', 'y', 'z'] },
      { name: 'ts', type: dice.chance(0.1) ? 'TIMESTAMP_LTZ(3)' : 'TIMESTAMP(3)', role: 'time' },
    ],
    input: 'append',
    watermark: watermarkOf(dice, 'ts'),
  }
  return {
    statements: [createTable(table), query(dice)],
    events: feed(dice, [table], {
      rows: dice.between(8, 20),
      disorder: dice.pick([0, 3, 8]),
      pace: dice.pick([1, 2, 4]),
    }),
    ...(dice.chance(0.1) && { watermarks: true as const }),
  }
}

function query(dice: Dice): string {
  const variables = VARIABLES.slice(0, dice.between(2, 4))
  const partition = dice.pick(['PARTITION BY k ', 'PARTITION BY k ', ''])
  const order = dice.pick(['ts', 'ts', 'ts', 'ts, v', 'ts, id DESC'])
  const pattern = variables.map((name, i) => name + quantifier(dice, i, variables.length)).join(' ')
  const within = dice.chance(0.2) ? ` WITHIN INTERVAL '${dice.pick([2, 5, 10])}' SECOND` : ''
  const skip = dice.pick([
    '',
    ' AFTER MATCH SKIP PAST LAST ROW',
    ' AFTER MATCH SKIP PAST LAST ROW',
    ' AFTER MATCH SKIP TO NEXT ROW',
    ` AFTER MATCH SKIP TO LAST ${dice.pick(variables)}`,
    ` AFTER MATCH SKIP TO FIRST ${dice.pick(variables)}`,
  ])
  const defined = variables.filter(() => dice.chance(0.7))
  const define = (defined.length === 0 ? variables.slice(-1) : defined).map(
    (name) => `${name} AS ${condition(dice, name, variables)}`,
  )
  const clause = `MATCH_RECOGNIZE (${partition}ORDER BY ${order} MEASURES ${measures(dice, variables)} ONE ROW PER MATCH${skip} PATTERN (${pattern})${within} DEFINE ${define.join(', ')})`
  return dice.chance(0.1) ? `SELECT COUNT(*) AS n, MAX(m0) AS m FROM t ${clause}` : `SELECT * FROM t ${clause}`
}

/** Few patterns end in a greedy variable: Flink refuses them. */
function quantifier(dice: Dice, index: number, count: number): string {
  return index === count - 1 && dice.chance(0.95) ? dice.pick(['', '', '', '{2}', '+?']) : dice.pick(QUANTIFIERS)
}

function measures(dice: Dice, variables: readonly string[]): string {
  const one = () => dice.pick(variables)
  const measure = () =>
    dice.oneOf([
      () => `${dice.pick(['FIRST', 'LAST'])}(${one()}.id)`,
      () => `${dice.pick(['FIRST', 'LAST'])}(${one()}.id)`,
      () => `${one()}.id`,
      () => `${dice.pick(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'])}(${one()}.v)`,
      () => `LAST(${one()}.id, 1)`,
      () => `${one()}.v + ${one()}.id`,
      () => 'COUNT(*)',
      () => `UPPER(LAST(${one()}.s))`,
      () => 'LAST(id)',
    ])
  const time = dice.chance(0.15) ? ', MATCH_ROWTIME() AS mt' : ''
  return `${dice.list(dice.between(1, 4), (i) => `${measure()} AS m${i}`).join(', ')}${time}`
}

function condition(dice: Dice, name: string, variables: readonly string[]): string {
  const earlier = variables.slice(0, variables.indexOf(name))
  const other = earlier.length === 0 ? name : dice.pick(earlier)
  const atom = () =>
    dice.oneOf([
      () => `${name}.v ${dice.pick(['>', '<', '>=', '='])} ${dice.between(1, 5)}`,
      () => `${name}.s ${dice.pick(['=', '<>'])} '${dice.pick(['x', 'y', 'z'])}'`,
      () => `${name}.v ${dice.pick(['>', '<', '>=', '<>'])} ${other}.v`,
      () => `${name}.v > LAST(${name}.v, 1)`,
      () => `LAST(${name}.v, 1) IS NULL OR ${name}.v > LAST(${name}.v, 1)`,
      () => `SUM(${name}.v) ${dice.pick(['<', '>'])} ${dice.between(3, 9)}`,
      () => `${name}.v > AVG(${other}.v)`,
      () => `COUNT(${name}.id) < ${dice.between(2, 4)}`,
      () => `${name}.v BETWEEN 2 AND 4`,
      () => `${name}.v > FIRST(${other}.v)`,
    ])
  return dice.chance(0.15) ? `(${atom()}) ${dice.pick(['AND', 'OR'])} (${atom()})` : atom()
}

export const match: Family = { name: 'match', generate }
