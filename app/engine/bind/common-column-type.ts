import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { leastRestrictive } from '../../types/least-restrictive.ts'
import type { LogicalType } from '../../types/logical-type.ts'

/** The type that a column of VALUES or UNION takes when its rows have these types. */
export function commonColumnType(types: readonly LogicalType[], span: Span, mismatch: string): LogicalType {
  const common = leastRestrictive(types)
  if (common === undefined) throw sqlError('parse', 'type-mismatch', mismatch, span)
  if (common.kind === 'NULL') throw sqlError('parse', 'null-column', "Illegal use of 'NULL'", span)
  return common
}
