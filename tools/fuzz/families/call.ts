import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { type Column, createTable, type Table } from '../schema.ts'
import { CALLS, FORMS, type Kind } from './call-table.ts'

// One call of any function with arguments of any type: mostly of the right kind, but of every type of it.

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin']

const TYPES: Readonly<Record<Exclude<Kind, 'x' | 'v'>, readonly string[]>> = {
  n: ['TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'DECIMAL(10, 2)', 'DECIMAL(38, 18)', 'DECIMAL(5, 0)', 'FLOAT', 'DOUBLE'],
  i: ['INT', 'INT', 'INT', 'TINYINT', 'SMALLINT', 'BIGINT'],
  s: ['STRING', 'STRING', 'VARCHAR(3)', 'CHAR(2)'],
  b: ['BYTES', 'BINARY(3)', 'VARBINARY(2)'],
  o: ['BOOLEAN'],
  d: ['DATE'],
  t: ['TIME'],
  p: ['TIMESTAMP(3)', 'TIMESTAMP(3)', 'TIMESTAMP(0)', 'TIMESTAMP(6)', 'TIMESTAMP(9)'],
  z: ['TIMESTAMP_LTZ(3)', 'TIMESTAMP_LTZ(0)', 'TIMESTAMP_LTZ(6)'],
  a: ['ARRAY<INT>', 'ARRAY<STRING>', 'ARRAY<DOUBLE>', 'ARRAY<INT NOT NULL>'],
  m: ['MAP<STRING, INT>', 'MAP<INT, STRING>'],
  r: ['ROW<a INT, b STRING>'],
}

const LITERALS: Readonly<Record<Exclude<Kind, 'x'>, readonly string[]>> = {
  n: ['0', '1', '-2', '2.50', '1e1', 'CAST(3 AS TINYINT)', 'CAST(1.5 AS FLOAT)', '2147483648', 'NULL'],
  i: ['0', '1', '2', '-1', '3', 'CAST(2 AS SMALLINT)', 'CAST(NULL AS INT)', 'NULL'],
  s: [
    "'a'",
    "''",
    "'ab'",
    "'b c'",
    "'日本'",
    "'1'",
    "'%a'",
    "'[ab]'",
    "'UTF-8'",
    "'yyyy-MM-dd'",
    "'2024-01-31'",
    '\'{"a":1}\'',
    'NULL',
    'CAST(NULL AS STRING)',
  ],
  b: ["X'6162'", "X''", 'CAST(NULL AS BYTES)'],
  o: ['TRUE', 'FALSE', 'CAST(NULL AS BOOLEAN)', 'NULL'],
  d: ["DATE '2024-02-29'", "DATE '1969-12-31'", 'CAST(NULL AS DATE)'],
  t: ["TIME '10:20:30'", "TIME '00:00:00'"],
  p: ["TIMESTAMP '2024-02-29 23:59:59.999'", "TIMESTAMP '1969-12-31 12:00:00'", 'CAST(NULL AS TIMESTAMP(3))'],
  z: ['TO_TIMESTAMP_LTZ(1711846800, 0)', 'TO_TIMESTAMP_LTZ(1, 3)'],
  v: [
    "INTERVAL '1' DAY",
    "INTERVAL '1' MONTH",
    "INTERVAL '-3' HOUR",
    "INTERVAL '1-2' YEAR TO MONTH",
    "INTERVAL '1 02:03:04.5' DAY TO SECOND",
  ],
  a: ['ARRAY[1, 2, 2]', "ARRAY['a', 'b']", 'ARRAY[CAST(NULL AS INT), 3]', 'ARRAY[1.5, 2]'],
  m: ["MAP['a', 1, 'b', 2]", "MAP[1, 'x']"],
  r: ["ROW(1, 'a')", 'ROW(CAST(NULL AS INT), 2.5)'],
}
const KINDS = Object.keys(LITERALS) as readonly Exclude<Kind, 'x'>[]

function generate(dice: Dice): Draft {
  const columns = new Map<string, Column>()
  const text = dice.chance(0.55) ? namedCall(dice, columns) : form(dice, columns)
  const table: Table = {
    name: 't',
    columns: [{ name: 'id', type: 'INT', role: 'id' }, ...columns.values()],
    input: 'append',
  }
  const statement = dice.chance(0.9) ? `SELECT ${text} AS x FROM t` : `SELECT id FROM t WHERE (${text}) IS NOT NULL`
  return {
    ...(dice.chance(0.15) && { config: { 'table.local-time-zone': dice.pick(ZONES) } }),
    statements: [createTable(table), statement],
    events: feed(dice, [table], { rows: dice.between(3, 5) }),
  }
}

function namedCall(dice: Dice, columns: Map<string, Column>): string {
  const [name = '', pattern = ''] = dice.pick(CALLS).split(' ')
  const [needed = '', optional = ''] = pattern.replace('*', '').split('?')
  const kinds = [...needed, ...optional.slice(0, dice.below(optional.length + 1))]
  const last = kinds.at(-1)
  if (pattern.endsWith('*') && last !== undefined) kinds.push(...dice.list(dice.below(3), () => last))
  if (dice.chance(0.02)) kinds.pop()
  return `${name}(${kinds.map((kind) => argument(dice, kind as Kind, columns)).join(', ')})`
}

function form(dice: Dice, columns: Map<string, Column>): string {
  const [text, kinds] = dice.pick(FORMS)
  return text.replace(/\{([^{}]*)\}/g, (_, slot: string) => {
    const kind = kinds[Number(slot) - 1]
    if (kind !== undefined) return argument(dice, kind as Kind, columns)
    return dice.pick(slot === '+/-/*///%' ? ['+', '-', '*', '/', '%'] : slot.split('/'))
  })
}

/** A column two times out of three; now and then of another kind. */
function argument(dice: Dice, kind: Kind, columns: Map<string, Column>): string {
  const own = kind === 'x' || dice.chance(0.06) ? dice.pick(KINDS) : kind
  if (own === 'v' || dice.chance(0.33)) return dice.pick(LITERALS[own])
  const type = dice.pick(TYPES[own])
  const name = `${own}${type.replace(/\W+/g, '')}`.toLowerCase()
  if (!columns.has(name)) columns.set(name, { name, type: dice.chance(0.1) ? `${type} NOT NULL` : type })
  return name
}

export const call: Family = { name: 'call', generate }
