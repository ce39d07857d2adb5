import { must } from '../../base/assert.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { BOOLEAN, withNullable } from '../../types/construct-type.ts'
import { leastRestrictive } from '../../types/least-restrictive.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isDatetime, isDecimal, isExact, isInteger, isInterval } from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { planFailure } from './expression/plan-failure.ts'

/**
 * The type of a UNION's column of numbers and of times: Flink takes the times' type, also behind a
 * DECIMAL on the left, and fails when it plans. Undefined for every other column.
 */
export function mixedColumnType(types: readonly LogicalType[]): LogicalType | undefined {
  const [left, right] = [must(types[0], 'left type'), must(types[1], 'right type')]
  const nullable = left.nullable || right.nullable
  if ((isInteger(left) || isDecimal(left)) && isDatetime(right)) return withNullable(right, nullable)
  if (isDatetime(left) && isInteger(right)) return withNullable(left, nullable)
  return undefined
}

/** A condition that cannot be planned, for the side of a UNION whose numbers would become times. */
export function refusedMix({ type, span }: BoundExpr, target: LogicalType): BoundExpr | undefined {
  if (!(isInteger(type) || isDecimal(type)) || !isDatetime(target)) return undefined
  const message = `The cast from NUMERIC type to ${target.kind} type is not allowed: ${typeText(type)}.`
  return planFailure(sqlError('plan', 'type-mismatch', message, span), BOOLEAN, span)
}

/**
 * The type of values that are times beside numbers or intervals: Flink takes the times' type, unless a DECIMAL stands behind
 * a time, and fails when it plans. Undefined for all others.
 */
export function timesAmongOthers(types: readonly LogicalType[]): LogicalType | undefined {
  const first = types.findIndex(isDatetime)
  const others = types.filter((type) => !isDatetime(type))
  const isBehind = types.some((type, i) => isDecimal(type) && i > first)
  if (first < 0 || others.length === 0 || isBehind) return undefined
  if (!others.every((type) => isExact(type) || isInterval(type))) return undefined
  const time = leastRestrictive(types.filter(isDatetime))
  const isNullable = types.some((type) => type.nullable)
  return time && withNullable(time, isNullable)
}
