import { unsupported } from '../../sql/diagnostic.ts'
import { CastFailure } from '../../types/cast/cast-failure.ts'
import { scaleOf } from '../../types/type-family.ts'
import type { Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'
import type { BoundExpr } from './bound.ts'
import { isConstantPart } from './constant-part.ts'
import { operandsOf } from './operands.ts'
import { sevenDigits } from './written-number.ts'

type Evaluate = (expr: BoundExpr) => Value

/** Refuses a FLOAT with more digits than seven where it hangs on Flink's planner how many are left. */
export function assertFloatDigits(expr: BoundExpr, what: string, constant: Evaluate): void {
  if (expr.type.kind !== 'FLOAT' || !isConstantPart(expr)) return
  const value = tried(expr, constant)
  if (typeof value !== 'number' || !Number.isFinite(value) || sevenDigits(value) === Math.fround(value)) return
  throw unsupported(`a FLOAT of more than seven digits ${what}`, expr.span)
}

const NEUTRAL: Readonly<Record<string, number>> = { '+': 0, '-': 0, '*': 1, '/': 1 }

/** Such a number that is computed with and not changed: x + 0 is x to the planner, where it sees the 0 in time. */
export function assertNeutralDigits(expr: BoundExpr, constant: Evaluate): void {
  const operands = operandsOf(expr)
  const neutral = expr.kind === 'call' ? NEUTRAL[expr.fn.name] : undefined
  const isNeutral = (operand: BoundExpr): boolean => numberOf(operand, constant) === neutral
  const isFloat = operands.some(({ type }) => type.kind === 'FLOAT')
  const isUnchanged = neutral !== undefined && isFloat && (operands.length === 1 || operands.some(isNeutral))
  for (const operand of operands) {
    if (isUnchanged) assertFloatDigits(operand, 'in a computed number', constant)
    assertNeutralDigits(operand, constant)
  }
}

function numberOf(expr: BoundExpr, constant: Evaluate): number | undefined {
  const value = isConstantPart(expr) ? tried(expr, constant) : undefined
  return value === undefined || value === null ? undefined : Number(value) / 10 ** scaleOf(expr.type)
}

function tried(expr: BoundExpr, constant: Evaluate): Value | undefined {
  try {
    return constant(expr)
  } catch (failure) {
    if (failure instanceof CastFailure || failure instanceof RunFailure) return undefined
    throw failure
  }
}
