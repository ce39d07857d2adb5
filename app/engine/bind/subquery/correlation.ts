import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr, CorrelatedRef } from '../../expr/bound.ts'
import { mapOperands, operandsOf } from '../../expr/operands.ts'
import { expressionsOf } from '../../logical/expressions-of.ts'
import { inputsOf } from '../../logical/inputs.ts'
import type { LogicalNode } from '../../logical/node.ts'

// Columns of the enclosing query inside a subquery.

export function isCorrelated(expr: BoundExpr): boolean {
  return expr.kind === 'correlated' || operandsOf(expr).some(isCorrelated)
}

/** Whether the plan of a subquery names the enclosing query anywhere. */
export const hasCorrelation = (node: LogicalNode): boolean =>
  expressionsOf(node).some(isCorrelated) || inputsOf(node).some(hasCorrelation)

/** Throws SqlError where a correlated column is left anywhere in the plan. */
export function assertUncorrelated(node: LogicalNode): void {
  for (const expr of expressionsOf(node)) {
    const found = firstCorrelated(expr)
    if (found !== undefined) throw unsupported('correlation other than in WHERE of a subquery', found.span)
  }
  for (const input of inputsOf(node)) assertUncorrelated(input)
}

export function mapCorrelated(expr: BoundExpr, change: (ref: CorrelatedRef) => BoundExpr): BoundExpr {
  return expr.kind === 'correlated' ? change(expr) : mapOperands(expr, (o) => mapCorrelated(o, change))
}

function firstCorrelated(expr: BoundExpr): BoundExpr | undefined {
  if (expr.kind === 'correlated') return expr
  for (const operand of operandsOf(expr)) {
    const found = firstCorrelated(operand)
    if (found !== undefined) return found
  }
  return undefined
}
