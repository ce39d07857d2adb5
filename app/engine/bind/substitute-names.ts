import type { ColumnRef, Expr } from '../../sql/ast.ts'

/** The expression with what aliases of the select list stand for in their place. */
export function substituteNames(expr: Expr, aliases: ReadonlyMap<string, Expr>): Expr {
  return aliases.size === 0 ? expr : (replace(expr) as Expr)

  function replace(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(replace)
    if (typeof value !== 'object' || value === null) return value
    const node = value as Expr | { readonly kind?: 'query' }
    if (node.kind === 'query') return node
    if (node.kind === 'column') {
      const alias = node.parts.length === 1 ? aliases.get(node.parts[0]?.name ?? '') : undefined
      return alias ?? node
    }
    return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, replace(part)]))
  }
}

/** The names in an expression, but for those of subqueries. */
export function namesIn(value: unknown): readonly ColumnRef[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  const node = value as Expr | { readonly kind?: 'query' }
  if (node.kind === 'query') return []
  return node.kind === 'column' ? [node] : Object.values(node).flatMap(namesIn)
}
