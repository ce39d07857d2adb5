import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { Insert } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { supportsImplicitCast } from '../../types/castability.ts'
import { nullable, withNullable } from '../../types/construct-type.ts'
import { sameIgnoringNullability, typeText } from '../../types/type-text.ts'
import { pathText } from '../catalog/catalog.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project, selectColumns } from '../logical/project.ts'
import { type LogicalSink, sink } from '../logical/sink.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import { castTo } from './cast-to.ts'
import type { BindEnvironment } from './environment.ts'
import { inputRefs } from './input-refs.ts'
import { bindQuery } from './query.ts'

const ROWTIME_INSERTER = 'table.exec.sink.rowtime-inserter'

/** INSERT INTO: the query's columns under the names and types of the table's. */
export function bindInsert(insert: Insert, env: BindEnvironment): LogicalSink {
  if (insert.conflict !== undefined) throw unsupported('ON CONFLICT', insert.span)
  if (insert.partition.length > 0) throw unsupported('INSERT … PARTITION', insert.span)
  for (const hint of insert.hints) throw unsupported(`hint ${hint.name.name}`, hint.span)
  const table = targetTable(insert, env)
  if (insert.overwrite) {
    const message = `INSERT OVERWRITE requires that the underlying DynamicTableSink of table '${pathText(table.path)}' implements the SupportsOverwrite interface.`
    throw sqlError('plan', 'insert-overwrite', message, insert.span)
  }
  const columns = sinkColumns(table)
  const query = bindQuery(insert.query, env)
  const complete = insert.columns === undefined ? query : fillColumns(query, columns, insert.columns, insert)
  const typed = castColumns(complete, columns, table, insert, env)
  const order = writtenOrder(table, columns)
  const written = order.every((from, i) => from === i) ? typed : selectColumns(typed, order, insert.span)
  return sink(
    written,
    order.map((i) => must(columns[i])),
    table,
    table.name,
    insert.span,
  )
}

function targetTable(insert: Insert, env: BindEnvironment): CatalogTable {
  const path = env.catalog.path(insert.target)
  const entry = env.catalog.find(path)
  if (entry?.kind === 'table') return entry
  const quoted = path.map((p) => `\`${p}\``).join('.')
  const message =
    entry === undefined
      ? `Cannot find table '${quoted}' in any of the catalogs [default_catalog], nor as a temporary table.`
      : `Cannot insert into the view ${quoted}`
  throw sqlError(entry === undefined ? 'parse' : 'plan', 'insert-target', message, insert.target.span)
}

/** What is written: physical and stored metadata columns, in the order of the DDL. */
const sinkColumns = (table: CatalogTable): readonly Column[] =>
  table.columns
    .filter((c) => c.form === 'physical' || (c.form === 'metadata' && !c.virtual))
    .map((c) => ({ name: c.name, type: c.type }))

/** A sink takes its physical columns first, then its metadata. */
function writtenOrder(table: CatalogTable, columns: readonly Column[]): readonly number[] {
  const isMetadata = (i: number): boolean => {
    const name = columns[i]?.name
    return table.columns.some((c) => c.name === name && c.form === 'metadata')
  }
  const indexes = columns.map((_, i) => i)
  return [...indexes.filter((i) => !isMetadata(i)), ...indexes.filter(isMetadata)]
}

/** INSERT INTO t (b, a): columns that are not named become NULL. */
function fillColumns(
  query: LogicalNode,
  columns: readonly Column[],
  names: readonly QualifiedName[],
  insert: Insert,
): LogicalNode {
  const targets = names.map((n) => targetIndex(n, columns))
  const repeated = targets.findIndex((t, i) => targets.indexOf(t) !== i)
  if (repeated >= 0) {
    const name = must(names[repeated])
    const message = `Target column '${must(name.parts.at(-1)).name}' is assigned more than once`
    throw sqlError('parse', 'insert-column', message, name.span)
  }
  if (targets.length !== query.columns.length) {
    const message = `Number of INSERT target columns (${targets.length}) does not equal number of source items (${query.columns.length})`
    throw sqlError('parse', 'insert-count', message, insert.span)
  }
  const refs = inputRefs(query, insert.span)
  const exprs = columns.map((column, i): BoundExpr => {
    const from = targets.indexOf(i)
    if (from >= 0) return must(refs[from], 'column')
    if (!column.type.nullable) {
      const message = `Column '${column.name}' has no default value and does not allow NULLs`
      throw sqlError('parse', 'insert-default', message, insert.span)
    }
    return { kind: 'constant', value: null, type: nullable(column.type), span: insert.span }
  })
  const outputs = columns.map((c) => c.name)
  return project(query, exprs, outputs, insert.span)
}

function targetIndex(name: QualifiedName, columns: readonly Column[]): number {
  const last = must(name.parts.at(-1), 'column name').name
  const index = columns.findIndex((c) => c.name === last)
  if (index < 0 || name.parts.length > 1)
    throw sqlError('parse', 'insert-column', `Unknown target column '${last}'`, name.span)
  return index
}

function castColumns(
  query: LogicalNode,
  columns: readonly Column[],
  table: CatalogTable,
  insert: Insert,
  env: BindEnvironment,
): LogicalNode {
  if (query.columns.length !== columns.length)
    throw mismatch('Different number of columns.', query, columns, table, insert)
  const same = query.columns.every((c, i) => sameIgnoringNullability(c.type, must(columns[i]).type))
  if (same) {
    if (env.config.get(ROWTIME_INSERTER)?.toUpperCase() !== 'DISABLED') assertOneRowtime(query, table, insert)
    return query
  }
  const exprs = inputRefs(query, insert.span).map((ref, i) => {
    const column = must(columns[i], 'sink column')
    // NOT NULL of a sink is the enforcer's business when rows come, not a question of types.
    const target = withNullable(column.type, ref.type.nullable)
    if (!supportsImplicitCast(ref.type, target)) {
      const cause = `Incompatible types for sink column '${column.name}' at position ${i}.`
      throw mismatch(cause, query, columns, table, insert)
    }
    return sameIgnoringNullability(ref.type, target) ? ref : castTo(ref, target)
  })
  return project(
    query,
    exprs,
    columns.map((c) => c.name),
    insert.span,
  )
}

function mismatch(cause: string, query: LogicalNode, columns: readonly Column[], table: CatalogTable, insert: Insert) {
  const schema = (list: readonly Column[]) => `[${list.map((c) => `${c.name}: ${typeText(c.type)}`).join(', ')}]`
  const lines = [
    `Column types of query result and sink for '${pathText(table.path)}' do not match.`,
    `Cause: ${cause}`,
    '',
    `Query schema: ${schema(query.columns)}`,
    `Sink schema:  ${schema(columns)}`,
  ]
  return sqlError('plan', 'insert-types', lines.join('\n'), insert.span)
}

/** The sink takes one event time; casting a column (for any other reason) makes all of them plain. */
function assertOneRowtime(query: LogicalNode, table: CatalogTable, insert: Insert): void {
  const isRowtime = (c: Column, i: number) => 'time' in c.type && c.type.time === 'rowtime' && isTimeAttribute(query, i)
  const rowtimes = query.columns.filter(isRowtime).map((c) => c.name)
  if (rowtimes.length < 2) return
  const message = `The query contains more than one rowtime attribute column [${rowtimes.join(', ')}] for writing into table '${pathText(table.path)}'.\nPlease select the column that should be used as the event-time timestamp for the table sink by casting all other columns to regular TIMESTAMP or TIMESTAMP_LTZ.`
  throw sqlError('plan', 'insert-rowtimes', message, insert.span)
}
