import type { BoundExpr, Constant } from '../../expr/bound.ts'
import { mapOperands, operandsOf } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'

/**
 * Whether two expressions are one to Flink's planner, which sees no difference between `a AND b` and `b AND a`: it keeps
 * the one that was there first. It does see one among three operands.
 */
export function sameButForOrder(a: BoundExpr, b: BoundExpr): boolean {
  if (a === b) return true
  const [ours, theirs] = [operandsOf(a), operandsOf(b)]
  if (ours.length !== theirs.length || !sameExpr(bare(a), bare(b))) return false
  if (inOrder(ours, theirs)) return true
  const isPair = a.kind === 'logic' && (a.op === 'AND' || a.op === 'OR') && ours.length === 2
  return isPair && inOrder(ours, theirs.toReversed())
}

const inOrder = (a: readonly BoundExpr[], b: readonly BoundExpr[]): boolean =>
  a.every((operand, i) => b[i] !== undefined && sameButForOrder(operand, b[i]))

/** What an expression is without its operands. */
const bare = (expr: BoundExpr): BoundExpr =>
  mapOperands(
    expr,
    ({ span }): Constant => ({ kind: 'constant', value: null, type: { kind: 'NULL', nullable: true }, span }),
  )
