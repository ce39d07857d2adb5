import type { ColumnRef } from '../../sql/ast.ts'
import { SqlError, unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { mapOperands } from '../expr/operands.ts'
import { mapInputs } from '../logical/expressions.ts'
import type { ExpressionScope } from './expression/context.ts'

const UNKNOWN: ReadonlySet<string> = new Set(['column-not-found', 'table-not-found'])

/** A name of the subquery itself, or else of the query around it. Throws SqlError. */
export function resolveWithin(ref: ColumnRef, own: (ref: ColumnRef) => BoundExpr, outer: ExpressionScope): BoundExpr {
  try {
    return own(ref)
  } catch (error) {
    if (!(error instanceof SqlError) || !UNKNOWN.has(error.diagnostic.code)) throw error
    try {
      return correlated(outer.resolve(ref))
    } catch (further) {
      if (further instanceof SqlError && UNKNOWN.has(further.diagnostic.code)) throw error
      throw further
    }
  }
}

/** For FROM of a subquery, where Flink would plan a join per row: names of the enclosing query are refused. */
export const refusing = (outer: ExpressionScope, where = 'in FROM of a subquery'): ExpressionScope => ({
  resolve(ref) {
    outer.resolve(ref) // an unknown name is reported as such
    throw unsupported(`correlation ${where}`, ref.span)
  },
})

/** What the enclosing query reads, as seen from one level further inside. */
function correlated(expr: BoundExpr): BoundExpr {
  const deeper = (part: BoundExpr): BoundExpr =>
    part.kind === 'correlated' ? { ...part, depth: part.depth + 1 } : mapOperands(part, deeper)
  return mapInputs(deeper(expr), (column) => ({ ...column, kind: 'correlated', depth: 0 }))
}
