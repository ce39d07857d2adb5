import { findZone, type Zone, zoneOrGmt } from './zone.ts'

// Java reads names of zones in two ways; both take the letters' case as written.

const OFFSET = /^(?:UTC|GMT|UT)?[+-](?:\d{1,2}|\d{2}:?\d{2}|\d{2}:\d{2}:\d{2}|\d{6})$/
const CUSTOM = /^GMT[+-](?:\d{1,2}|\d{1,2}:?\d{2})$/
const REGION = /^[A-Z][A-Za-z0-9~/._+-]+$/
/** Names of three letters that only the older class knows. */
const SHORT = /^[A-Z]{3}$/
const SHORT_REGIONS = ['CET', 'EET', 'GMT', 'MET', 'PRC', 'ROK', 'UCT', 'UTC', 'WET']

/** As `java.time.ZoneId.of`: undefined where it throws. */
export function findZoneId(id: string): Zone | undefined {
  if (id === 'Z' || id === 'UT' || OFFSET.test(id)) return findZone(id)
  if (!REGION.test(id) || (SHORT.test(id) && !SHORT_REGIONS.includes(id))) return undefined
  return isFixed(id) ? undefined : findZone(id)
}

/** As `java.util.TimeZone.getTimeZone`: what it does not know is GMT. */
export function timeZoneOf(id: string): Zone {
  const known = CUSTOM.test(id) || (REGION.test(id) && !isFixed(id))
  return zoneOrGmt(known ? id : 'GMT')
}

/** Names with an offset behind a prefix. */
const isFixed = (id: string): boolean => /^(?:UTC|GMT|UT)[+-]/.test(id)

const FIRST_CHANGE = Date.UTC(1900, 0, 1)

/** java.util.TimeZone has no history before 1900: the standard offset of today holds. */
export function calendarZone(zone: Zone): Zone {
  const [winter, summer] = [zone.offsetAt(Date.UTC(2024, 0, 1)), zone.offsetAt(Date.UTC(2024, 6, 1))]
  const standard = Math.min(winter, summer)
  return {
    id: zone.id,
    offsetAt: (instant) => (instant < FIRST_CHANGE ? standard : zone.offsetAt(instant)),
    toInstant: (local) => (local - standard < FIRST_CHANGE ? local - standard : zone.toInstant(local)),
  }
}
