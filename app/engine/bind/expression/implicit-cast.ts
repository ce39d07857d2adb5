import { nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'

/** The expression as a value of another type; NULL stays NULL, so the nullability is the operand's own. */
export function implicitCast(expr: BoundExpr, type: LogicalType, tries = false): BoundExpr {
  if (sameIgnoringNullability(expr.type, type)) return expr
  const target = withNullable(type, expr.type.nullable)
  if (expr.kind === 'constant' && expr.value === null) return { ...expr, type: target }
  if (tries) return { kind: 'cast', mode: 'try', operand: expr, type: nullable(target), span: expr.span }
  return { kind: 'cast', mode: 'implicit', operand: expr, type: target, span: expr.span }
}
