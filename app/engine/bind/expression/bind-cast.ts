import type { CastExpr } from '../../../sql/ast.ts'
import { supportsExplicitCast } from '../../../types/castability.ts'
import { nullable, withNullable } from '../../../types/construct-type.ts'
import { isNumeric, isTimestamp } from '../../../types/type-family.ts'
import { typeText } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { Binder } from './binder.ts'
import { expressionError } from './expression-error.ts'
import { planFailure } from './plan-failure.ts'
import { resolveType } from './resolve-type.ts'

export function bindCast(expr: CastExpr, binder: Binder): BoundExpr {
  const operand = binder.bind(expr.operand)
  const written = resolveType(expr.type, binder.context.namedType)
  const type = expr.tryCast ? nullable(written) : withNullable(written, operand.type.nullable)
  const { span } = expr
  if (operand.kind === 'constant' && operand.type.kind === 'NULL') return { ...operand, type, span }
  if (isNumeric(operand.type) && isTimestamp(type)) {
    return planFailure(expressionError('bind.cast-numeric-timestamp', span), type, span)
  }
  if (isTimestamp(operand.type) && isNumeric(type)) {
    return planFailure(expressionError('bind.cast-timestamp-numeric', span), type, span)
  }
  if (!supportsExplicitCast(operand.type, withNullable(type, true))) {
    throw expressionError('bind.cast', span, { from: typeText(operand.type), to: typeText(type) })
  }
  return { kind: 'cast', mode: expr.tryCast ? 'try' : 'cast', operand, type, span }
}
