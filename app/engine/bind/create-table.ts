import { must } from '../../base/assert.ts'
import type { ColumnElement, CreateTable, TableElement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { notNull } from '../../types/construct-type.ts'
import { connectorAbility } from '../catalog/connectors.ts'
import type { CatalogColumn, CatalogTable, TableDefinition } from '../catalog/table.ts'
import type { TableOverride } from '../run-types.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { resolveType } from './expression/resolve-type.ts'
import { plainContext } from './expression-context.ts'
import { mergeLike } from './merge-like.ts'
import { primaryKeyOf } from './primary-key.ts'
import { RelationScope } from './scope.ts'
import { assertStoredTogether, definitionOf, withKeyNotNull, writtenDefinition } from './table-definition.ts'
import { bindWatermark } from './watermark.ts'

/** A CREATE TABLE → the table. Its expressions are bound now, so that mistakes in them show at once. */
export function bindCreateTable(
  create: CreateTable,
  env: BindEnvironment,
  override: TableOverride | undefined,
): CatalogTable {
  if (create.connection !== undefined) throw unsupported('USING CONNECTION', create.span)
  const merged = create.like && mergeLike(create, create.like, env.catalog)
  const own = new Set<TableElement>(create.elements ?? [])
  const definition = merged?.definition ?? writtenDefinition(create)
  const declaration: TableDeclaration = {
    ...definition,
    path: env.catalog.path(create.name),
    options: merged?.options ?? new Map(create.options.map((o) => [o.key, o.value])),
    span: create.span,
  }
  return defineTable(declaration, env, override, own)
}

/** A table as declared, LIKE and ALTER merged in. */
export interface TableDeclaration extends TableDefinition {
  readonly path: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly span: Span
}

/** `own`: the elements of the statement itself, as against those that LIKE brings; all of them without it. */
export function defineTable(
  declaration: TableDeclaration,
  env: BindEnvironment,
  override: TableOverride | undefined,
  own?: ReadonlySet<TableElement>,
): CatalogTable {
  const { path, options, span } = declaration
  const key = primaryKeyOf(declaration.elements, own ?? new Set(declaration.elements))
  const definition = withKeyNotNull(definitionOf(declaration), key)
  const columns = bindColumns(definition.elements, key, env)
  assertStoredTogether(definition, columns, span)
  const watermark = bindWatermark(definition.elements, columns, env)
  const ability = connectorAbility(options, key.length > 0)
  return Object.freeze({
    kind: 'table',
    name: path.at(-1) ?? '',
    path,
    columns,
    primaryKey: key.map((name) => columns.findIndex((c) => c.name === name)),
    ...(watermark && { watermark }),
    options,
    sourceMode: override?.sourceMode ?? ability.source,
    sinkMode: override?.sinkMode ?? ability.sink,
    watermarkPushDown: override?.watermarkPushDown ?? false,
    lookup: override?.lookup ?? ability.lookup,
    definition,
    span,
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
  assertOwnKeys(metadata, syntax)
  const scope = new RelationScope([{ columns: [...physical, ...metadata], offset: 0 }], { inTable: true })
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

function assertOwnKeys(metadata: readonly CatalogColumn[], syntax: readonly ColumnElement[]): void {
  const keyOf = ({ metadataKey, name }: CatalogColumn): string => metadataKey ?? name
  for (const [i, second] of metadata.entries()) {
    const first = metadata.slice(0, i).find((column) => keyOf(column) === keyOf(second))
    if (first === undefined) continue
    const message = `The column \`${first.name}\` and \`${second.name}\` in the table are both from the same metadata key '${keyOf(second)}'. Please specify one of the columns as the metadata column and use the computed column syntax to specify the others.`
    const { span } = must(syntax.find(({ name }) => name.name === second.name))
    throw sqlError('parse', 'metadata-key', message, span)
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
