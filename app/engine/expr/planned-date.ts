import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { calendarDate, calendarDay, calendarText } from '../../types/calendar.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { splitDay, timestampFromDay } from '../../types/timestamp.ts'
import type { Hybrid, Value } from '../../types/value.ts'

/**
 * A computed date or timestamp as the literal that Flink's planner keeps of it: it is written with four digits of its
 * year and read again, so the year 12024 becomes 2024; a date of the year 0 and what is before are no literals.
 */
export function plannedDate(value: Value, type: LogicalType, phase: 'parse' | 'plan', span: Span): Value {
  if (value === null) return null
  if (type.kind === 'DATE') return readAgain(value as number, true, phase, span)
  if (type.kind !== 'TIMESTAMP') return value
  const { day, millisOfDay, nanos } = splitDay(value as Hybrid, type.precision)
  const planned = readAgain(day, false, phase, span)
  return planned === day ? value : timestampFromDay(planned, millisOfDay, nanos, type.precision)
}

/** Days of the years 1 to 9999 */
const FIRST_DAY = -719162
const LAST_DAY = 2932896

function readAgain(days: number, refusesYearZero: boolean, phase: 'parse' | 'plan', span: Span): number {
  if (days >= FIRST_DAY && days <= LAST_DAY) return days
  const text = calendarText(calendarDate(days))
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (match === null) throw sqlError(phase, 'bind.broken-date', `Invalid date format: [${text}]`, span)
  const [, year, month, day] = match.map(Number) as [number, number, number, number]
  if (year === 0 && refusesYearZero) throw sqlError(phase, 'bind.broken-date', 'Year out of range: [0]', span)
  return calendarDay(year, month, day)
}
