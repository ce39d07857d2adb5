import type { Json } from '../../app/types/json-form.ts'

export interface Column {
  readonly name: string
  readonly type: string
  /** `id` counts up, `time` follows the clock of the feed; others take values of their type. */
  readonly role?: 'id' | 'time'
  /** The only values that come. */
  readonly pool?: readonly Json[]
}

/** How rows arrive: only inserts; inserts, updates and deletes with before-images; or by key without them. */
export type InputMode = 'append' | 'cdc' | 'upsert'

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly input: InputMode
  readonly key?: readonly string[]
  readonly computed?: readonly string[]
  /** What stands after WATERMARK. */
  readonly watermark?: string
  /** Options in place of those that `input` stands for. */
  readonly options?: string
}

const OPTIONS: Readonly<Record<InputMode, string>> = {
  append: "'connector'='kafka', 'format'='json'",
  cdc: "'connector'='kafka', 'format'='debezium-json'",
  upsert: "'connector'='upsert-kafka', 'key.format'='json', 'value.format'='json'",
}

export function createTable(table: Table): string {
  const parts = [
    ...table.columns.map(({ name, type }) => `${name} ${type}`),
    ...(table.computed ?? []),
    ...(table.watermark === undefined ? [] : [`WATERMARK ${table.watermark}`]),
    ...(table.key === undefined ? [] : [`PRIMARY KEY (${table.key.join(', ')}) NOT ENFORCED`]),
  ]
  return `CREATE TABLE ${table.name} (${parts.join(', ')}) WITH (${table.options ?? OPTIONS[table.input]})`
}
