import type { ColumnElement, CreateTable, TableElement } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { notNull } from '../../types/construct-type.ts'
import { connectorAbility } from '../catalog/connectors.ts'
import type { CatalogColumn, CatalogTable } from '../catalog/table.ts'
import type { TableOverride } from '../run-types.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { resolveType } from './expression/resolve-type.ts'
import { plainContext } from './expression-context.ts'
import { mergeLike } from './merge-like.ts'
import { primaryKeyOf } from './primary-key.ts'
import { RelationScope } from './scope.ts'
import { bindWatermark } from './watermark.ts'

/** A CREATE TABLE → the table. Its expressions are bound now, so that mistakes in them show at once. */
export function bindCreateTable(
  create: CreateTable,
  env: BindEnvironment,
  override: TableOverride | undefined,
): CatalogTable {
  if (create.query !== undefined) throw unsupported('CREATE TABLE … AS SELECT', create.span)
  if (create.replace) throw unsupported('CREATE OR REPLACE TABLE', create.span)
  const merged = create.like && mergeLike(create, create.like, env.catalog)
  const elements = merged?.elements ?? create.elements ?? []
  const options = merged?.options ?? new Map(create.options.map((o) => [o.key, o.value]))
  const key = primaryKeyOf(elements, new Set(create.elements ?? []))
  const columns = bindColumns(elements, key, env)
  const watermark = bindWatermark(elements, columns, env)
  const ability = connectorAbility(options, key.length > 0)
  const path = env.catalog.path(create.name)
  return Object.freeze({
    kind: 'table',
    name: path[2],
    path,
    columns,
    primaryKey: key.map((name) => columns.findIndex((c) => c.name === name)),
    ...(watermark && { watermark }),
    options,
    sourceMode: override?.sourceMode ?? ability.source,
    sinkMode: override?.sinkMode ?? ability.sink,
    watermarkPushDown: override?.watermarkPushDown ?? false,
    lookup: override?.lookup ?? ability.lookup,
    definition: { elements, partitionedBy: (create.partitionedBy ?? []).map((c) => c.name) },
    span: create.span,
  })
}

function bindColumns(
  elements: readonly TableElement[],
  key: readonly string[],
  env: BindEnvironment,
): readonly CatalogColumn[] {
  const syntax = elements.filter((e): e is ColumnElement => e.kind === 'column')
  assertUnique(syntax)
  const stored = new Map<string, CatalogColumn>()
  for (const column of syntax) {
    if (column.form !== 'computed') stored.set(column.name.name, storedColumn(column, key))
  }
  const physical = [...stored.values()].filter((c) => c.form === 'physical')
  const metadata = [...stored.values()].filter((c) => c.form === 'metadata')
  const scope = new RelationScope([{ columns: [...physical, ...metadata], offset: 0 }])
  return syntax.map((column) => stored.get(column.name.name) ?? computedColumn(column, scope, env))
}

function assertUnique(columns: readonly ColumnElement[]): void {
  const seen = new Map<string, ColumnElement>()
  for (const column of columns) {
    const name = column.name.name
    if (seen.has(name)) {
      const message = `A regular Column named '${name}' already exists in the table.`
      throw sqlError('parse', 'column-duplicate', message, column.name.span)
    }
    seen.set(name, column)
  }
}

function storedColumn(column: ColumnElement, key: readonly string[]): CatalogColumn {
  if (column.type === undefined) throw sqlError('parse', 'column-type', 'A column needs a type', column.span)
  const declared = resolveType(column.type)
  const name = column.name.name
  const type = key.includes(name) ? notNull(declared) : declared
  if (column.form === 'physical') return { name, type, form: 'physical', virtual: false }
  const metadataKey = column.metadata?.key
  const virtual = column.metadata?.virtual ?? false
  return { name, type, form: 'metadata', virtual, ...(metadataKey !== undefined && { metadataKey }) }
}

function computedColumn(column: ColumnElement, scope: RelationScope, env: BindEnvironment): CatalogColumn {
  if (column.expr === undefined)
    throw sqlError('parse', 'column-expression', 'A computed column needs an expression', column.span)
  const expr = bindExpression(column.expr, scope, plainContext(env, 'a column'))
  return { name: column.name.name, type: expr.type, form: 'computed', virtual: false, expr }
}
