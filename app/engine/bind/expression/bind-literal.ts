import type { LiteralExpr } from '../../../sql/ast.ts'
import type { Span } from '../../../sql/span.ts'
import { daysFromCivil, daysInMonth } from '../../../types/civil.ts'
import {
  BIGINT,
  BOOLEAN,
  binary,
  char,
  DATE,
  DOUBLE,
  decimal,
  INT,
  NULL,
  notNull,
  TIME,
  timestamp,
  timestampLtz,
} from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { MILLIS_PER_DAY, timestampFromMillis } from '../../../types/timestamp.ts'
import { hybrid, type Value } from '../../../types/value.ts'
import type { Constant } from '../../expr/bound.ts'
import { expressionError } from './expression-error.ts'

const MAX_INT = 2147483647n
const MAX_LONG = 9223372036854775807n

export function constant(value: Value, type: LogicalType, span: Span): Constant {
  return { kind: 'constant', value, type: value === null ? type : notNull(type), span }
}

export function bindLiteral(literal: LiteralExpr): Constant {
  const { text, charset, span } = literal
  switch (literal.type) {
    case 'number':
      return bindNumber(text, span)
    case 'string':
      return { ...constant(text, char(text.length), span), ...(charset && { charset }) }
    case 'boolean':
      return constant(text === 'TRUE', BOOLEAN, span)
    case 'null':
      return constant(null, NULL, span)
    case 'unknown':
      return constant(null, BOOLEAN, span)
    case 'binary':
      return constant(bytesOf(text), binary(text.length / 2), span)
    case 'date':
      return constant(readDate(text, 'DATE', span), DATE, span)
    case 'time':
      return constant(millisOfTime(text), TIME, span)
    case 'timestamp':
      return bindTimestamp(text, span)
    case 'timestamp_ltz':
      // read as the time in UTC, whatever the session's zone
      return bindTimestamp(text, span, timestampLtz)
  }
}

/** As Calcite types numbers: whole ones by size, those with a point as DECIMAL by digits, those with an exponent as DOUBLE. */
function bindNumber(text: string, span: Span, below = 0n): Constant {
  if (/e/i.test(text)) {
    if (!Number.isFinite(Number(text))) throw expressionError('bind.literal-range', span, { text })
    return constant(Number(text), DOUBLE, span)
  }
  const point = text.indexOf('.')
  const fraction = point < 0 ? '' : text.slice(point + 1)
  const unscaled = BigInt((point < 0 ? text : text.slice(0, point)) + fraction)
  if (unscaled > MAX_LONG + below) throw expressionError('bind.literal-range', span, { text })
  if (fraction === '') return constant(hybrid(unscaled), unscaled > MAX_INT + below ? BIGINT : INT, span)
  return constant(hybrid(unscaled), decimal(text.length - 1, fraction.length), span)
}

/** A number with a minus before it is one literal: -2147483648 is an INT, although 2147483648 is not. */
export function bindNegativeNumber(literal: LiteralExpr, span: Span): Constant {
  const { value, type } = bindNumber(literal.text, span, 1n)
  if (typeof value === 'bigint') return constant(hybrid(-value), type, span)
  // No negative zero: `-0e0` is a decimal number to Flink before it is a double.
  return constant(0 - (value as number), type, span)
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

function readDate(text: string, type: string, span: Span): number {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  // Days that the change of calendars left out.
  const skipped = year === 1582 && month === 10 && day > 4 && day < 15
  if (!real || skipped) throw expressionError('bind.literal-date', span, { text, type })
  return daysFromCivil(year, month, day)
}

function readTime(text: string): { readonly millis: number; readonly fraction: string } {
  const [whole = '', fraction = ''] = text.split('.')
  const [hour = 0, minute = 0, second = 0] = whole.split(':').map(Number)
  return { millis: ((hour * 60 + minute) * 60 + second) * 1000, fraction }
}

/** A TIME has no digits of its own behind the seconds, but a literal keeps three that are written. */
function millisOfTime(text: string): number {
  const { millis, fraction } = readTime(text)
  return millis + Number(fraction.padEnd(3, '0').slice(0, 3))
}

function bindTimestamp(text: string, span: Span, typeOf = timestamp): Constant {
  const [date = '', time = ''] = text.split(' ')
  const { millis, fraction } = readTime(time)
  const nanos = Number(fraction.padEnd(9, '0').slice(0, 9))
  const precision = timestampPrecision(fraction)
  const total = readDate(date, 'TIMESTAMP', span) * MILLIS_PER_DAY + millis + Math.floor(nanos / 1_000_000)
  return constant(timestampFromMillis(total, nanos % 1_000_000, precision), typeOf(precision), span)
}

const timestampPrecision = (fraction: string): number => Math.min(fraction.length, 9)
