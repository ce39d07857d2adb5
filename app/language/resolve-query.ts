import type { BindEnvironment } from '../engine/bind/environment.ts'
import { inputRefs } from '../engine/bind/input-refs.ts'
import { bindQuery } from '../engine/bind/query.ts'
import type { LogicalNode } from '../engine/logical/node.ts'
import { project } from '../engine/logical/project.ts'
import { values } from '../engine/logical/values.ts'
import type { CommonTable, GroupItem, Identifier, OrderItem, Query, QueryBody, Select, SelectItem } from '../sql/ast.ts'
import { introducedBy, type Name, type NamedColumn, type NamedRelation, type NameScope, unknownType } from './names.ts'
import { noteQualifier, resolveColumn, resolveExpression, resolveWindow } from './resolve-expression.ts'
import { resolveFrom, resolveRelationName } from './resolve-from.ts'
import { attempt, itemType, note, queryTypes, type Resolving } from './resolving.ts'

/** Notes every name in a query and answers its columns. `outer`: the names of the query around it. */
export function resolveQuery(query: Query, outer: NameScope | undefined, r: Resolving): readonly NamedColumn[] {
  const inner = query.with.reduce(withCommonTable, r)
  const { columns, scope } = resolveBody(query.body, outer, inner)
  for (const item of query.orderBy) resolveOrderItem(item, columns, scope, inner)
  for (const part of [query.offset, query.limit]) if (part !== undefined) resolveExpression(part, scope, inner)
  const typeOf = queryTypes(query, r.env)
  return columns.map((column, at) => ({ ...column, type: () => typeOf(at, column.text) ?? column.type() }))
}

interface ResolvedBody {
  readonly columns: readonly NamedColumn[]
  readonly scope: NameScope
}

const NO_NAMES: NameScope = { relations: [] }

function resolveBody(body: QueryBody, outer: NameScope | undefined, r: Resolving): ResolvedBody {
  switch (body.kind) {
    case 'select':
      return resolveSelect(body, outer, r)
    case 'set-operation': {
      const { columns } = resolveBody(body.left, outer, r)
      resolveBody(body.right, outer, r)
      return { columns, scope: NO_NAMES }
    }
    case 'values': {
      for (const row of body.rows) resolveExpression(row, outer ?? NO_NAMES, r)
      const [first] = body.rows
      const width = first?.kind === 'row' ? first.items.length : 1
      return { columns: unnamed(width), scope: NO_NAMES }
    }
    case 'explicit-table':
      return { columns: resolveRelationName(body.name, r)?.columns ?? [], scope: NO_NAMES }
    case 'query':
      return { columns: resolveQuery(body, outer, r), scope: NO_NAMES }
  }
}

export const unnamed = (width: number): readonly NamedColumn[] =>
  Array.from({ length: width }, (_, at) => ({ text: `EXPR$${at}`, type: unknownType }))

export function withCommonTable(r: Resolving, table: CommonTable): Resolving {
  const columns = renamed(resolveQuery(table.query, undefined, r), table.columns, r)
  const text = table.name.name
  const name = introducedBy(table.name, 'common-table', r.statement)
  const relation: NamedRelation = { text, name, columns }
  note(r, name, table.name.span, { relation })
  const binding = { bind: () => bindCommonTable(table, columns, r.env) }
  const env = { ...r.env, commonTables: new Map([...r.env.commonTables, [text, binding]]) }
  return { ...r, env, commonTables: new Map([...r.commonTables, [text, relation]]) }
}

/** A WITH table that cannot be bound still has its columns' names. */
function bindCommonTable(table: CommonTable, columns: readonly NamedColumn[], env: BindEnvironment): LogicalNode {
  const bound = attempt(() => bindQuery(table.query, env))
  const { span } = table
  if (bound === undefined || bound.columns.length !== columns.length) {
    const known = columns.map(({ text, type }) => ({ name: text, type: type() ?? { kind: 'NULL', nullable: true } }))
    return values(known as LogicalNode['columns'], [], span)
  }
  const names = columns.map(({ text }) => text)
  return project(bound, inputRefs(bound, span), names, span)
}

