import { supportsExplicitCast } from '../castability.ts'
import { nullable } from '../construct-type.ts'
import type { LogicalType, TypeKind } from '../logical-type.ts'
import {
  isApproximate,
  isBinary,
  isConstructed,
  isDatetime,
  isDecimal,
  isExact,
  isInterval,
  isNumeric,
  isTimestamp,
} from '../type-family.ts'
import { typeText } from '../type-text.ts'

/** Why Flink refuses an explicit cast, and when it does. */
export interface CastRefusal {
  readonly phase: 'parse' | 'plan'
  readonly message: string
}

const CHARACTER: readonly TypeKind[] = ['CHAR', 'VARCHAR']
const NUMERIC: readonly TypeKind[] = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'DECIMAL', 'FLOAT', 'DOUBLE']
const TIMESTAMPS: readonly TypeKind[] = ['TIMESTAMP', 'TIMESTAMP_LTZ']
const TO_NUMBER: readonly TypeKind[] = [...NUMERIC, ...CHARACTER, 'BOOLEAN', ...TIMESTAMPS]
const BYTES: readonly TypeKind[] = ['BINARY', 'VARBINARY']
const TO_TIMESTAMP: readonly TypeKind[] = ['DATE', 'TIME', ...TIMESTAMPS, ...CHARACTER, ...NUMERIC, ...BYTES]
const TO_INTERVAL: readonly TypeKind[] = [...CHARACTER, 'TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'DECIMAL']

/** What the validator lets through; the planner refuses some of it later. */
const VALID: { readonly [K in TypeKind]?: readonly TypeKind[] } = {
  BOOLEAN: ['BOOLEAN', ...CHARACTER, ...NUMERIC],
  TINYINT: TO_NUMBER,
  SMALLINT: TO_NUMBER,
  INT: TO_NUMBER,
  BIGINT: TO_NUMBER,
  DECIMAL: TO_NUMBER,
  FLOAT: TO_NUMBER,
  DOUBLE: TO_NUMBER,
  BINARY: [...BYTES, ...CHARACTER],
  VARBINARY: [...BYTES, ...CHARACTER],
  DATE: ['DATE', ...TIMESTAMPS, ...CHARACTER, ...BYTES],
  TIME: ['TIME', ...TIMESTAMPS, ...CHARACTER, ...BYTES],
  TIMESTAMP: TO_TIMESTAMP,
  TIMESTAMP_LTZ: TO_TIMESTAMP,
  INTERVAL_YEAR_MONTH: ['INTERVAL_YEAR_MONTH', ...TO_INTERVAL],
  INTERVAL_DAY_SECOND: ['INTERVAL_DAY_SECOND', ...TO_INTERVAL],
}

/** Undefined when CAST and TRY_CAST can convert; otherwise Flink's refusal. */
export function checkCast(from: LogicalType, to: LogicalType): CastRefusal | undefined {
  if (from.kind === 'NULL') return undefined
  const invalid: CastRefusal = {
    phase: 'parse',
    message: `Cast function cannot convert value of type ${typeText(nullable(from))} to type ${typeText(nullable(to))}`,
  }
  if (isConstructed(to)) {
    if (CHARACTER.includes(from.kind)) return to.kind === 'ARRAY' ? uncodable(from, to) : invalid
    return supportsExplicitCast(nullable(from), nullable(to)) ? undefined : invalid
  }
  if (CHARACTER.includes(to.kind)) return from.kind === 'VARIANT' ? invalid : undefined
  if (!(VALID[to.kind] ?? [to.kind]).includes(from.kind)) return invalid
  // a number is one of days or of seconds, not of both
  if (isInterval(to) && isExact(from) && to.from !== to.to) return invalid
  if (isDatetime(to) && isBinary(from)) return uncodable(from, to)
  if (isTimestamp(to) && isNumeric(from)) return { phase: 'plan', message: numberToTimestamp(to) }
  if (isTimestamp(from) && isNumeric(to)) return { phase: 'plan', message: TIMESTAMP_TO_NUMBER }
  if (isInterval(to) && (CHARACTER.includes(from.kind) || isDecimal(from) || isApproximate(from))) {
    return uncodable(from, to)
  }
  return undefined
}

const uncodable = (from: LogicalType, to: LogicalType): CastRefusal => ({
  phase: 'plan',
  message: `Unsupported cast from '${typeText(from)}' to '${typeText(to)}'.`,
})
const TIMESTAMP_TO_NUMBER =
  "The cast from TIMESTAMP type to NUMERIC type is not allowed. It's recommended to use UNIX_TIMESTAMP(CAST(timestamp_col AS STRING)) instead."
const numberToTimestamp = (to: LogicalType): string =>
  to.kind === 'TIMESTAMP'
    ? "The cast from NUMERIC type to TIMESTAMP type is not allowed. It's recommended to use TO_TIMESTAMP(FROM_UNIXTIME(numeric_col)) instead, note the numeric is in seconds."
    : "The cast from NUMERIC type to TIMESTAMP_LTZ type is not allowed. It's recommended to use TO_TIMESTAMP_LTZ(numeric_col, precision) instead."
