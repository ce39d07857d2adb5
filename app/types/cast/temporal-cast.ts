import { assert } from '../../base/assert.ts'
import type { LogicalType, SimpleType, TemporalType } from '../logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampFromMillis, timestampMillis, withPrecision } from '../timestamp.ts'
import { isCharacter, isTimestamp } from '../type-family.ts'
import { typeText } from '../type-text.ts'
import type { Hybrid } from '../value.ts'
import { type Zone, zoneOrGmt } from '../zone.ts'
import type { Cast } from './cast-function.ts'
import { type LocalTimestamp, parseDate, parseTime, parseTimestamp } from './parse-temporal.ts'

export function toTemporalCast(from: LogicalType, to: TemporalType | SimpleType, zone: string): Cast | undefined {
  const { offsetAt, toInstant } = zoneOrGmt(zone)
  switch (to.kind) {
    case 'DATE':
      return toDateCast(from, offsetAt)
    case 'TIME':
      return toTimeCast(from, offsetAt)
    case 'TIMESTAMP':
      return toTimestampCast(from, to.precision, { offsetAt, toInstant })
    case 'TIMESTAMP_LTZ':
      return toLtzCast(from, to.precision, { offsetAt, toInstant })
    default:
      return undefined
  }
}

type Offsets = Pick<Zone, 'offsetAt' | 'toInstant'>

function toDateCast(from: LogicalType, offsetAt: Zone['offsetAt']): Cast {
  if (isCharacter(from)) return (value) => parseDate(value as string)
  assert(isTimestamp(from), `no cast from ${typeText(from)} to DATE`)
  const { precision } = from
  // A TIMESTAMP is cut toward 1970, but a TIMESTAMP_LTZ is taken down to its day.
  if (from.kind === 'TIMESTAMP') {
    return (value) => Math.trunc(timestampMillis(value as Hybrid, precision) / MILLIS_PER_DAY) + 0
  }
  return (value) => {
    const millis = timestampMillis(value as Hybrid, precision)
    return Math.floor((millis + offsetAt(millis)) / MILLIS_PER_DAY)
  }
}

function toTimeCast(from: LogicalType, offsetAt: Zone['offsetAt']): Cast | undefined {
  if (isCharacter(from)) return (value) => parseTime(value as string)
  if (from.kind === 'TIME') return undefined
  assert(isTimestamp(from), `no cast from ${typeText(from)} to TIME`)
  const { precision } = from
  return (value) => {
    const millis = timestampMillis(value as Hybrid, precision)
    const local = from.kind === 'TIMESTAMP' ? millis : millis + offsetAt(millis)
    const ofDay =
      from.kind === 'TIMESTAMP' ? local % MILLIS_PER_DAY : local - Math.floor(local / MILLIS_PER_DAY) * MILLIS_PER_DAY
    return Math.trunc(ofDay / 1000) * 1000 + 0
  }
}

function toTimestampCast(from: LogicalType, precision: number, { offsetAt }: Offsets): Cast {
  if (isCharacter(from)) {
    return (value) => fromLocal(parseTimestamp(value as string), precision)
  }
  if (from.kind === 'DATE') return (value) => timestampFromMillis((value as number) * MILLIS_PER_DAY, 0, precision)
  if (from.kind === 'TIME') return (value) => timestampFromMillis(value as number, 0, precision)
  assert(isTimestamp(from), `no cast from ${typeText(from)} to TIMESTAMP`)
  const p = from.precision
  if (from.kind === 'TIMESTAMP') return (value) => withPrecision(value as Hybrid, p, precision)
  return (value) => {
    const millis = timestampMillis(value as Hybrid, p)
    const local = timestampFromMillis(millis + offsetAt(millis), nanosOfMilli(value as Hybrid, p), p)
    return withPrecision(local, p, precision)
  }
}

function toLtzCast(from: LogicalType, precision: number, { toInstant }: Offsets): Cast {
  if (isCharacter(from)) {
    return (value) => {
      const { millis, nanos } = cutDown(parseTimestamp(value as string), precision)
      return timestampFromMillis(toInstant(millis), nanos, precision)
    }
  }
  if (from.kind === 'DATE') {
    return (value) => timestampFromMillis(toInstant((value as number) * MILLIS_PER_DAY), 0, precision)
  }
  if (from.kind === 'TIME') return (value) => timestampFromMillis(toInstant(value as number), 0, precision)
  assert(isTimestamp(from), `no cast from ${typeText(from)} to TIMESTAMP_LTZ`)
  const p = from.precision
  if (from.kind === 'TIMESTAMP_LTZ') return (value) => withPrecision(value as Hybrid, p, precision)
  return (value) => {
    const instant = toInstant(timestampMillis(value as Hybrid, p))
    return withPrecision(timestampFromMillis(instant, nanosOfMilli(value as Hybrid, p), p), p, precision)
  }
}

const fromLocal = (local: LocalTimestamp, precision: number): Hybrid => {
  const { millis, nanos } = cutDown(local, precision)
  return timestampFromMillis(millis, nanos, precision)
}

/** Digits of a text below the precision are cut downwards. */
function cutDown({ millis, nanos }: LocalTimestamp, precision: number): LocalTimestamp {
  if (precision >= 3) {
    const step = 10 ** (9 - precision)
    return { millis, nanos: nanos - (nanos % step) }
  }
  const step = 10 ** (3 - precision)
  return { millis: Math.floor(millis / step) * step, nanos: 0 }
}
