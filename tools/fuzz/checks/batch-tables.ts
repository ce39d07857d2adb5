import type { CaseEvent, EngineCase } from '../../../app/engine/case/engine-case.ts'
import { parseStatement } from '../../../app/sql/parse-script.ts'
import type { Json } from '../../../app/types/json-form.ts'

/** A table as it is after all events, for a database. */
export interface BatchTable {
  readonly name: string
  /** Name and type of each. */
  readonly columns: readonly string[]
  /** Literals. */
  readonly rows: readonly (readonly string[])[]
}

/** Types that both sides hold alike, by their text. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(TINYINT|SMALLINT|INT|BIGINT|BOOLEAN|DATE)$/, '$1'],
  [/^INTEGER$/, 'INT'],
  [/^(STRING|VARCHAR(\(\d+\))?)$/, 'VARCHAR'],
  [/^DECIMAL\((\d+), ?(\d+)\)$/, 'DECIMAL($1, $2)'],
  [/^TIMESTAMP\(3\)$/, 'TIMESTAMP'],
]

/** The tables that a case reads, or undefined when something about them has no like in a database. */
export function batchTables({ statements, events, tables }: EngineCase): readonly BatchTable[] | undefined {
  const made: BatchTable[] = []
  for (const text of statements.filter((statement) => /^CREATE TABLE/i.test(statement))) {
    const table = tableOf(text, events, tables)
    if (table === undefined) return undefined
    made.push(table)
  }
  return made
}

function tableOf(text: string, events: readonly CaseEvent[], overrides: EngineCase['tables']): BatchTable | undefined {
  const statement = parseStatement(text).value
  if (statement?.kind !== 'create-table') return undefined
  const name = statement.name.parts.at(-1)?.name ?? ''
  const columns: string[] = []
  for (const element of statement.elements ?? []) {
    if (element.kind !== 'column') continue
    const type =
      element.form === 'physical' && element.type
        ? typeOf(text.slice(element.type.span.start, element.type.span.end))
        : undefined
    if (type === undefined) return undefined
    columns.push(`${element.name.name} ${type}`)
  }
  const isUpsert = /'upsert-kafka'|'jdbc'/.test(text)
  const key = /PRIMARY KEY \(([^)]*)\)/.exec(text)?.[1]?.split(/,\s*/)
  if (isUpsert !== (key !== undefined) || overrides[name]?.lookup) return undefined
  const own = events.filter(({ t, row }) => t === name && row !== undefined)
  const indexes = key?.map((column) => columns.findIndex((one) => one.startsWith(`${column} `)))
  const rows = isUpsert ? byKey(own, indexes ?? []) : folded(own)
  return rows && { name, columns, rows: rows.map((row) => row.map(literal)) }
}

function typeOf(written: string): string | undefined {
  const text = written
    .trim()
    .replace(/ NOT NULL$/i, '')
    .toUpperCase()
  for (const [pattern, type] of TYPES) if (pattern.test(text)) return text.replace(pattern, type)
  return undefined
}

type Row = readonly Json[]

function folded(events: readonly CaseEvent[]): readonly Row[] | undefined {
  const rows: string[] = []
  for (const { kind, row } of events) {
    if (!Array.isArray(row)) return undefined
    const text = JSON.stringify(row)
    if (kind !== '-U' && kind !== '-D') rows.push(text)
    else {
      const at = rows.indexOf(text)
      if (at < 0) return undefined
      rows.splice(at, 1)
    }
  }
  return rows.map((text) => JSON.parse(text) as Row)
}

function byKey(events: readonly CaseEvent[], key: readonly number[]): readonly Row[] | undefined {
  const rows = new Map<string, Row>()
  for (const { kind, row } of events) {
    if (!Array.isArray(row)) return undefined
    const cells = row as Row
    const text = JSON.stringify(key.map((index) => cells[index]))
    if (kind === '-D') rows.delete(text)
    else rows.set(text, cells)
  }
  return [...rows.values()]
}

function literal(cell: Json): string {
  if (cell === null) return 'NULL'
  if (typeof cell === 'string') return `'${cell.replaceAll("'", "''")}'`
  return String(cell)
}
