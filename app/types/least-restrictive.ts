import { mergeConstructed, mergeExact } from './common-type.ts'
import {
  binary,
  char,
  DOUBLE,
  NULL,
  nullable,
  varbinary,
  varchar,
  withNullable,
  withoutTime,
} from './construct-type.ts'
import type { IntervalType, LogicalType } from './logical-type.ts'
import {
  isApproximate,
  isBinary,
  isCharacter,
  isDatetime,
  isDecimal,
  isExact,
  isInterval,
  isTimestamp,
} from './type-family.ts'
import { sameIgnoringNullability, sameType } from './type-text.ts'

/**
 * Calcite's least restrictive type: that of CASE, NULLIF, UNION, VALUES, IN lists, ARRAY[…] and MAP[…].
 * Undefined when there is none; NULL when all are NULL.
 */
export function leastRestrictive(types: readonly LogicalType[]): LogicalType | undefined {
  const first = types[0]
  if (first === undefined) return undefined
  const someNullable = types.some((t) => t.nullable || t.kind === 'NULL')
  if (types.every((t) => sameType(t, first))) return withNullable(first, someNullable)
  const typed = types.filter((t) => t.kind !== 'NULL')
  const head = typed[0]
  if (head === undefined) return NULL
  if (typed.every((t) => sameType(nullable(t), nullable(head)))) return withNullable(head, someNullable)
  const plain = typed.map((t) => withoutTime(t))
  const found = constructedKind(head) ? mergeConstructed(plain, leastRestrictive) : mergeAll(plain)
  return found && withNullable(found, someNullable)
}

const constructedKind = (t: LogicalType): boolean =>
  t.kind === 'ARRAY' || t.kind === 'MAP' || t.kind === 'MULTISET' || t.kind === 'ROW'

function mergeAll(types: readonly LogicalType[]): LogicalType | undefined {
  let result = types[0] as LogicalType
  for (let i = 1; i < types.length; i++) {
    const type = types[i] as LogicalType
    const merged = mergePair(result, type)
    if (merged === undefined) return undefined
    result = merged
  }
  return result
}

function mergePair(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (isCharacter(a) && isCharacter(b)) {
    const length = Math.max(a.length, b.length)
    return a.kind === 'CHAR' && b.kind === 'CHAR' && a.length === b.length ? char(length) : varchar(length)
  }
  if (isBinary(a) && isBinary(b)) {
    const length = Math.max(a.length, b.length)
    return a.kind === 'BINARY' && b.kind === 'BINARY' && a.length === b.length ? binary(length) : varbinary(length)
  }
  if (isExact(a) && isExact(b)) return mergeExact(a, b)
  // FLOAT and DOUBLE have the same precision here, so the first one stays
  if (isApproximate(a) && isApproximate(b)) return a
  if (isApproximate(a) && isExact(b)) return isDecimal(b) ? DOUBLE : a
  if (isExact(a) && isApproximate(b)) return isDecimal(a) ? DOUBLE : b
  if (isInterval(a) && isInterval(b) && a.kind === b.kind) return combineIntervals(a, b)
  if (isDatetime(a) && isDatetime(b)) return mergeDatetimes(a, b)
  return sameIgnoringNullability(a, b) ? a : undefined
}

/** The first of equal precision, else the second with the higher one; dates and times mix with nothing. */
function mergeDatetimes(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (a.kind === 'DATE' || b.kind === 'DATE' || a.kind === 'TIME' || b.kind === 'TIME') {
    return a.kind === b.kind ? a : undefined
  }
  if (!isTimestamp(a) || !isTimestamp(b) || a.precision === b.precision) return a
  return { ...b, precision: Math.max(a.precision, b.precision) }
}

const UNITS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const

function combineIntervals(a: IntervalType, b: IntervalType): IntervalType {
  const first = Math.min(UNITS.indexOf(a.from), UNITS.indexOf(b.from))
  const last = Math.max(UNITS.indexOf(a.to), UNITS.indexOf(b.to))
  return {
    ...a,
    from: UNITS[first] ?? a.from,
    to: UNITS[last] ?? a.to,
    precision: Math.max(a.precision, b.precision),
    fraction: Math.max(a.fraction, b.fraction),
  }
}
