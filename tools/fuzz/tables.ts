import type { Dice } from './dice.ts'
import type { Column, InputMode, Table } from './schema.ts'

// Tables as most families want them: an id, a grouping key, some values, perhaps a time.

const VALUE_TYPES = [
  'INT',
  'INT',
  'INT',
  'BIGINT',
  'DECIMAL(10, 2)',
  'DOUBLE',
  'STRING',
  'BOOLEAN',
  'SMALLINT',
  'TINYINT',
]
const VALUE_NAMES = ['v', 'w', 'x', 'y']

export interface TableWish {
  readonly name: string
  readonly inputs: readonly InputMode[]
  /** The name of an event-time column with a watermark. */
  readonly rowtime?: string
  readonly values?: number
  readonly valueTypes?: readonly string[]
}

/** A table with `id`, the text key `k`, values `v`, `w`, … and, when wished, a time. */
export function randomTable(dice: Dice, wish: TableWish): Table {
  const input = dice.pick(wish.inputs)
  const types = wish.valueTypes ?? VALUE_TYPES
  const values = VALUE_NAMES.slice(0, wish.values ?? dice.between(1, 3)).map((name, i): Column => {
    const type = i === 0 && dice.chance(0.6) ? (types[0] ?? 'INT') : dice.pick(types)
    return { name, type: dice.chance(0.08) ? `${type} NOT NULL` : type }
  })
  const columns: Column[] = [{ name: 'id', type: 'INT', role: 'id' }, keyColumn(dice), ...values]
  if (wish.rowtime !== undefined) columns.push(timeColumn(dice, wish.rowtime))
  const keyed = input === 'upsert' || (input === 'cdc' && dice.chance(0.5))
  return {
    name: wish.name,
    columns: keyed ? columns.map((column) => (column.name === 'id' ? KEY_ID : column)) : columns,
    input,
    ...(keyed && { key: ['id'] }),
    ...(wish.rowtime !== undefined && { watermark: watermarkOf(dice, wish.rowtime) }),
  }
}

/** Keys of keyed tables come again. */
const KEY_ID: Column = { name: 'id', type: 'INT', pool: [1, 2, 3, 4, 5] }

export function keyColumn(dice: Dice): Column {
  const pool = dice.chance(0.25) ? ['a', 'b', 'c', null] : ['a', 'b', 'c']
  return { name: 'k', type: 'STRING', pool }
}

export function timeColumn(dice: Dice, name: string): Column {
  return { name, type: dice.chance(0.15) ? 'TIMESTAMP_LTZ(3)' : 'TIMESTAMP(3)', role: 'time' }
}

export function watermarkOf(dice: Dice, column: string): string {
  const delay = dice.below(6)
  return `FOR ${column} AS ${delay === 0 ? column : `${column} - INTERVAL '${delay}' SECOND`}`
}

export const columnNames = (table: Table): readonly string[] => table.columns.map(({ name }) => name)

export const operandsOf = (table: Table, alias?: string) =>
  table.columns.map(({ name, type }) => ({ text: alias === undefined ? name : `${alias}.${name}`, type }))
