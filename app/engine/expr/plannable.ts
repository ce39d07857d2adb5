import type { BoundExpr } from './bound.ts'
import { operandsOf } from './operands.ts'

/** Throws the SqlError of a call or a cast that Flink has no code for. */
export function assertPlannable(expr: BoundExpr): void {
  if ((expr.kind === 'call' || expr.kind === 'cast') && expr.unplannable !== undefined) throw expr.unplannable
  for (const operand of operandsOf(expr)) assertPlannable(operand)
}

/** Whether Flink has code for the call or the cast itself, whatever stands in it. */
export const hasCode = (expr: BoundExpr): boolean =>
  (expr.kind !== 'call' && expr.kind !== 'cast') || expr.unplannable === undefined

/** Whether Flink has code for all of it. */
export const isPlannable = (expr: BoundExpr): boolean => hasCode(expr) && operandsOf(expr).every(isPlannable)
