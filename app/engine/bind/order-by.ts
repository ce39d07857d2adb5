import type { DerivedTable, Expr, OrderItem, Query, QueryBody, Select } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { SortKey } from '../expr/bound.ts'
import type { LogicalNode } from '../logical/node.ts'
import { selectColumns } from '../logical/project.ts'
import { rank } from '../logical/rank.ts'
import { sort } from '../logical/sort.ts'
import type { BindEnvironment } from './environment.ts'
import { ordinalOf, placeOf } from './order-place.ts'
import { sortKey } from './over/over-calls.ts'
import type { HiddenItems } from './select.ts'
import { isOrdered } from './unbracketed.ts'

/** A query's body, which may have to give columns that only the order reads. */
export type BindBody = (body: QueryBody, hidden: HiddenItems) => LogicalNode

/** ORDER BY, OFFSET and LIMIT around a query's body. `topmost`: an order without LIMIT means something only there. */
export function bindOrdered(query: Query, env: BindEnvironment, bindBody: BindBody): LogicalNode {
  const limit = query.limit === undefined ? undefined : Math.max(0, rowsOf(query.limit))
  const offset = query.offset === undefined ? 0 : rowsOf(query.offset)
  if (offset < 0) throw unsupported('an OFFSET beyond INT', query.span)
  const bounded = limit !== undefined || offset > 0
  if (isOrdered(query) && query.with.length === 0) assertOrderable(query.body)
  let places = query.orderBy.map((item) => ordinalOf(item))
  const ordered = places.includes(undefined) ? selected(query.body) : query.body
  const select = ordered.kind === 'select' ? ordered : undefined
  const untyped = query.orderBy.find(({ expr }) => expr.kind === 'literal' && expr.type === 'null')
  if (untyped !== undefined) throw unsupported('ORDER BY NULL', untyped.span)
  // Flink drops the OFFSET below some queries, and fails below others
  if (env.nested && query.orderBy.length > 0 && limit === undefined && offset > 0)
    throw unsupported('ORDER BY with OFFSET and no LIMIT in a subquery', query.span)
  const body = bindBody(ordered, (listed, scope) => {
    places = query.orderBy.map((item) => ordinalOf(item) ?? (select && placeOf(item, listed, select, scope, env)))
    return places.filter((place) => typeof place === 'object')
  })
  const width = body.columns.length - places.filter((place) => typeof place === 'object').length
  let next = width
  const keys = places.map((place, i): SortKey => {
    const item = query.orderBy[i] as OrderItem
    const index = typeof place === 'number' ? place : next++
    if (index < 0 || index >= body.columns.length)
      throw sqlError('parse', 'order-ordinal', 'Ordinal out of range', item.span)
    return sortKey(item, index)
  })
  const { span } = query
  if (!bounded) {
    // an order inside of another query is nobody's business
    if (env.nested || keys.length === 0) return visible(body, width)
    return visible(sort(body, keys, query.orderBy[0]?.span ?? span), width)
  }
  const form = keys.length === 0 ? 'Limit' : 'SortLimit'
  const range = { start: offset + 1, end: offset + (limit ?? Number.POSITIVE_INFINITY) }
  const parts = { form, ranking: 'ROW_NUMBER', partitionBy: [], orderBy: keys, range, numbered: false } as const
  return visible(rank(body, parts, span), width)
}

/** Flink's validator has no place for a second order, nor for that of `TABLE t`. */
function assertOrderable(body: QueryBody): void {
  const again = body.kind === 'query' && isOrdered(body)
  if (!again && body.kind !== 'explicit-table') return
  const what = again ? 'a query that has an ORDER BY or LIMIT already' : 'TABLE'
  throw sqlError('parse', 'order-place', `ORDER BY and LIMIT cannot follow ${what}`, body.span)
}

/** What is ordered by more than a position is a SELECT: of all columns, where none is written. */
function selected(body: QueryBody): Select {
  if (body.kind === 'select') return body
  const { span } = body
  const query: Query = { kind: 'query', with: [], body, orderBy: [], span }
  const from: DerivedTable = { kind: 'derived-table', lateral: false, query, span }
  const items: Select['items'] = [{ expr: { kind: 'star', qualifier: [], span }, span }]
  return { kind: 'select', hints: [], distinct: false, items, from, windows: [], span }
}

function visible(node: LogicalNode, width: number): LogicalNode {
  if (node.columns.length === width) return node
  const indexes = Array.from({ length: width }, (_, i) => i)
  return selectColumns(node, indexes, node.span)
}

function rowsOf(expr: Expr): number {
  if (expr.kind !== 'literal' || !/^\d+(\.\d+)?$/.test(expr.text)) throw unsupported('a computed LIMIT', expr.span)
  // Flink keeps the lowest 32 bits, and a negative number lets nothing pass
  const [digits = '0'] = expr.text.split('.')
  return Number(BigInt.asIntN(32, BigInt(digits)))
}

export function aliasesOf(select: Select): ReadonlyMap<string, Expr> {
  const aliases = new Map<string, Expr>()
  for (const { alias, expr } of select.items) if (alias !== undefined) aliases.set(alias.name, expr)
  return aliases
}
