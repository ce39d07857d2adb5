import type { Zone } from '../../../../types/zone.ts'
import { noShift, type TimeShift } from './time-shift.ts'

const HOUR = 3_600_000
/** A year for which a zone's standing rules hold; its months tell whether the zone has summer time. */
const RULE_YEAR = Date.UTC(2100, 0, 1)
const MONTH = 30 * 24 * HOUR

export function createTimeShift(zone: Zone): TimeShift {
  if (zone.id === 'UTC') return noShift
  const toInstant = (local: number): number => zone.toInstant(local)
  const changesClocks = hasSummerTime(zone)
  return {
    toLocal: (instant) => instant + zone.offsetAt(instant),
    toInstant,
    toTimer: changesClocks ? (local) => summerTimer(local, toInstant) : toInstant,
    changesClocks,
  }
}

function summerTimer(local: number, toInstant: (local: number) => number): number {
  const first = toInstant(local)
  const hourLater = toInstant(local + HOUR)
  // Flink takes every change of the clock for a whole hour, also that of Lord Howe, which is half of one.
  if (hourLater - first > HOUR) return first + HOUR
  // The full hour of UTC before it is the gap's instant in zones of whole hours.
  if (hourLater === first) return first - (first % HOUR)
  return first
}

function hasSummerTime(zone: Zone): boolean {
  const january = zone.offsetAt(RULE_YEAR)
  for (let month = 1; month < 12; month++) if (zone.offsetAt(RULE_YEAR + month * MONTH) !== january) return true
  return false
}
