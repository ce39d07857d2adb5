import { isApproximate } from '../../types/type-family.ts'
import type { FunctionDeclaration } from '../functions/declaration.ts'
import type { BoundExpr, ScalarCall } from './bound.ts'

const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** Whether the opposite of a comparison is another comparison that NaN, which is in no range, tells from its negation. */
export const isRangeOfApproximate = (expr: BoundExpr): expr is ScalarCall =>
  expr.kind === 'call' &&
  expr.args.length === 2 &&
  OPPOSITE[expr.fn.name] !== undefined &&
  expr.args.some((part) => isApproximate(part.type))

/**
 * The opposite of such a comparison. Flink's planner turns comparisons around rather than negate them, so for NaN
 * `NOT (x > 1)` is as false as `x > 1`.
 */
export function turnedAround(
  expr: BoundExpr,
  lookup: (name: string) => FunctionDeclaration | undefined,
): ScalarCall | undefined {
  if (!isRangeOfApproximate(expr)) return undefined
  const fn = lookup(OPPOSITE[expr.fn.name] ?? '')
  return fn?.kind === 'scalar' ? { ...expr, fn } : undefined
}
