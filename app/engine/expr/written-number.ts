import { must } from '../../base/assert.ts'
import { CastFailure } from '../../types/cast/cast-failure.ts'
import { DOUBLE, notNull } from '../../types/construct-type.ts'
import { decimalText, parseBigDecimal, powerOfTen, wholePart } from '../../types/decimal.ts'
import { floatText } from '../../types/java-number.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isApproximate, isCharacter, isInteger, isNumeric } from '../../types/type-family.ts'
import type { Hybrid, Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'
import type { BoundExpr, CastCall, Constant } from './bound.ts'
import { mapOperands } from './operands.ts'

type Evaluate = (expr: BoundExpr) => Value

/**
 * The expression with each cast of a literal's cast made of the literal: the planner keeps a number as it is written
 * through all casts to types that hold it, so that CAST(CAST(0.1 AS FLOAT) AS DOUBLE) is 0.1.
 */
export function withWrittenNumbers(expr: BoundExpr, constant: Evaluate): BoundExpr {
  const inside = mapOperands(expr, (part) => withWrittenNumbers(part, constant))
  return inside.kind === 'cast' ? castOfWritten(inside, constant) : inside
}

function castOfWritten(expr: CastCall, constant: Evaluate): CastCall {
  if (expr.mode === 'try' || expr.unplanned) return expr
  const written = writtenNumber(expr.operand) ?? floatOfText(expr.operand, constant)
  return written && holds(expr.type, written) ? { ...expr, operand: written } : expr
}

/** The literal behind one cast to a type that holds its digits. */
export function writtenNumber(expr: BoundExpr): Constant | undefined {
  const operand = castLiteral(expr)
  return operand && isNumeric(operand.type) && holds(expr.type, operand) ? operand : undefined
}

function castLiteral(expr: BoundExpr): Constant | undefined {
  if (expr.kind !== 'cast' || expr.mode === 'try' || expr.unplanned) return undefined
  const { operand } = expr
  return operand.kind === 'constant' && operand.value !== null ? operand : undefined
}

/** A computed literal of type FLOAT has seven digits. */
export const sevenDigits = (value: number): number => Math.fround(Number(value.toPrecision(7)))

/** A text that is cast to FLOAT is the number that this FLOAT is written as. */
function floatOfText(expr: BoundExpr, constant: Evaluate): Constant | undefined {
  const text = castLiteral(expr)
  if (text === undefined || expr.type.kind !== 'FLOAT' || !isCharacter(text.type)) return undefined
  try {
    const value = constant(expr)
    if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
    return { kind: 'constant', value: Number(floatText(sevenDigits(value))), type: notNull(DOUBLE), span: expr.span }
  } catch (failure) {
    if (failure instanceof CastFailure || failure instanceof RunFailure) return undefined
    throw failure
  }
}

const BITS = { TINYINT: 8, SMALLINT: 16, INT: 32, BIGINT: 64 } as const

/** A DECIMAL holds any digits behind the point. */
function holds(type: LogicalType, { value, type: own }: Constant): boolean {
  if (isApproximate(type)) return true
  const { unscaled, scale } = must(
    parseBigDecimal(own.kind === 'DECIMAL' ? decimalText(value as Hybrid, own.scale) : String(value)),
    'number',
  )
  const [whole, isWhole] =
    scale <= 0
      ? [unscaled * powerOfTen(-scale), true]
      : [BigInt(wholePart(unscaled, scale)), unscaled % powerOfTen(scale) === 0n]
  if (type.kind === 'DECIMAL') return (whole < 0n ? -whole : whole) < powerOfTen(type.precision - type.scale)
  return isInteger(type) && isWhole && BigInt.asIntN(BITS[type.kind], whole) === whole
}
