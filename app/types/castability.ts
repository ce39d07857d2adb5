import { withNullable } from './construct-type.ts'
import type { LogicalType, TypeKind } from './logical-type.ts'
import { childrenOf, isConstructed, isExact, isInterval } from './type-family.ts'
import { sameType } from './type-text.ts'

// Flink's table of casts. Implicit ones lose nothing: they widen types for common types and for INSERT.

const CHARACTER: readonly TypeKind[] = ['CHAR', 'VARCHAR']
const BINARY: readonly TypeKind[] = ['BINARY', 'VARBINARY']
const INTEGER: readonly TypeKind[] = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT']
const NUMERIC: readonly TypeKind[] = [...INTEGER, 'DECIMAL', 'FLOAT', 'DOUBLE']
const TIMESTAMPS: readonly TypeKind[] = ['TIMESTAMP', 'TIMESTAMP_LTZ']
const DATETIME: readonly TypeKind[] = ['DATE', 'TIME', ...TIMESTAMPS]
const INTERVAL: readonly TypeKind[] = ['INTERVAL_YEAR_MONTH', 'INTERVAL_DAY_SECOND']
const PREDEFINED: readonly TypeKind[] = [...CHARACTER, ...BINARY, 'BOOLEAN', ...NUMERIC, ...DATETIME, ...INTERVAL]
const CONSTRUCTED: readonly TypeKind[] = ['ARRAY', 'MAP', 'MULTISET', 'ROW', 'STRUCTURED']
const TO_NUMBER: readonly TypeKind[] = [...NUMERIC, ...CHARACTER, ...INTERVAL, 'BOOLEAN', ...TIMESTAMPS]

interface Sources {
  readonly implicit: readonly TypeKind[]
  readonly explicit: readonly TypeKind[]
}
const from = (implicit: readonly TypeKind[], explicit: readonly TypeKind[] = []): Sources => ({ implicit, explicit })

const CASTS: { readonly [K in TypeKind]?: Sources } = {
  CHAR: from(['CHAR'], [...PREDEFINED, ...CONSTRUCTED, 'RAW']),
  VARCHAR: from(CHARACTER, [...PREDEFINED, ...CONSTRUCTED, 'RAW']),
  BOOLEAN: from(['BOOLEAN'], [...CHARACTER, ...NUMERIC]),
  BINARY: from(['BINARY'], [...CHARACTER, 'VARBINARY', 'RAW']),
  VARBINARY: from(BINARY, [...CHARACTER, 'RAW']),
  DECIMAL: from(NUMERIC, TO_NUMBER),
  TINYINT: from(['TINYINT'], TO_NUMBER),
  SMALLINT: from(['TINYINT', 'SMALLINT'], TO_NUMBER),
  INT: from(['TINYINT', 'SMALLINT', 'INT'], TO_NUMBER),
  BIGINT: from(INTEGER, TO_NUMBER),
  FLOAT: from([...INTEGER, 'FLOAT', 'DECIMAL'], TO_NUMBER),
  DOUBLE: from(NUMERIC, TO_NUMBER),
  DATE: from(['DATE', 'TIMESTAMP'], [...TIMESTAMPS, ...CHARACTER]),
  TIME: from(['TIME', 'TIMESTAMP'], [...TIMESTAMPS, ...CHARACTER]),
  TIMESTAMP: from(TIMESTAMPS, [...DATETIME, ...CHARACTER, ...NUMERIC]),
  TIMESTAMP_LTZ: from(TIMESTAMPS, [...DATETIME, ...CHARACTER, ...NUMERIC]),
  INTERVAL_YEAR_MONTH: from(['INTERVAL_YEAR_MONTH'], [...INTEGER, 'DECIMAL', ...CHARACTER]),
  INTERVAL_DAY_SECOND: from(['INTERVAL_DAY_SECOND'], [...INTEGER, 'DECIMAL', ...CHARACTER]),
}

export const supportsImplicitCast = (source: LogicalType, target: LogicalType): boolean =>
  supportsCast(source, target, false)
export const supportsExplicitCast = (source: LogicalType, target: LogicalType): boolean =>
  supportsCast(source, target, true)

function supportsCast(source: LogicalType, target: LogicalType, explicit: boolean): boolean {
  if (source.nullable && !target.nullable) return false
  if (sameType(withNullable(source, true), withNullable(target, true))) return true
  if (source.kind === 'NULL') return true
  const sources = CASTS[target.kind]
  if (isInterval(source) && isExact(target)) return !explicit || source.from === source.to
  if (isExact(source) && isInterval(target)) return target.from === target.to
  if (isConstructed(source) && (target.kind === 'CHAR' || target.kind === 'VARCHAR')) return explicit
  if (isConstructed(source) || isConstructed(target)) return supportsNestedCast(source, target, explicit)
  if (sources === undefined) return source.kind === target.kind
  return sources.implicit.includes(source.kind) || (explicit && sources.explicit.includes(source.kind))
}

function supportsNestedCast(source: LogicalType, target: LogicalType, explicit: boolean): boolean {
  const rows = (t: LogicalType): boolean => t.kind === 'ROW' || t.kind === 'STRUCTURED'
  if (source.kind !== target.kind && !(rows(source) && rows(target))) return false
  const to = childrenOf(target)
  const children = childrenOf(source)
  return (
    children.length === to.length &&
    children.every((child, i) => supportsCast(child, elementOf(target, to[i] as LogicalType), explicit))
  )
}

/** Elements may be made NOT NULL; what becomes of their NULLs is another matter. */
const elementOf = (target: LogicalType, type: LogicalType): LogicalType =>
  target.kind === 'ARRAY' ? withNullable(type, true) : type
