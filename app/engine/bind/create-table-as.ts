import { must } from '../../base/assert.ts'
import type { ColumnElement, CreateTable } from '../../sql/ast-statement.ts'
import { Cursor } from '../../sql/cursor.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { parseType } from '../../sql/parse-type.ts'
import { supportsImplicitCast } from '../../types/castability.ts'
import { withNullable, withoutTime } from '../../types/construct-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { TableOverride } from '../run-types.ts'
import { defineTable } from './create-table.ts'
import type { BindEnvironment } from './environment.ts'
import { inputRefs } from './input-refs.ts'
import { uniqueNames } from './names.ts'
import { bindQuery } from './query.ts'
import { serializableType } from './serializable-type.ts'
import { writtenDefinition } from './table-definition.ts'
import { sinkColumns, writeQuery } from './write-query.ts'

export interface CreatedFromQuery {
  readonly table: CatalogTable
  /** Bound once the table is in the catalog. */
  write(): LogicalSink
}

/** CREATE TABLE … AS SELECT: a table that has its own columns, the stored ones last, then those of the query; and the INSERT into it. */
export function bindCreateTableAs(
  create: CreateTable,
  env: BindEnvironment,
  override: TableOverride | undefined,
): CreatedFromQuery {
  if (create.temporary) {
    const message = 'CREATE TABLE AS SELECT syntax does not support to create temporary table yet.'
    throw sqlError('parse', 'create-table-as', message, create.span)
  }
  const query = namedQuery(create, env)
  const own = create.elements ?? []
  const declared = new Set(own.flatMap((e) => (e.kind === 'column' ? [e.name.name] : [])))
  const brought = orderedColumns(create, query).filter((c) => !declared.has(c.name))
  const stored = own.filter((e) => e.kind === 'column' && e.form === 'physical')
  const derived = own.filter((e) => e.kind === 'column' && e.form !== 'physical')
  const others = own.filter((e) => e.kind !== 'column')
  const declaration = {
    ...writtenDefinition(create),
    elements: [...derived, ...stored, ...brought.map((c) => columnElement(c, create)), ...others],
    path: env.catalog.path(create.name),
    options: new Map(create.options.map((o) => [o.key, o.value])),
    span: create.span,
  }
  const table = defineTable(declaration, env, override, new Set(own))
  const span = must(create.query, 'query').span
  return {
    table,
    write: () => writeQuery({ query: arranged(query, table, create), table, fixed: new Map(), span }, env),
  }
}

function namedQuery(create: CreateTable, env: BindEnvironment): LogicalNode {
  const query = bindQuery(must(create.query, 'query'), env)
  const names = uniqueNames(query.columns.map((c) => c.name))
  if (names.every((name, i) => name === query.columns[i]?.name)) return query
  return project(query, inputRefs(query, create.span), names, create.span)
}

/** CREATE TABLE t (b, a) AS …: the names say the order. */
function orderedColumns(create: CreateTable, query: LogicalNode): readonly Column[] {
  if (create.columnNames === undefined) return query.columns
  const ordered = create.columnNames.map(({ name, span }) => {
    const column = query.columns.find((c) => c.name === name)
    if (column !== undefined) return column
    throw sqlError('parse', 'create-table-as', `Column '${name}' not found in the source schema.`, span)
  })
  if (ordered.length === query.columns.length) return ordered
  throw unsupported('CREATE TABLE with some of the columns of its query', create.span)
}

/** The column as a statement would declare it. */
function columnElement({ name, type }: Column, { span }: CreateTable): ColumnElement {
  const declared = parseType(new Cursor(serializableType(withoutTime(type))))
  return { kind: 'column', name: { name, quoted: true, span }, form: 'physical', type: declared, span }
}

/** The query's columns in the order of the table's, NULL where it has none. */
function arranged(query: LogicalNode, table: CatalogTable, { span }: CreateTable): LogicalNode {
  const refs = inputRefs(query, span)
  const columns = sinkColumns(table)
  const exprs = columns.map(({ name, type }, position): BoundExpr => {
    const ref = refs[query.columns.findIndex((c) => c.name === name)]
    if (ref === undefined) {
      if (type.nullable) return { kind: 'constant', value: null, type, span }
      const message = `Column '${name}' has no default value and does not allow NULLs.`
      throw sqlError('parse', 'create-table-as', message, span)
    }
    if (supportsImplicitCast(ref.type, withNullable(type, ref.type.nullable))) return ref
    const message = `Incompatible types for sink column '${name}' at position ${position}. The source column has type '${typeText(ref.type)}', while the target column has type '${typeText(type)}'.`
    throw sqlError('parse', 'create-table-as', message, span)
  })
  const names = columns.map((c) => c.name)
  if (exprs.every((e, i) => e === refs[i]) && exprs.length === refs.length) return query
  return project(query, exprs, names, span)
}
