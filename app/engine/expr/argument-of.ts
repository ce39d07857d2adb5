import type { Argument } from '../functions/declaration.ts'
import type { BoundExpr } from './bound.ts'

/** An argument as declarations see it. */
export function argumentOf(expr: BoundExpr): Argument {
  if (expr.kind === 'constant') return { type: expr.type, constant: { value: expr.value } }
  return expr.kind === 'call' ? { type: expr.type, call: expr.fn.name } : { type: expr.type }
}
