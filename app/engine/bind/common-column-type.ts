import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { leastRestrictive } from '../../types/least-restrictive.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isNumeric, isTimestamp } from '../../types/type-family.ts'

/** The type that a column of VALUES or UNION takes when its rows have these types. */
export function commonColumnType(types: readonly LogicalType[], span: Span, mismatch: string): LogicalType {
  const common = leastRestrictive(types)
  const mixes = types.some(isNumeric) && types.some(isTimestamp)
  if (common === undefined && mixes) throw unsupported('columns that mix numbers and timestamps', span)
  if (common === undefined) throw sqlError('parse', 'type-mismatch', mismatch, span)
  if (common.kind === 'NULL') throw sqlError('parse', 'null-column', "Illegal use of 'NULL'", span)
  return common
}
