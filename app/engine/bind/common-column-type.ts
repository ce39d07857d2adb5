import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { leastRestrictive } from '../../types/least-restrictive.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isDatetime, isDecimal, isExact, isInterval, isTimestamp } from '../../types/type-family.ts'

/** The type that a column of VALUES or UNION takes when its rows have these types. */
export function commonColumnType(types: readonly LogicalType[], span: Span, mismatch: string): LogicalType {
  const common = leastRestrictive(types)
  const [first] = types
  if (first !== undefined && 'time' in first && types.some((t) => isTimestamp(t) && t.kind !== first.kind))
    throw unsupported('an event time united with a timestamp of another kind', span)
  const behindTime = first !== undefined && isTimestamp(first) && types.some(isDecimal)
  if (common === undefined && types.some(isExact) && types.some(isTimestamp) && !behindTime)
    throw unsupported('columns that mix numbers and timestamps', span)
  if (common === undefined && types.some(isDatetime) && types.some(isInterval))
    throw unsupported('columns that mix times and intervals', span)
  if (common === undefined && types.every(isMap)) throw unsupported('maps of different types in one column', span)
  if (common === undefined) throw sqlError('parse', 'type-mismatch', mismatch, span)
  if (common.kind === 'NULL') throw sqlError('parse', 'null-column', "Illegal use of 'NULL'", span)
  return common
}

const isMap = ({ kind }: LogicalType): boolean => kind === 'MAP'
