import { notNull, nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { sameIgnoringNullability, sameType } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'

/** The expression as a value of another type; NULL stays NULL, so the nullability is the operand's own. */
export function implicitCast(expr: BoundExpr, type: LogicalType, tries = false): BoundExpr {
  if (sameIgnoringNullability(expr.type, type)) return expr
  const target = withNullable(type, expr.type.nullable)
  if (expr.kind === 'constant' && expr.value === null) return { ...expr, type: target }
  if (tries)
    return { kind: 'cast', mode: 'try', unplanned: true, operand: expr, type: nullable(target), span: expr.span }
  return { kind: 'cast', mode: 'implicit', operand: expr, type: target, span: expr.span }
}

/**
 * The cast of a function's argument. Flink writes it as SQL text, in which the elements of an array have lost that
 * they may be NULL.
 */
export function argumentCast(expr: BoundExpr, type: LogicalType, tries = false): BoundExpr {
  if (tries || sameIgnoringNullability(expr.type, type)) return implicitCast(expr, type, tries)
  const inner = implicitCast(expr, withElementsNotNull(type))
  if (sameType(inner.type, withNullable(type, inner.type.nullable))) return inner
  return {
    kind: 'cast',
    mode: 'implicit',
    operand: inner,
    type: withNullable(type, inner.type.nullable),
    span: expr.span,
  }
}

function withElementsNotNull(type: LogicalType): LogicalType {
  switch (type.kind) {
    case 'ARRAY':
      return { ...type, element: notNull(withElementsNotNull(type.element)) }
    case 'MAP':
      return { ...type, key: withElementsNotNull(type.key), value: withElementsNotNull(type.value) }
    case 'ROW':
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: withElementsNotNull(field.type) })) }
    default:
      return type
  }
}
