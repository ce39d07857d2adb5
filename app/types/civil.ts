import { MILLIS_PER_DAY } from './timestamp.ts'

// Dates of the proleptic Gregorian calendar as days since 1970-01-01, without any time zone.

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}
export interface CivilTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1970-01-01; the month may be outside 1..12 only by whole calendar arithmetic of the caller. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // years that begin in March put the leap day last
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export function civilFromDays(days: number): CivilDate {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** Time of day of non-negative milliseconds. */
export function civilTime(millisOfDay: number): CivilTime {
  return {
    hour: Math.floor(millisOfDay / 3600000),
    minute: Math.floor(millisOfDay / 60000) % 60,
    second: Math.floor(millisOfDay / 1000) % 60,
    millisecond: millisOfDay % 1000,
  }
}

/** 1 = Monday … 7 = Sunday. */
export const isoDayOfWeek = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1
export const dayOfYear = (days: number, year: number): number => days - daysFromCivil(year, 1, 1) + 1

/** Week of ISO 8601 and the year that it belongs to. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const thursday = days - isoDayOfWeek(days) + 4
  const year = civilFromDays(thursday).year
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 }
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

/** ISO 8601: years beyond 9999 have a sign and all their digits. */
export function isoDateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  const digits = `${Math.abs(year)}`.padStart(4, '0')
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${digits}-${two(month)}-${two(day)}`
}

/** `10:20:30` of milliseconds of the day; negative ones count back from midnight. */
export function timeText(millis: number): string {
  const t = civilTime(((millis % MILLIS_PER_DAY) + MILLIS_PER_DAY) % MILLIS_PER_DAY)
  // CEIL(TIME TO HOUR) may reach 24:00:00
  const hour = millis === MILLIS_PER_DAY ? 24 : t.hour
  return `${two(hour)}:${two(t.minute)}:${two(t.second)}`
}
