import { supportsImplicitCast } from './castability.ts'
import {
  array,
  binary,
  char,
  DOUBLE,
  decimal,
  map,
  multiset,
  NULL,
  nullable,
  row,
  TIME,
  timestamp,
  timestampLtz,
  varbinary,
  varchar,
  withNullable,
  withoutTime,
} from './construct-type.ts'
import type { LogicalType, RowType } from './logical-type.ts'
import {
  childrenOf,
  digitsOf,
  isApproximate,
  isBinary,
  isCharacter,
  isDatetime,
  isExact,
  isInterval,
  isNumeric,
  isTimestamp,
  scaleOf,
} from './type-family.ts'
import { sameType } from './type-text.ts'

/**
 * The type that all can be cast to, by Flink's own rules: those of COALESCE, IFNULL, GREATEST and of
 * functions on collections. CASE, UNION, VALUES and ARRAY[…] follow `leastRestrictive` instead.
 */
export function commonType(types: readonly LogicalType[]): LogicalType | undefined {
  const someNullable = types.some((t) => t.nullable)
  const plain = types.map((t) => nullable(withoutTime(t)))
  const found = commonNullableType(plain) ?? commonCastableType(plain)
  return found === undefined || found.kind === 'NULL' ? undefined : withNullable(found, someNullable)
}

function commonNullableType(types: readonly LogicalType[]): LogicalType | undefined {
  if (types.some((t) => t.kind === 'RAW')) {
    const first = types[0]
    return first !== undefined && types.every((t) => sameType(t, first)) ? first : undefined
  }
  let result: LogicalType | undefined
  for (const type of types) {
    if (type.kind === 'NULL') continue
    result ??= type
    const pattern = datetimePattern(result, type)
    if (pattern !== undefined) {
      result = pattern
      continue
    }
    if (type.kind === 'ARRAY' || type.kind === 'MULTISET' || type.kind === 'MAP' || type.kind === 'ROW') {
      return mergeConstructed(types, commonType)
    }
    result = mergeTypes(result, type)
    if (result === undefined) return undefined
  }
  return result ?? NULL
}

/** A date-time with an interval or (for dates) with a number of days stays what it is. */
function datetimePattern(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (isDatetime(a) && isInterval(b)) return a
  if (isInterval(a) && isDatetime(b)) return b
  const dated = (t: LogicalType): boolean => t.kind === 'DATE' || isTimestamp(t)
  if (dated(a) && isExact(b)) return a
  if (isExact(a) && dated(b)) return b
  return undefined
}

function mergeTypes(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (isCharacter(a) && isCharacter(b)) {
    const length = Math.max(a.length, b.length)
    if (a.kind === 'VARCHAR' || a.length !== b.length) return varchar(length)
    return b.kind === 'CHAR' ? char(length) : varchar(length)
  }
  if (isBinary(a) && isBinary(b)) {
    const length = Math.max(a.length, b.length)
    if (a.kind === 'VARBINARY' || a.length !== b.length) return varbinary(length)
    return b.kind === 'BINARY' ? binary(length) : varbinary(length)
  }
  if (isNumeric(a) && isNumeric(b)) {
    if (isExact(a) && isExact(b)) return mergeExact(a, b)
    if (isApproximate(a) && isApproximate(b)) return a.kind === 'DOUBLE' || b.kind === 'DOUBLE' ? DOUBLE : a
    // an approximate type already found gives way to DOUBLE for a DECIMAL, but not the other way round
    if (isApproximate(a)) return b.kind === 'DECIMAL' ? DOUBLE : a
    return b
  }
  if (isTimestamp(a) && isTimestamp(b)) {
    const precision = Math.max(a.precision, b.precision)
    return a.kind === 'TIMESTAMP' && b.kind === 'TIMESTAMP' ? timestamp(precision) : timestampLtz(precision)
  }
  if (a.kind === 'TIME' && b.kind === 'TIME') return TIME
  if (a.kind === 'DATE' && b.kind === 'DATE') return a
  if (isInterval(a) && a.kind === b.kind) return sameType(a, b) ? a : undefined
  return undefined
}

/** The exact type that holds both, as long as 38 digits do. */
export function mergeExact(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (!isExact(a) || !isExact(b)) return undefined
  if (sameType(a, b)) return a
  if (a.kind !== 'DECIMAL' && b.kind !== 'DECIMAL') return digitsOf(b) > digitsOf(a) ? b : a
  const whole = Math.min(Math.max(digitsOf(a) - scaleOf(a), digitsOf(b) - scaleOf(b)), 38)
  const scale = Math.min(Math.max(scaleOf(a), scaleOf(b)), 38 - whole)
  return decimal(whole + scale, scale)
}

/** One constructed type for several of one kind, its children merged by `merge`; undefined where that cannot be. */
export function mergeConstructed(
  types: readonly LogicalType[],
  merge: (children: readonly LogicalType[]) => LogicalType | undefined,
): LogicalType | undefined {
  const first = types[0]
  if (first === undefined) return undefined
  const width = childrenOf(first).length
  if (types.some((t) => t.kind !== first.kind || childrenOf(t).length !== width)) return undefined
  const children: LogicalType[] = []
  for (let i = 0; i < width; i++) {
    const child = merge(types.map((t) => childrenOf(t)[i] as LogicalType))
    if (child === undefined) return undefined
    children.push(child)
  }
  return rebuild(first, children)
}

/** A constructed type of the same kind with other children. */
export function rebuild(type: LogicalType, children: readonly LogicalType[]): LogicalType {
  const [first, second] = children as [LogicalType, LogicalType]
  if (type.kind === 'ARRAY') return array(first)
  if (type.kind === 'MULTISET') return multiset(first)
  if (type.kind === 'MAP') return map(first, second)
  return row((type as RowType).fields.map((f, i) => ({ ...f, type: children[i] as LogicalType })))
}

function commonCastableType(types: readonly LogicalType[]): LogicalType | undefined {
  let result = types[0] as LogicalType
  for (const type of types) {
    if (type.kind === 'NULL') continue
    if (supportsImplicitCast(result, type)) result = type
    else if (!supportsImplicitCast(type, result)) return undefined
  }
  return result
}
