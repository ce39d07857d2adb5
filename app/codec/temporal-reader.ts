import { daysFromCivil } from '../types/civil.ts'
import { timestampFromMillis } from '../types/timestamp.ts'
import type { Hybrid } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'

// Dates and times as Flink's formats read them: fixed digits, no spaces around, nothing left over.

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/
const ISO_TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthDays = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)

/** Days since 1970. `lenient`: the 30th of February is its last day, as inside of timestamps. */
export function readDate(text: string, lenient = false): number | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const last = monthDays(year, month)
  if (day < 1 || day > 31 || last === 0 || (day > last && !lenient)) return undefined
  return daysFromCivil(year, month, Math.min(day, last))
}

/** Milliseconds of the day; Flink keeps whole seconds of a TIME. */
export function readTime(text: string): number | undefined {
  const time = readTimeOfDay(text, TIME)
  return time === undefined ? undefined : (Math.floor(time.millis / 1000) * 1000) % 86_400_000
}

function readTimeOfDay(text: string, form: RegExp): { readonly millis: number; readonly nanos: number } | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [, hour, minute, second = '0', fraction = ''] = match
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return undefined
  const nanos = Number(fraction.padEnd(9, '0'))
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  // 24:00:00 is the end of the day, and nothing comes after it.
  if (Number(hour) === 24 && (seconds > 86_400 || nanos > 0)) return undefined
  return { millis: seconds * 1000 + Math.floor(nanos / 1_000_000), nanos: nanos % 1_000_000 }
}

/** TIMESTAMP(p), or TIMESTAMP_LTZ(p), which ends with a Z. */
export function readTimestamp(
  text: string,
  precision: number,
  zoned: boolean,
  standard: DecodeOptions['timestamps'],
): Hybrid | undefined {
  if (zoned && !text.endsWith('Z')) return undefined
  const local = zoned ? text.slice(0, -1) : text
  if (local[10] !== (standard === 'SQL' ? ' ' : 'T')) return undefined
  const days = readDate(local.slice(0, 10), true)
  const time = readTimeOfDay(local.slice(11), standard === 'SQL' ? TIME : ISO_TIME)
  if (days === undefined || time === undefined) return undefined
  const millis = days * 86_400_000 + time.millis
  if (precision >= 3) {
    const step = 10 ** (9 - precision)
    return timestampFromMillis(millis, time.nanos - (time.nanos % step), precision)
  }
  const step = 10 ** (3 - precision)
  return Math.floor(millis / step) * step
}
