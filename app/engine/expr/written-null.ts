import type { BoundExpr, ScalarCall } from './bound.ts'
import { isStrong } from './null-check.ts'
import { mapOperands } from './operands.ts'

const OF_TIMES: ReadonlySet<string> = new Set(['MINUS_DATE', 'TIMESTAMPADD', 'TIMESTAMPDIFF'])

/** A NULL that is written makes these NULL, whether or not there is code for them. */
export const isNullOfNull = (expr: ScalarCall): boolean => OF_TIMES.has(expr.fn.name) || isStrong(expr)

/** NULL by how it is written: its other parts are never computed, so that they may fail. */
export function isWrittenNull(expr: BoundExpr): boolean {
  if (expr.kind === 'constant') return expr.value === null
  if (expr.kind === 'cast') return isWrittenNull(expr.operand)
  return expr.kind === 'call' && isNullOfNull(expr) && expr.args.some(isWrittenNull)
}

/** The expression with a NULL for each part that is one. */
export function withWrittenNulls(expr: BoundExpr): BoundExpr {
  if (expr.kind === 'constant') return expr
  if (isWrittenNull(expr)) return { kind: 'constant', value: null, type: expr.type, span: expr.span }
  return mapOperands(expr, withWrittenNulls)
}
