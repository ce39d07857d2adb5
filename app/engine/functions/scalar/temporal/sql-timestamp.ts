import { daysFromCivil, daysInMonth } from '../../../../types/civil.ts'
import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { hybridDay, hybridFieldsOf } from './local-fields.ts'

// `Timestamp.valueOf` and `Date.valueOf` of java.sql, which Flink falls back on for texts that do not fit their pattern.

const TIMESTAMP = /^(\+?\d+)-(\+?\d+)-(\+?\d+) ([+-]?\d+):([+-]?\d+):([+-]?\d+)(?:\.(\d{1,9}))?$/
const DATE = /^(\+?\d+)-(\+?\d+)-(\+?\d+)$/

/** Local milliseconds. Days and times may run over, in the calendar of java.util.Date: its date is then read as one of ISO's. */
export function parseSqlTimestamp(text: string): number | null {
  const trimmed = text.trim()
  const match = (trimmed.includes(' ') ? TIMESTAMP : DATE).exec(trimmed)
  if (match?.[1]?.length !== 4 || (match[2]?.length ?? 0) > 2 || (match[3]?.length ?? 0) > 2) return null
  const numbers = match.slice(1, 7).map((n) => Number(n ?? 0))
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers
  if (month < 1 || month > 12 || day < 1 || day > 31 || !numbers.every(isInt)) return null
  const time = hour * 3600000 + minute * 60000 + second * 1000
  const extra = Math.floor(time / MILLIS_PER_DAY)
  const date = hybridFieldsOf(hybridDay(year, month, day + extra))
  // before Christ the years count up again
  const yearOfEra = date.year > 0 ? date.year : 1 - date.year
  if (date.day > daysInMonth(yearOfEra, date.month)) return null
  const millis = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  return daysFromCivil(yearOfEra, date.month, date.day) * MILLIS_PER_DAY + time - extra * MILLIS_PER_DAY + millis
}

const isInt = (n: number): boolean => n === (n | 0)
