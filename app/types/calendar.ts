import type { CivilDate } from './civil.ts'
import { MILLIS_PER_DAY, splitDay, timestampFromDay } from './timestamp.ts'
import type { Hybrid } from './value.ts'

// Calendar arithmetic as Flink does it, in Java's 32 bits. Between the years -4800 and 5,000,000 it is that of
// civil.ts; beyond, it comes out as the same nonsense as in Flink.

/** The number of the Julian day 1970-01-01. */
const EPOCH_JULIAN = 2440588
/** The last day of the Julian calendar: 1582-10-04. */
const LAST_JULIAN_DAY = 2299160

const quotient = (a: number, b: number): number => Math.trunc(a / b) | 0

export function calendarDate(days: number): CivilDate {
  const j = (days + EPOCH_JULIAN + 32044) | 0
  const g = quotient(j, 146097)
  const dg = j % 146097
  const c = quotient((quotient(dg, 36524) + 1) * 3, 4)
  const dc = dg - c * 36524
  const b = quotient(dc, 1461)
  const db = dc % 1461
  const a = quotient((quotient(db, 365) + 1) * 3, 4)
  const da = db - a * 365
  const y = g * 400 + c * 100 + b * 4 + a
  const m = quotient(da * 5 + 308, 153) - 2
  const d = da - quotient((m + 4) * 153, 5) + 122
  return { year: y - 4800 + quotient(m + 2, 12), month: ((m + 2) % 12) + 1, day: d + 1 }
}

/** Days since 1970 of a date of the Gregorian calendar. */
export function calendarDay(year: number, month: number, day: number): number {
  const a = quotient(14 - month, 12)
  const y = (year + 4800 - a) | 0
  const m = month + 12 * a - 3
  const leaps = quotient(y, 4) - quotient(y, 100) + quotient(y, 400)
  return (day + quotient(153 * m + 2, 5) + Math.imul(365, y) + leaps - 32045 - EPOCH_JULIAN) | 0
}

/** The date that FLOOR and CEIL see: of the Julian calendar up to 1582-10-04. */
export function julianDate(days: number): CivilDate {
  const julian = (days + EPOCH_JULIAN) | 0
  const gregorian = julian > LAST_JULIAN_DAY
  const a = (julian + 32044) | 0
  const b = gregorian ? quotient((Math.imul(4, a) + 3) | 0, 146097) : 0
  const c = gregorian ? (a - quotient(Math.imul(b, 146097), 4)) | 0 : (julian + 32082) | 0
  const d = quotient((Math.imul(4, c) + 3) | 0, 1461)
  const e = (c - quotient(Math.imul(1461, d), 4)) | 0
  const m = quotient((Math.imul(5, e) + 2) | 0, 153)
  return {
    year: b * 100 + d - 4800 + quotient(m, 10),
    month: m + 3 - 12 * quotient(m, 10),
    day: e - quotient(Math.imul(153, m) + 2, 5) + 1,
  }
}

/** The same day some months later, or the last day of that month. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = calendarDate(days)
  const sum = (month + months) | 0
  const inYear = ((sum % 12) + 12) % 12
  const m = inYear === 0 ? 12 : inYear
  const y = (year + Math.floor(sum / 12) - (inYear === 0 ? 1 : 0)) | 0
  return calendarDay(y, m, Math.min(day, lastDay(y, m)))
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function addMonthsToTimestamp(value: Hybrid, months: number, precision: number): Hybrid {
  const { day, millisOfDay, nanos } = splitDay(value, precision)
  return timestampFromDay(addMonths(day, months), millisOfDay, nanos, precision)
}

/** Whole months between two days, as Flink counts them: a clamped end of month is a full month. */
export function monthsBetween(later: number, earlier: number): number {
  if (later < earlier) return 0 - monthsBetween(earlier, later)
  let months = Math.floor((later - earlier) / 31)
  while (addMonths(earlier, months) < later && addMonths(earlier, months + 1) <= later) months++
  return months
}

export function monthsBetweenMillis(t0: number, t1: number): number {
  const d0 = Math.floor(t0 / MILLIS_PER_DAY)
  const d1 = Math.floor(t1 / MILLIS_PER_DAY)
  const months = monthsBetween(d0, d1)
  return addMonths(d1, months) === d0 && t0 - d0 * MILLIS_PER_DAY < t1 - d1 * MILLIS_PER_DAY ? months - 1 : months
}

/** Digits as Flink writes them: those of a negative number are the characters before '0'. */
export function calendarDigits(value: number, count: number): string {
  let text = ''
  for (let rest = value, i = 0; i < count; i++, rest = quotient(rest, 10)) {
    text = String.fromCharCode(48 + (rest % 10)) + text
  }
  return text
}

/** `2024-01-31`; only four digits of the year, as Flink casts it. */
export function calendarText({ year, month, day }: CivilDate): string {
  return `${calendarDigits(year, 4)}-${calendarDigits(month, 2)}-${calendarDigits(day, 2)}`
}
