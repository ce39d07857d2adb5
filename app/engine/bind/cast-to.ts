import { withNullable } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { sameType } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'

/** The expression under another type, with an implicit cast only where the values may differ. */
export function castTo(expr: BoundExpr, type: LogicalType): BoundExpr {
  if (sameType(expr.type, type)) return expr
  const target = withNullable(type, expr.type.nullable)
  if (sameType(expr.type, target)) return expr
  return { kind: 'cast', mode: 'implicit', operand: expr, type: target, span: expr.span }
}