/** The columns under the names of a list, where there is one. */
export function renamed(
  columns: readonly NamedColumn[],
  names: readonly Identifier[],
  r: Resolving,
): readonly NamedColumn[] {
  if (names.length === 0) return columns
  return names.map((identifier, at) => {
    const name = introducedBy(identifier, 'column', r.statement)
    const type = (): ReturnType<NamedColumn['type']> => columns[at]?.type()
    note(r, name, identifier.span, { type })
    return { text: identifier.name, name, type }
  })
}

function resolveSelect(select: Select, outer: NameScope | undefined, around: Resolving): ResolvedBody {
  const r = { ...around, select }
  const relations = select.from === undefined ? [] : resolveFrom(select.from, { relations: [], ...enclosing(outer) }, r)
  const windows = new Map(
    select.windows.map(({ name }): [string, Name] => [name.name, introducedBy(name, 'window', r.statement)]),
  )
  const scope: NameScope = { relations, windows, ...enclosing(outer) }
  const columns = select.items.flatMap((item) => resolveItem(item, select, scope, r))
  columns.forEach((column, at) => {
    if (column.text === '') columns[at] = { ...column, text: `EXPR$${at}` }
  })
  if (select.where !== undefined) resolveExpression(select.where, scope, r)
  const withOutput = { ...scope, relations: [...relations, { columns: columns.filter(({ name }) => name) }] }
  for (const item of select.groupBy ?? []) resolveGroupItem(item, withOutput, r)
  for (const part of [select.having, select.qualify]) if (part !== undefined) resolveExpression(part, withOutput, r)
  for (const { name, spec } of select.windows) {
    note(r, windows.get(name.name), name.span)
    resolveWindow(spec, scope, r)
  }
  return { columns, scope }
}

const enclosing = (outer: NameScope | undefined) => (outer === undefined ? {} : { outer })

function resolveItem(item: SelectItem, select: Select, scope: NameScope, r: Resolving): NamedColumn[] {
  const { expr, alias } = item
  if (expr.kind === 'star') {
    noteQualifier(expr.qualifier, scope, r)
    const text = expr.qualifier.at(-1)?.name
    const chosen = scope.relations.filter((relation) => text === undefined || relation.text === text)
    return chosen.flatMap(({ columns, merged }) =>
      columns.filter((column) => text !== undefined || merged?.has(column.text) !== true),
    )
  }
  const column = expr.kind === 'column' ? resolveColumn(expr, scope, r) : undefined
  if (expr.kind !== 'column') resolveExpression(expr, scope, r)
  const type = (): ReturnType<NamedColumn['type']> => column?.type() ?? itemType(expr, select, r.env)
  if (alias === undefined) return [column ?? { text: lastName(item), type }]
  const name = introducedBy(alias, 'column', r.statement)
  note(r, name, alias.span, { type })
  return [{ text: alias.name, name, type }]
}

/** A column or a field is called as it was before; what is computed has no name yet. */
const lastName = ({ expr }: SelectItem): string =>
  expr.kind === 'column' ? (expr.parts.at(-1)?.name ?? '') : expr.kind === 'field' ? expr.name.name : ''

function resolveGroupItem(item: GroupItem, scope: NameScope, r: Resolving): void {
  if (item.kind === 'expr') resolveExpression(item.expr, scope, r)
  else if (item.kind === 'tuple') for (const part of item.items) resolveExpression(part, scope, r)
  else if (item.kind === 'sets') for (const part of item.items) resolveGroupItem(part, scope, r)
}

/** ORDER BY knows the columns of the result first. */
function resolveOrderItem({ expr }: OrderItem, columns: readonly NamedColumn[], scope: NameScope, r: Resolving): void {
  const own = expr.kind === 'column' && expr.parts.length === 1 ? expr.parts[0] : undefined
  const column = own && columns.find(({ text }) => text === own.name)
  if (own === undefined || column === undefined) resolveExpression(expr, scope, r)
  else note(r, column.name, own.span, { type: () => column.type() })
}
