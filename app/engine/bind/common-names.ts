import type { ColumnRef, Expr } from '../../sql/ast.ts'
import { ambiguousName, type RelationScope } from './scope.ts'

/** Outside SELECT and GROUP BY, and right before AS, the name of USING is that of two columns. */
export function assertNoCommonNames(exprs: readonly (Expr | undefined)[], scope: RelationScope): void {
  const common = scope.joined?.common
  if (common !== undefined && common.size > 0) visit(exprs)

  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    const { kind } = value as { readonly kind?: string }
    if (kind === 'query') return
    if (kind === 'column') {
      const { parts, spread } = value as ColumnRef
      const [name, ...rest] = parts
      if (spread === undefined && name !== undefined && rest.length === 0 && common?.has(name.name))
        throw ambiguousName(name)
      return
    }
    for (const child of Object.values(value)) visit(child)
  }
}
