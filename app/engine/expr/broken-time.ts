import { calendarDigits } from '../../types/calendar.ts'

/** What a computed TIME before midnight reads as in Flink, which then cannot read it again. */
export function brokenTimeText(millis: number): string | undefined {
  if (millis > -1000) return undefined
  const parts = [millis / 3600000, (millis / 60000) % 60, (millis / 1000) % 60]
  return parts.map((part) => calendarDigits(Math.trunc(part), 2)).join(':')
}
