import { daysFromCivil, daysInMonth } from '../civil.ts'
import { MILLIS_PER_DAY } from '../timestamp.ts'
import { CastFailure } from './cast-failure.ts'

// Texts to dates and times, as CAST reads them.

const DIGITS = /^\d+$/

/** `2024-1`, `7` and `2024-01-31 whatever` are dates too; days must exist. Null when it is none. */
export function readDate(text: string): number | null {
  const space = text.indexOf(' ')
  const parts = splitDate(space > 0 ? text.slice(0, space) : text).map((part) => part.trim())
  if (!parts.every((part) => DIGITS.test(part))) return null
  const [year, month = 1, day = 1] = parts.map(Number) as [number, number?, number?]
  if (year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return daysFromCivil(year, month, day)
}

/** At the first two hyphens. */
function splitDate(text: string): string[] {
  const [year = '', month, ...day] = text.split('-')
  if (month === undefined) return [year]
  return day.length === 0 ? [year, month] : [year, month, day.join('-')]
}

export function parseDate(text: string): number {
  const days = readDate(text)
  if (days === null) throw new CastFailure('DateTimeException', `For input string: '${text}'.`)
  return days
}

const TIME = /^\s*(\d+)\s*(?::\s*(\d+)\s*(?::\s*(\d+)\s*(?:\.\s*([^+-]*))?)?)?(?:([+-])\s*(\d+)\s*(?::\s*(\d+)\s*)?)?$/

/** Milliseconds of the day, in whole seconds. What looks like a zone offset is added. */
export function parseTime(text: string): number {
  const [, hour, minute = '0', second = '0', fraction = '', sign, zoneHour = '0', zoneMinute = '0'] =
    TIME.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new CastFailure(
      'DateTimeException',
      `Invalid time format: '${text}'. Expected format: HH:mm:ss[.fff] where HH is 00-23, mm is 00-59, ss is 00-59`,
    )
  }
  const roundsUp = /^999[5-9]/.test(fraction) ? 1 : 0
  const shift = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -60 : 60)
  return (Number(hour) * 3600 + Number(minute) * 60 + Number(second) + roundsUp + shift) * 1000
}

const TIMESTAMP = /^(\d{4}|\+\d{5,9})-(\d{1,2})?-(\d{1,2})?(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{0,9}))?)?$/

export interface LocalTimestamp {
  readonly millis: number
  readonly nanos: number
}

/** Days up to the 31st are cut to the month's last; 24:00:00 is the next day. Null when it is none. */
export function readTimestamp(text: string): LocalTimestamp | null {
  const match = TIMESTAMP.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) =>
    match[i] === undefined ? undefined : Number(match[i]),
  ) as [number, number?, number?, number?, number?, number?]
  const [m, d, h, min, s] = [month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0]
  const fraction = (match[7] ?? '').padEnd(9, '0')
  // the hyphen before a day is the sign of a month that is left out
  if (month === undefined && day !== undefined) return null
  if (year === 0 || m < 1 || m > 12 || d < 1 || d > 31 || min > 59 || s > 59 || h > 24) return null
  if (h === 24 && (min > 0 || s > 0 || Number(fraction) > 0)) return null
  const days = daysFromCivil(year, m, Math.min(d, daysInMonth(year, m)))
  const millis = days * MILLIS_PER_DAY + h * 3600000 + min * 60000 + s * 1000 + Number(fraction.slice(0, 3))
  return { millis, nanos: Number(fraction.slice(3)) }
}

export function parseTimestamp(text: string): LocalTimestamp {
  const parsed = readTimestamp(text)
  if (parsed === null) {
    throw new CastFailure('DateTimeParseException', `Text '${text}' could not be parsed at index 0`)
  }
  return parsed
}
