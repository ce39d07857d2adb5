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
