import { daysFromCivil } from './civil.ts'
import { MILLIS_PER_DAY } from './timestamp.ts'

// ISO texts of times and timestamps, as cases and data files have them. CAST has its own, stranger rules.

const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/
const TIMESTAMP = /^([+-]?\d{4,9})-(\d{2})-(\d{2})(?:[ T](.*?))?(Z|[+-]\d{2}:\d{2})?$/

/** Milliseconds of the day. */
export function parseTimeText(text: string): number | null {
  const match = TIME.exec(text)
  if (!match) return null
  const [, hour, minute, second = '0', fraction = ''] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const nanos = Number(fraction.padEnd(9, '0'))
  return Number(hour) * 3600000 + Number(minute) * 60000 + Number(second) * 1000 + Math.floor(nanos / 1000000)
}

/** Milliseconds since 1970 and nanoseconds of the millisecond; a zone-less text counts as UTC. */
export function parseTimestampText(text: string): { readonly millis: number; readonly nanos: number } | null {
  const match = TIMESTAMP.exec(text)
  if (!match) return null
  const [, year, month, day, time = '00:00:00', zone = 'Z'] = match
  const millisOfDay = parseTimeText(time)
  if (millisOfDay === null) return null
  const fraction = time.includes('.') ? time.slice(time.indexOf('.') + 1) : ''
  const nanos = Number(fraction.padEnd(9, '0')) % 1000000
  const days = daysFromCivil(Number(year), Number(month), Number(day))
  return { millis: days * MILLIS_PER_DAY + millisOfDay - offsetOf(zone), nanos }
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60000
}
