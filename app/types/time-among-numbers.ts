import { withNullable, withoutTime } from './construct-type.ts'
import type { LogicalType } from './logical-type.ts'
import { isDatetime, isDecimal, isExact, isInterval, isNumeric, isTimestamp } from './type-family.ts'

/**
 * The type that Calcite finds for times among numbers or intervals, as if the latter were to be added: that of the
 * first time beside one (a DECIMAL only before it). Flink has no such cast and fails later. Undefined where it finds none either.
 */
export function timeAmongNumbers(types: readonly LogicalType[]): LogicalType | undefined {
  const first = types.find((type) => type.kind !== 'NULL')
  for (const [i, type] of types.entries()) {
    if (first === undefined || type.kind === 'NULL') continue
    if (familyOf(type) !== familyOf(first)) return undefined
    const next = types[i + 1]
    if (next === undefined) return undefined
    const found = isAddedTo(type, next) ? next : isAddedTo(next, type) && !isDecimal(next) ? type : undefined
    if (found === undefined) continue
    const isNullable = types.some((other) => other.nullable || other.kind === 'NULL')
    return withNullable(withoutTime(found), isNullable)
  }
  return undefined
}

const isAddedTo = (added: LogicalType, time: LogicalType): boolean =>
  isDatetime(time) && (isExact(added) || isInterval(added))

function familyOf(type: LogicalType): string {
  if (isNumeric(type)) return 'NUMERIC'
  return isTimestamp(type) ? 'TIMESTAMP' : type.kind
}
