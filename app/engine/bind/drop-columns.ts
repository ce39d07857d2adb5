import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { ColumnElement, OtherStatement, TableElement } from '../../sql/ast-statement.ts'
import type { CatalogTable, TableDefinition } from '../catalog/table.ts'
import { columnAt, hasKey, withoutKey } from './alter-columns.ts'
import { alterFailure } from './alter-failure.ts'
import { says } from './name-of.ts'
import { keyName } from './show-create.ts'

/** ALTER TABLE DROP: columns, the key or the watermark. */
export function dropElements(table: CatalogTable, statement: OtherStatement): readonly TableElement[] {
  const { elements } = table.definition
  if (says(statement, 'PRIMARY KEY')) return withoutKey(elements, statement.span)
  if (says(statement, 'CONSTRAINT')) return dropConstraint(table, statement)
  if (says(statement, 'WATERMARK')) {
    if (elements.some((e) => e.kind === 'watermark')) return elements.filter((e) => e.kind !== 'watermark')
    throw alterFailure('The base table does not define any watermark strategy.', statement.span)
  }
  const names = statement.clauses.flatMap((c) => (c.kind === 'name' ? [columnName(c.name, statement)] : []))
  const repeated = names.find((n, i) => names.indexOf(n) !== i)
  if (repeated !== undefined) throw alterFailure(`Duplicate column \`${repeated}\`.`, statement.span)
  for (const name of names) assertFree(name, table.definition, names, true, statement)
  return elements.filter((e) => e.kind !== 'column' || !names.includes(e.name.name))
}

function dropConstraint(table: CatalogTable, statement: OtherStatement): readonly TableElement[] {
  const { elements } = table.definition
  const clause = must(statement.clauses.find((c) => c.kind === 'name'))
  const wanted = columnName(clause.name, statement)
  if (!hasKey(elements)) throw alterFailure('The base table does not define any primary key.', statement.span)
  const columns = table.primaryKey.map((k) => must(table.columns[k], 'key column').name)
  if (wanted === (keyName(table) ?? `PK_${columns.join('_')}`)) return withoutKey(elements, statement.span)
  const message = `The base table does not define a primary key constraint named '${wanted}'.`
  throw alterFailure(message, statement.span)
}

export function renameColumn(
  table: CatalogTable,
  from: QualifiedName,
  to: QualifiedName,
  statement: OtherStatement,
): readonly TableElement[] {
  const { elements } = table.definition
  const name = columnName(from, statement)
  const next = must(to.parts.at(-1), 'column name')
  assertFree(name, table.definition, [name], false, statement)
  if (columnAt(elements, next.name) >= 0)
    throw alterFailure(`The column \`${next.name}\` already existed in table schema.`, statement.span)
  return elements.map((element) => {
    if (element.kind === 'column' && element.name.name === name) return { ...element, name: next }
    if (element.kind !== 'constraint') return element
    return { ...element, columns: element.columns.map((c) => (c.name === name ? next : c)) }
  })
}

function columnName(name: QualifiedName, statement: OtherStatement): string {
  const parts = name.parts.map((p) => p.name)
  if (parts.length === 1) return must(parts[0])
  throw alterFailure(`Alter nested row type ${parts.join('.')} is not supported yet.`, statement.span)
}

/** Whether nothing that stays needs the column. `leaving` go together. */
function assertFree(
  name: string,
  definition: TableDefinition,
  leaving: readonly string[],
  keysNeedIt: boolean,
  statement: OtherStatement,
): void {
  const { elements, partitionedBy, distribution } = definition
  const refuse = (what: string) => alterFailure(`The column \`${name}\` is ${what}.`, statement.span)
  const at = columnAt(elements, name)
  if (at < 0) throw alterFailure(`The column \`${name}\` does not exist in the base table.`, statement.span)
  for (const [index, element] of elements.entries()) {
    if (index === at || (element.kind === 'column' && leaving.includes(element.name.name))) continue
    if (element.kind === 'constraint' && !keysNeedIt) continue
    const by = reference(element)
    if (by !== undefined && mentions(element, name)) throw refuse(`referenced by ${by}`)
  }
  const own = elements[at] as ColumnElement
  if (keysNeedIt && own.constraint !== undefined) throw refuse('used as the primary key')
  if (partitionedBy.includes(name)) throw refuse('used as the partition keys')
  if (distribution?.columns.includes(name)) throw refuse('used as a distribution key')
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
