import type { CastExpr } from '../../../sql/ast.ts'
import { SqlError, unsupported } from '../../../sql/diagnostic.ts'
import { checkCast } from '../../../types/cast/cast-check.ts'
import { CastFailure } from '../../../types/cast/cast-failure.ts'
import { nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isCharacter, isExact, isInterval, isNumeric } from '../../../types/type-family.ts'
import { typeText } from '../../../types/type-text.ts'
import type { Value } from '../../../types/value.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import { RunFailure } from '../../run-failure.ts'
import { numberOfUnits } from './bind-interval.ts'
import type { Binder } from './binder.ts'
import { LITERAL_CAST } from './branches.ts'
import { assertFiniteText } from './infinite-text.ts'
import { resolveType } from './resolve-type.ts'
import { withFewerDigits, withoutLostDigits } from './written-timestamp.ts'

/** What the legacy behaviour changes, and can be done here: a text that may be no number. */
const failsByNull = (operand: BoundExpr, type: LogicalType): boolean =>
  isCharacter(operand.type) && operand.type.nullable && isNumeric(type) && !isConstantPart(operand)

export function bindCast(expr: CastExpr, binder: Binder): BoundExpr {
  const bound = binder.bind(expr.operand)
  const written = resolveType(expr.type, binder.context.namedType)
  const operand = withoutLostDigits(bound, written)
  const tries = expr.tryCast || (binder.context.legacyCast === true && failsByNull(operand, written))
  const type = tries ? nullable(written) : withNullable(written, operand.type.nullable)
  const { span } = expr
  if (operand.kind === 'constant' && operand.type.kind === 'NULL') return { ...operand, type, span }
  const refusal = checkCast(operand.type, type)
  const units = tries ? undefined : writtenUnits(operand, type, expr)
  if (units !== undefined && refusal?.phase !== 'parse') return { kind: 'constant', value: units, type, span }
  const cut = tries ? undefined : withFewerDigits(operand, type, (part) => binder.context.constant(part))
  if (cut !== undefined) return { kind: 'constant', value: cut, type, span }
  const cast = { kind: 'cast', mode: tries ? 'try' : 'cast', operand, type, span } as const
  assertFiniteText(cast, binder.context)
  if (!refusal) return cast
  // a cast of NULL is NULL
  if (refusal.phase === 'plan' && operand.kind === 'constant' && operand.value === null)
    return { ...operand, type, span }
  const { message } = refusal
  const isComputed = !expr.tryCast && binder.context.computesLiterals !== false && isLiteral(operand, binder)
  const phase = isComputed ? 'parse' : refusal.phase
  const params = { from: typeText(operand.type), to: typeText(type) }
  const failure = new SqlError({
    code: isComputed ? LITERAL_CAST : 'bind.cast',
    severity: 'error',
    message,
    params,
    span,
    phase,
  })
  if (phase !== 'plan') throw failure
  return { ...cast, unplannable: failure }
}

/** A written number that is cast to an interval. */
function writtenUnits(
  operand: BoundExpr,
  type: LogicalType,
  { type: { interval }, span }: CastExpr,
): Value | undefined {
  if (!isInterval(type) || operand.kind !== 'constant' || operand.value === null || !isExact(operand.type))
    return undefined
  const unit = interval?.from
  if (unit === 'WEEK' || unit === 'QUARTER') throw unsupported(`CAST of a number to INTERVAL ${unit}`, span)
  return numberOfUnits(operand, type)
}

/** What is written, and the casts of it that Flink's parser can compute. */
function isLiteral(expr: BoundExpr, binder: Binder): boolean {
  if (expr.kind === 'constant') return true
  if (expr.kind !== 'cast' || !isLiteral(expr.operand, binder)) return false
  try {
    binder.context.constant(expr)
    return true
  } catch (failure) {
    if (failure instanceof SqlError || failure instanceof CastFailure || failure instanceof RunFailure) return false
    throw failure
  }
}
