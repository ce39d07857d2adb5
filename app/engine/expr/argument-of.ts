import type { Argument } from '../functions/declaration.ts'
import type { BoundExpr } from './bound.ts'
import { isConstantPart } from './constant-part.ts'

/** An argument as declarations see it. */
export function argumentOf(expr: BoundExpr): Argument {
  if (expr.kind === 'constant') return { type: expr.type, constant: { value: expr.value }, fixed: true }
  const fixed = isConstantPart(expr) ? { fixed: true } : {}
  return { type: expr.type, ...(expr.kind === 'call' ? { call: expr.fn.name } : {}), ...fixed }
}
