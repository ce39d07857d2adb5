import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { Argument } from '../functions/declaration.ts'
import type { BoundExpr } from './bound.ts'
import { isConstantPart } from './constant-part.ts'

/** An argument as declarations see it. */
export function argumentOf(expr: BoundExpr): Argument {
  if (expr.kind === 'constant') return { type: expr.type, constant: { value: expr.value }, fixed: true }
  const fixed = isConstantPart(expr) ? { fixed: true } : {}
  const call = madeBy(expr)
  return { type: expr.type, ...(call === undefined ? {} : { call }), ...fixed }
}

/** The function whose result it is; a cast that changes nothing is not there to Flink. */
export function madeBy(expr: BoundExpr): string | undefined {
  if (expr.kind === 'call') return expr.fn.name
  const isIdle = expr.kind === 'cast' && expr.mode === 'cast' && sameIgnoringNullability(expr.operand.type, expr.type)
  return isIdle ? madeBy(expr.operand) : undefined
}
