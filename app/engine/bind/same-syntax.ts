import type { ColumnRef } from '../../sql/ast.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { ExpressionScope } from './expression/context.ts'

/**
 * Whether two pieces of syntax say the same, wherever they stand: a select item equals a GROUP BY
 * expression. `t.a` equals `a` where both are the same column of `scope`; without a scope, the caller
 * makes sure by comparing what both were bound to. Throws SqlError.
 */
export function sameSyntax(a: unknown, b: unknown, scope?: ExpressionScope): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameSyntax(item, b[i], scope))
  }
  if (!isRecord(a) || !isRecord(b)) return false
  if (a['kind'] === 'column' && b['kind'] === 'column') return sameColumn(asColumn(a), asColumn(b), scope)
  // the names in a subquery are its own
  const within = a['kind'] === 'query' ? undefined : scope
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    if (PLACE.has(key)) continue
    if (!sameSyntax(a[key], b[key], within)) return false
  }
  return true
}

const PLACE: ReadonlySet<string> = new Set(['span', 'opSpan', 'quoted'])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const asColumn = (node: Record<string, unknown>): ColumnRef => node as unknown as ColumnRef

function sameColumn(a: ColumnRef, b: ColumnRef, scope: ExpressionScope | undefined): boolean {
  if (a.parts.at(-1)?.name !== b.parts.at(-1)?.name) return false
  return scope === undefined || sameExpr(scope.resolve(a), scope.resolve(b))
}
