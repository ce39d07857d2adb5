import { must } from '../../base/assert.ts'
import type { ColumnRef, Expr, OrderItem, Select, TableRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { containsAggregate } from './contains-aggregate.ts'
import type { BindEnvironment } from './environment.ts'
import { sameSyntax } from './same-syntax.ts'
import type { RelationScope } from './scope.ts'
import type { OutputItem } from './select.ts'
import { namesIn, substituteNames } from './substitute-names.ts'

/** What ORDER BY orders by: a column of the result, or an expression that is computed for it. */
export type OrderPlace = number | Expr | undefined

export function ordinalOf({ expr }: OrderItem): OrderPlace {
  return expr.kind === 'literal' && /^\d+$/.test(expr.text) ? Number(expr.text) - 1 : undefined
}

/** The output column that an item names by its alias or its text; otherwise the expression itself. */
export function placeOf(
  item: OrderItem,
  listed: readonly OutputItem[],
  select: Select,
  scope: RelationScope,
  env: BindEnvironment,
): OrderPlace {
  const { expr } = item
  const named = expr.kind === 'column' ? namedBy(expr, listed) : undefined
  if (named !== undefined) {
    assertNotShared([outputAt(listed, named)], select, item)
    return named
  }
  const meant = namesIn(expr)
    .flatMap((ref) => namedBy(ref, listed) ?? [])
    .map((place) => outputAt(listed, place))
  if (expr.kind !== 'column') assertNotShared(meant, select, item, 'all')
  const substituted = substituteNames(expr, new Map(meant.map((output) => [output.alias ?? output.name, output.expr])))
  if (nestsAggregate(substituted, env)) throw unsupported('an aggregate of an aggregate in ORDER BY', item.span)
  const index = listed.findIndex((output) => sameSyntax(output.expr, substituted, scope))
  if (index >= 0) return index
  if (select.distinct) {
    if (expr.kind !== 'column') throw unsupported('ORDER BY an expression after DISTINCT', item.span)
    throw sqlError('parse', 'order-by-distinct', 'The column is not in the select clause', item.span)
  }
  return substituted
}

/** The column of the result that a name stands for before it is a column of FROM. */
function namedBy(ref: ColumnRef, listed: readonly OutputItem[]): number | undefined {
  const [part] = ref.parts
  if (part === undefined || ref.parts.length !== 1) return undefined
  const found = listed.flatMap((output, i) => (output.alias === part.name ? [i] : []))
  if (found.length > 1) throw sqlError('parse', 'bind.ambiguous', `Column '${part.name}' is ambiguous`, ref.span)
  return found[0]
}

const outputAt = (listed: readonly OutputItem[], place: number): OutputItem => must(listed[place], 'a listed column')

/** Where an order computes with a column that USING has made of two, Flink's validator loses its name. */
function assertNotShared(
  meant: readonly OutputItem[],
  { from }: Select,
  { span }: OrderItem,
  among: 'renamed' | 'all' = 'renamed',
): void {
  const shared = from === undefined ? [] : sharedNames(from)
  for (const { alias, expr } of meant) {
    const name = expr.kind === 'column' && expr.parts.length === 1 ? expr.parts[0]?.name : undefined
    if (name === undefined || !shared.some((one) => one === name || one === undefined)) continue
    if (among === 'all' || alias !== name) throw unsupported('ORDER BY what is computed of a column of USING', span)
  }
}

/** The columns that USING names; undefined for those of NATURAL. */
function sharedNames(from: TableRef): readonly (string | undefined)[] {
  if (from.kind !== 'join') return []
  const own = from.natural ? [undefined] : (from.using ?? []).map(({ name }) => name)
  return [...own, ...sharedNames(from.left), ...sharedNames(from.right)]
}

function nestsAggregate(value: unknown, env: BindEnvironment): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((part) => nestsAggregate(part, env))
  const node = value as Expr | { readonly kind: 'query' }
  if (node.kind === 'query') return false
  if (node.kind === 'call' && containsAggregate({ ...node, args: [] }, env))
    return node.args.some((arg) => containsAggregate(arg, env))
  return Object.values(node).some((part) => nestsAggregate(part, env))
}
