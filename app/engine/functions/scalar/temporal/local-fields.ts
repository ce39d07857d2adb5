import { civilFromDays, civilTime, daysFromCivil } from '../../../../types/civil.ts'
import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'

/** A local date and time, taken apart. */
export interface LocalFields {
  readonly days: number
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Of the second. */
  readonly nanos: number
  /** Where it is, with what that adds to UTC; UTC without it. */
  readonly zone?: { readonly id: string; readonly offset: number }
}

export function localFields(millis: number, nanosOfMilli = 0): LocalFields {
  const days = Math.floor(millis / MILLIS_PER_DAY)
  const time = civilTime(millis - days * MILLIS_PER_DAY)
  return { days, ...civilFromDays(days), ...time, nanos: time.millisecond * 1000000 + nanosOfMilli }
}

/** The same of milliseconds beyond those that a number holds. */
export function localFieldsOfLong(millis: bigint): LocalFields {
  const perDay = BigInt(MILLIS_PER_DAY)
  const rest = ((millis % perDay) + perDay) % perDay
  const days = Number((millis - rest) / perDay)
  const time = civilTime(Number(rest))
  return { days, ...civilFromDays(days), ...time, nanos: time.millisecond * 1000000 }
}

/** 0 = Sunday. */
export const dayOfWeek = (days: number): number => (((days + 4) % 7) + 7) % 7

/** Week and its year as in the United States: weeks begin on Sunday, week 1 holds January 1. */
export function weekOfYear(
  days: number,
  year: number,
  newYear: (year: number) => number = (y) => daysFromCivil(y, 1, 1),
): { readonly week: number; readonly year: number } {
  const nextJanuary = newYear(year + 1)
  if (days >= nextJanuary - dayOfWeek(nextJanuary)) return { week: 1, year: year + 1 }
  const january = newYear(year)
  return { week: Math.floor((days - january + dayOfWeek(january)) / 7) + 1, year }
}

export const weekOfMonth = (days: number, day: number): number =>
  Math.floor((day - 1 + dayOfWeek(days - day + 1)) / 7) + 1

const GREGORIAN_START = -141427

/**
 * java.util.GregorianCalendar counts by the Julian calendar before October 15, 1582. Days beyond the month count on; a
 * year before 1582 (as it was written, months beyond it left aside) stays in the Julian calendar then.
 */
export function daysFromHybridCalendar(year: number, month: number, day: number, written = year): number {
  const gregorian = daysFromCivil(year, month, 1) + day - 1
  if (gregorian >= GREGORIAN_START && written >= 1582) return gregorian
  return julianDays(year, month) + day - 1
}

/** java.util.Date counts by the calendar of the year, and by the other one anew where that is none of the days it finds. */
export function hybridDay(year: number, month: number, day: number): number {
  const gregorian = daysFromCivil(year, month, 1) + day - 1
  const julian = julianDays(year, month) + day - 1
  if (year === 1582) return daysFromHybridCalendar(year, month, day)
  if (year > 1582) return gregorian >= GREGORIAN_START ? gregorian : julian
  return julian < GREGORIAN_START ? julian : gregorian
}

function julianDays(year: number, month: number): number {
  // January 1 of year 1 is two days before that of the Gregorian calendar
  const y = year - 1
  const before = y * 365 + Math.floor(y / 4)
  const lengths = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
  const leap = month > 2 && year % 4 === 0 ? 1 : 0
  return daysFromCivil(1, 1, 1) - 2 + before + (lengths[month - 1] ?? 0) + leap
}

export const hybridNewYear = (year: number): number => daysFromHybridCalendar(year, 1, 1)

/** Year, month and day in that calendar. */
export function hybridFields(fields: LocalFields): LocalFields {
  if (fields.days >= GREGORIAN_START) return fields
  let { year } = fields
  while (julianDays(year + 1, 1) <= fields.days) year++
  while (julianDays(year, 1) > fields.days) year--
  let month = 12
  while (julianDays(year, month) > fields.days) month--
  return { ...fields, year, month, day: fields.days - julianDays(year, month) + 1 }
}

export const hybridFieldsOf = (days: number): LocalFields => hybridFields(localFields(days * MILLIS_PER_DAY))
