import type { BetweenExpr } from '../../../sql/ast.ts'
import { SqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, withNullable } from '../../../types/construct-type.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { textAsNumber } from '../../../types/text-as-number.ts'
import { isCharacter, isDatetime, isNumeric, isTimestamp } from '../../../types/type-family.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import type { Binder } from './binder.ts'
import { callFunction } from './call-function.ts'
import type { BindContext } from './context.ts'
import { implicitCast } from './implicit-cast.ts'
import { isBareNull, junction, negatedIf } from './logic.ts'
import { planFailure } from './plan-failure.ts'

export function bindBetween(expr: BetweenExpr, binder: Binder): BoundExpr {
  const { span } = expr
  const written = [expr.operand, expr.low, expr.high].map((part) => binder.bind(part))
  // each is held against the next one when the query is parsed, the first against the last when it is planned
  callFunction('<=', written.slice(0, 2), span, binder.context)
  callFunction('<=', written.slice(1), span, binder.context)
  const [operand, low, high] = textsAsOthers(written, span) as [BoundExpr, BoundExpr, BoundExpr]
  const compare = isRangeOfLiterals(operand, low, high) || isBareNull(low) ? callFunction : compareLate
  const within = (from: BoundExpr, to: BoundExpr): BoundExpr =>
    junction(
      'AND',
      [compare('>=', [operand, from], span, binder.context), compare('<=', [operand, to], span, binder.context)],
      span,
    )
  const inside = expr.symmetric ? junction('OR', [within(low, high), within(high, low)], span) : within(low, high)
  return negatedIf(expr.not, inside, span, binder.context)
}

/** Flink's parser makes one range of the two comparisons, and has to compare their literals for it. */
function isRangeOfLiterals(operand: BoundExpr, low: BoundExpr, high: BoundExpr): boolean {
  // a number is cast to the time that it is held against: a constant at once
  const isCast = isNumeric(operand.type) && isDatetime(high.type)
  if (isConstantPart(operand)) return operand.kind === 'constant' && (isCast || !isCharacter(low.type))
  return [low, high].every(isLiteral) && (isDatetime(operand.type) || (isCharacter(low.type) && !isCast))
}

/** CAST('a' AS STRING) is one too. */
function isLiteral(bound: BoundExpr): boolean {
  if (bound.kind === 'constant') return true
  return bound.kind === 'cast' && isCharacter(bound.type) && bound.operand.kind === 'constant'
}

/** A comparison that the parser lets pass, whatever is compared. */
function compareLate(sign: string, operands: readonly BoundExpr[], span: Span, context: BindContext): BoundExpr {
  try {
    return callFunction(sign, operands, span, context)
  } catch (failure) {
    if (!(failure instanceof SqlError) || failure.diagnostic.phase !== 'parse') throw failure
    const late = new SqlError({ ...failure.diagnostic, phase: 'plan' })
    const isNullable = operands.some(({ type }) => type.nullable)
    return planFailure(late, withNullable(BOOLEAN, isNullable), span)
  }
}

/** Every number of these is a FLOAT. */
const ROUNDED_ALIKE: ReadonlySet<LogicalType['kind']> = new Set(['TINYINT', 'SMALLINT'])

/** Texts beside one other type become that type, all of them, also where they are held against each other. */
function textsAsOthers(operands: readonly BoundExpr[], span: Span): readonly BoundExpr[] {
  const others = operands.filter(({ type }) => !isCharacter(type) && type.kind !== 'NULL').map(({ type }) => type)
  const [operand] = operands
  if (others.length === 0 || others.length === operands.length || (operand && isBareNull(operand))) return operands
  const common = leastRestrictive(others)
  const has = (kind: LogicalType['kind']): boolean => others.some((type) => type.kind === kind)
  const hasNumber = operands.some(({ kind, type }) => kind === 'constant' && isNumeric(type))
  const areLiterals = operands.every((part) => part.kind === 'constant')
  const areMixed = common ? others.some(({ kind }) => kind !== common.kind) : has('DATE') && others.some(isTimestamp)
  const isUnclear =
    (areLiterals && areMixed) ||
    (!common && ((has('DECIMAL') && has('BOOLEAN')) || (has('TIMESTAMP_LTZ') && hasNumber)))
  const isRounded = has('FLOAT') && others.some(({ kind }) => kind !== 'FLOAT' && !ROUNDED_ALIKE.has(kind))
  if (isUnclear || isRounded) throw unsupported('BETWEEN over a text and values of two other types', span)
  if (common === undefined) return operands
  const type = isNumeric(common) ? textAsNumber(common) : common
  return operands.map((operand) => (isCharacter(operand.type) ? implicitCast(operand, type) : operand))
}
