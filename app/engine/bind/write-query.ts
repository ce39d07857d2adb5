import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import { type Fix, sqlError } from '../../sql/diagnostic.ts'
import { castFix } from '../../sql/fix.ts'
import type { Span } from '../../sql/span.ts'
import { supportsExplicitCast, supportsImplicitCast } from '../../types/castability.ts'
import { nullable, nullableWithin, withNullable } from '../../types/construct-type.ts'
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

const ROWTIME_INSERTER = 'table.exec.sink.rowtime-inserter'

/** A query whose rows go into a table. */
export interface QueryWrite {
  readonly query: LogicalNode
  readonly table: CatalogTable
  /** The columns of the table that the query's columns are for; all of them without a list. */
  readonly names?: readonly QualifiedName[]
  /** Columns of a static partition, by name. */
  readonly fixed: ReadonlyMap<string, BoundExpr>
  readonly span: Span
}

export function writeQuery(write: QueryWrite, env: BindEnvironment): LogicalSink {
  const { query, table, names, fixed, span } = write
  const columns = sinkColumns(table)
  const complete = names === undefined && fixed.size === 0 ? query : fillColumns(query, columns, write)
  const typed = castColumns(complete, columns, write, env)
  const order = writtenOrder(table, columns)
  const written = order.every((from, i) => from === i) ? typed : selectColumns(typed, order, span)
  return sink(
    written,
    order.map((i) => must(columns[i])),
    table,
    table.name,
    span,
  )
}

/** What is written: physical and stored metadata columns, in the order of the DDL. */
export const sinkColumns = (table: CatalogTable): readonly Column[] =>
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

/** INSERT INTO t (b, a): columns that are not named become NULL; those of a static partition are given. */
function fillColumns(query: LogicalNode, columns: readonly Column[], write: QueryWrite): LogicalNode {
  const { fixed, span } = write
  const free = columns.flatMap((c, i) => (fixed.has(c.name) ? [] : [i]))
  const targets = write.names === undefined ? free : write.names.map((n) => targetIndex(n, columns))
  const repeated = targets.findIndex((t, i) => targets.indexOf(t) !== i)
  if (repeated >= 0) {
    const name = must(write.names?.[repeated])
    const message = `Target column '${must(name.parts.at(-1)).name}' is assigned more than once`
    throw sqlError('parse', 'insert-column', message, name.span)
  }
  if (targets.length !== query.columns.length) {
    if (write.names === undefined) throw mismatch('Different number of columns.', query, columns, write)
    const message = `Number of INSERT target columns (${targets.length}) does not equal number of source items (${query.columns.length})`
    throw sqlError('parse', 'insert-count', message, span)
  }
  const refs = inputRefs(query, span)
  const exprs = columns.map((column, i): BoundExpr => {
    const from = targets.indexOf(i)
    if (from >= 0) return must(refs[from], 'column')
    const value = fixed.get(column.name)
    if (value !== undefined) return castTo(value, column.type)
    if (!column.type.nullable) {
      const message = `Column '${column.name}' has no default value and does not allow NULLs`
      throw sqlError('parse', 'insert-default', message, span)
    }
    return { kind: 'constant', value: null, type: nullable(column.type), span }
  })
  const outputs = columns.map((c) => c.name)
  return project(query, exprs, outputs, span)
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
  write: QueryWrite,
  env: BindEnvironment,
): LogicalNode {
  if (query.columns.length !== columns.length) throw mismatch('Different number of columns.', query, columns, write)
  const same = query.columns.every((c, i) => sameIgnoringNullability(c.type, must(columns[i]).type))
  if (same) {
    if (env.config.get(ROWTIME_INSERTER)?.toUpperCase() !== 'DISABLED') assertOneRowtime(query, write)
    return query
  }
  const exprs = inputRefs(query, write.span).map((ref, i) => {
    const column = must(columns[i], 'sink column')
    // NOT NULL of a sink is the enforcer's business when rows come, not a question of types; within values it is nobody's.
    const target = withNullable(nullableWithin(column.type), ref.type.nullable)
    if (!supportsImplicitCast(ref.type, target)) {
      const cause = `Incompatible types for sink column '${column.name}' at position ${i}.`
      throw mismatch(cause, query, columns, write, mismatchedItem(query, i, column))
    }
    return sameIgnoringNullability(ref.type, target) ? ref : castTo(ref, target)
  })
  return project(
    query,
    exprs,
    columns.map((c) => c.name),
    write.span,
  )
}

interface MismatchedItem {
  readonly span: Span
  readonly fixes: readonly Fix[]
}

/** Where the select list gives a value of another type; a cast to the column's is offered where there is one. */
function mismatchedItem(query: LogicalNode, index: number, column: Column): MismatchedItem | undefined {
  if (query.kind !== 'Project') return undefined
  const item = must(query.exprs[index], 'item')
  // What `*` stands for has its place, and cannot be cast there.
  const isAlone = query.exprs.every(({ span }, i) => i === index || span.start !== item.span.start)
  if (!isAlone) return { span: item.span, fixes: [] }
  const target = nullable(column.type)
  const fixes = supportsExplicitCast(item.type, target) ? [castFix(item.span, typeText(target))] : []
  return { span: item.span, fixes }
}

function mismatch(
  cause: string,
  query: LogicalNode,
  columns: readonly Column[],
  { table, span }: QueryWrite,
  item?: MismatchedItem,
) {
  const schema = (list: readonly Column[]) => `[${list.map((c) => `${c.name}: ${typeText(c.type)}`).join(', ')}]`
  const lines = [
    `Column types of query result and sink for '${pathText(table.path)}' do not match.`,
    `Cause: ${cause}`,
    '',
    `Query schema: ${schema(query.columns)}`,
    `Sink schema:  ${schema(columns)}`,
  ]
  return sqlError('plan', 'insert-types', lines.join('\n'), item?.span ?? span, item?.fixes)
}

/** The sink takes one event time; casting a column (for any other reason) makes all of them plain. */
function assertOneRowtime(query: LogicalNode, { table, span }: QueryWrite): void {
  const isRowtime = (c: Column, i: number) => 'time' in c.type && c.type.time === 'rowtime' && isTimeAttribute(query, i)
  const rowtimes = query.columns.filter(isRowtime).map((c) => c.name)
  if (rowtimes.length < 2) return
  const message = `The query contains more than one rowtime attribute column [${rowtimes.join(', ')}] for writing into table '${pathText(table.path)}'.\nPlease select the column that should be used as the event-time timestamp for the table sink by casting all other columns to regular TIMESTAMP or TIMESTAMP_LTZ.`
  throw sqlError('plan', 'insert-rowtimes', message, span)
}
