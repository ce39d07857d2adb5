import { daysFromCivil } from './civil.ts'
import { MILLIS_PER_DAY } from './timestamp.ts'

// UTC offsets of named zones, from the language's own zone database, by instant and by local time.

export interface Zone {
  readonly id: string
  /** Milliseconds to add to an instant for local time. */
  offsetAt(instant: number): number
  /** The instant of a local time: a gap moves forward, of an overlap the earlier offset (summer time) counts. */
  toInstant(local: number): number
}

const CHUNK = 2 ** 30
const FIXED = /^(?:GMT|UTC|UT|Z)?(?:([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?)?$/
/** Java's short names that mean a region. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  ACT: 'Australia/Darwin',
  AET: 'Australia/Sydney',
  AGT: 'America/Argentina/Buenos_Aires',
  ART: 'Africa/Cairo',
  AST: 'America/Anchorage',
  BET: 'America/Sao_Paulo',
  BST: 'Asia/Dhaka',
  CAT: 'Africa/Harare',
  CNT: 'America/St_Johns',
  CST: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Addis_Ababa',
  ECT: 'Europe/Paris',
  EST: '-05:00',
  HST: '-10:00',
  IET: 'America/Indiana/Indianapolis',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  MIT: 'Pacific/Apia',
  MST: '-07:00',
  NET: 'Asia/Yerevan',
  NST: 'Pacific/Auckland',
  PLT: 'Asia/Karachi',
  PNT: 'America/Phoenix',
  PRT: 'America/Puerto_Rico',
  PST: 'America/Los_Angeles',
  SST: 'Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
}

const zones = new Map<string, Zone | undefined>()

/** The zone of an id such as `Europe/Berlin`, `UTC` or `GMT+05:30`; undefined when nobody knows it. */
export function findZone(id: string): Zone | undefined {
  if (!zones.has(id)) zones.set(id, createZone(id))
  return zones.get(id)
}

/** As `java.util.TimeZone`: what nobody knows is GMT. */
export const zoneOrGmt = (id: string): Zone => findZone(id) ?? fixedZone(id, 0)

function createZone(id: string): Zone | undefined {
  const region = SHORT_NAMES[id] ?? id
  const fixed = FIXED.exec(region)
  if (fixed && region !== '') {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = fixed
    if (Number(hours) > 18 || Number(minutes) > 59) return undefined
    const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
    return fixedZone(id, sign === '-' ? 0 - offset : offset)
  }
  try {
    return regionZone(id, region)
  } catch {
    return undefined
  }
}

const fixedZone = (id: string, offset: number): Zone => ({
  id,
  offsetAt: () => offset,
  toInstant: (local) => local - offset,
})

function regionZone(id: string, region: string): Zone {
  const read = offsetReader(region)
  const chunks = new Map<number, Chunk>()
  let last = -1
  let lastChunk: Chunk | undefined
  const offsetAt = (instant: number): number => {
    const index = Math.floor(instant / CHUNK)
    if (index !== last || lastChunk === undefined) {
      lastChunk = chunks.get(index) ?? createChunk(read, index)
      chunks.set(index, lastChunk)
      last = index
    }
    return instant < lastChunk.transition ? lastChunk.before : lastChunk.after
  }
  return {
    id,
    offsetAt,
    toInstant(local) {
      // Offsets before and after any change that is near: the earlier one is tried first.
      const before = offsetAt(local - MILLIS_PER_DAY)
      const early = local - before
      if (offsetAt(early) === before) return early
      const after = offsetAt(local + MILLIS_PER_DAY)
      const late = local - after
      // in a gap neither fits: the length of the gap is added, as the offset before it says
      return offsetAt(late) === after ? late : early
    },
  }
}

/** A stretch of about twelve days with at most one change of the offset. */
interface Chunk {
  readonly before: number
  readonly after: number
  readonly transition: number
}

function createChunk(read: (instant: number) => number, index: number): Chunk {
  let low = index * CHUNK
  let high = low + CHUNK - 1
  const before = read(low)
  const after = read(high)
  if (before === after) return { before, after, transition: low }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (read(middle) === before) low = middle
    else high = middle
  }
  return { before, after, transition: high }
}

function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const OLDEST = -12219292800000
  const NEWEST = 253370764800000
  const CYCLE = 146097 * MILLIS_PER_DAY
  return (instant) => {
    // the formatter switches to the Julian calendar before 1582; offsets do not change there;
    // far years repeat after 400, and the formatter does not reach all of Java's
    const far = instant < NEWEST ? 0 : Math.ceil((instant - NEWEST) / CYCLE) * CYCLE
    const at = Math.max(instant - far, OLDEST)
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value)
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
    const local = daysFromCivil(year, month, day) * MILLIS_PER_DAY + hour * 3600000 + minute * 60000 + second * 1000
    return local - Math.floor(at / 1000) * 1000
  }
}
