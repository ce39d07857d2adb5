import { must } from '../../base/assert.ts'
import type { ColumnElement, OtherStatement, TableElement } from '../../sql/ast-statement.ts'
import { type SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { Session } from './bind-statement.ts'
import { defineTable } from './create-table.ts'
import type { BindEnvironment } from './environment.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** ALTER TABLE: the definition changes, and the table is made anew from it. */
export function alterTable(statement: OtherStatement, env: BindEnvironment, session: Session): BoundStatement {
  const name = must(statement.name, 'table name')
  const path = env.catalog.path(name)
  const table = env.catalog.find(path)
  if (table?.kind !== 'table' || env.catalog.isTemporary(table)) {
    const quoted = path.map((p) => `\`${p}\``).join('.')
    const message = `Table ${quoted} doesn't exist or is a temporary table.`
    throw sqlError('parse', 'table-missing', message, name.span)
  }
  const override = session.overrides.get(table.name)
  const { elements, options, newPath } = changes(table, statement, env)
  const altered = defineTable({ ...table, elements, options, path: newPath }, env, override)
  if (newPath !== table.path) env.catalog.drop(path, false)
  env.catalog.put(altered, false)
  return done
}

interface Changes {
  readonly elements: readonly TableElement[]
  readonly options: ReadonlyMap<string, string>
  readonly newPath: readonly string[]
}

function changes(table: CatalogTable, statement: OtherStatement, env: BindEnvironment): Changes {
  const same: Changes = { elements: table.definition.elements, options: table.options, newPath: table.path }
  const clauses = statement.clauses.filter((c) => c.kind !== 'words')
  const [first] = clauses
  switch (statement.verb) {
    case 'ALTER TABLE RENAME':
      if (first?.kind !== 'name' || clauses.length !== 1) throw unsupported('ALTER TABLE RENAME column', statement.span)
      return { ...same, newPath: env.catalog.path(first.name) }
    case 'ALTER TABLE SET': {
      if (first?.kind !== 'options') throw unsupported(statement.verb, statement.span)
      const added = first.options.map((o): [string, string] => [o.key, o.value])
      return { ...same, options: new Map([...table.options, ...added]) }
    }
    case 'ALTER TABLE ADD': {
      const added = first?.kind === 'elements' ? first.elements : []
      const placed = statement.clauses.length > 1 || added.some((e) => 'position' in e)
      if (added.length === 0 || placed) throw unsupported('ALTER TABLE ADD of this kind', statement.span)
      for (const e of added) if (e.kind === 'column') assertNew(e, same.elements)
      return { ...same, elements: [...same.elements, ...added] }
    }
    default: {
      const names = clauses.map((c) => (c.kind === 'name' ? must(c.name.parts.at(-1)).name : undefined))
      const known = names.filter((n) => n !== undefined)
      if (known.length === 0 || known.length < names.length || known.length < statement.clauses.length)
        throw unsupported('ALTER TABLE DROP of this kind', statement.span)
      for (const column of known) assertDroppable(column, same.elements, statement)
      const kept = same.elements.filter((e) => e.kind !== 'column' || !known.includes(e.name.name))
      return { ...same, elements: kept }
    }
  }
}

const failed = (message: string, statement: { readonly span: OtherStatement['span'] }): SqlError =>
  sqlError('parse', 'alter-table', `Failed to execute ALTER TABLE statement.\n${message}`, statement.span)

function assertNew(column: ColumnElement, elements: readonly TableElement[]): void {
  const name = column.name.name
  if (elements.some((e) => e.kind === 'column' && e.name.name === name))
    throw failed(`Column \`${name}\` already exists in the table.`, column)
}

function assertDroppable(name: string, elements: readonly TableElement[], statement: OtherStatement): void {
  const column = elements.find((e) => e.kind === 'column' && e.name.name === name)
  if (column === undefined) throw failed(`The column \`${name}\` does not exist in the base table.`, statement)
  for (const element of elements) {
    if (element === column) continue
    const by = reference(element)
    if (by !== undefined && mentions(element, name))
      throw failed(`The column \`${name}\` is referenced by ${by}.`, statement)
  }
}

/** What could refer to a column, in Flink's words. */
function reference(element: TableElement): string | undefined {
  if (element.kind === 'watermark') return 'watermark expression'
  if (element.kind === 'constraint') return 'primary key'
  return element.form === 'computed' ? `computed column \`${element.name.name}\`` : undefined
}

function mentions(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('name' in value && 'quoted' in value) return value.name === name
  return Object.values(value).some((child) => mentions(child, name))
}
