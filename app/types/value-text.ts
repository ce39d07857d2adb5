import { calendarDate, calendarText } from './calendar.ts'
import { civilFromDays, isoDateText, timeText } from './civil.ts'
import { decimalText } from './decimal.ts'
import { doubleText, floatText } from './java-number.ts'
import type { LogicalType } from './logical-type.ts'
import { addMillis, type DayAndTime, MILLIS_PER_DAY, splitDay, timestampMillis } from './timestamp.ts'
import { utf8Text } from './utf8.ts'
import type { Hybrid, MapValue, Opaque, Value } from './value.ts'
import { zoneOrGmt } from './zone.ts'

/** A time stamp's text with `digits` of the fraction. */
export const timestampText = (value: Hybrid, precision: number, digits: number): string =>
  dayAndTimeText(splitDay(value, precision), digits)

/** The text with exactly `precision` digits of the fraction and an ISO date. */
export function isoTimestampText(value: Hybrid, precision: number): string {
  return isoText(splitDay(value, precision), precision)
}

/** The same of a moment, in UTC: as an Instant its days do not wrap. */
export function isoInstantText(value: Hybrid, precision: number): string {
  return `${isoText(
    splitDay(value, precision, (day) => day),
    precision,
  )}Z`
}

function isoText({ day, millisOfDay, nanos }: DayAndTime, precision: number): string {
  const text = `${isoDateText(day)} ${timeText(millisOfDay)}`
  return precision === 0 ? text : `${text}.${fractionText(millisOfDay, nanos).slice(0, precision)}`
}

/** Nine digits. */
const fractionText = (millisOfDay: number, nanos: number): string =>
  `${threeDigits(millisOfDay % 1000)}${String(nanos).padStart(6, '0')}`

const threeDigits = (n: number): string => (n < 10 ? `00${n}` : n < 100 ? `0${n}` : `${n}`)

function dayAndTimeText({ day, millisOfDay, nanos }: DayAndTime, digits: number): string {
  const text = secondText(day, millisOfDay)
  if (digits === 0) return text
  const fraction = digits <= 3 ? threeDigits(millisOfDay % 1000) : fractionText(millisOfDay, nanos)
  return `${text}.${fraction.slice(0, digits)}`
}

/** The second that was written last: times that follow each other are mostly near each other. */
let knownSecond = Number.NaN
let knownSecondText = ''

function secondText(day: number, millisOfDay: number): string {
  const second = day * SECONDS_PER_DAY + Math.floor(millisOfDay / 1000)
  if (second !== knownSecond) {
    knownSecondText = `${calendarText(civilFromDays(day))} ${timeText(millisOfDay)}`
    knownSecond = second
  }
  return knownSecondText
}

const SECONDS_PER_DAY = MILLIS_PER_DAY / 1000

const signed = (negative: boolean, text: string): string => `${negative ? '-' : '+'}${text}`

/** `+1-02`; the least number of months has no opposite in Java, and keeps its sign. */
export function yearMonthText(months: number): string {
  const m = Math.abs(months) | 0
  return signed(months < 0, `${Math.trunc(m / 12)}-${padded(m % 12, 2)}`)
}

/** `+1 02:03:04.567`; the days are an int of Java. */
export function dayTimeText(millis: Hybrid): string {
  const ms = BigInt.asIntN(64, BigInt(millis) < 0n ? -BigInt(millis) : BigInt(millis))
  const part = (unit: bigint, size: bigint, count: number): string => padded(Number((ms / unit) % size), count)
  const time = `${part(3600000n, 24n, 2)}:${part(60000n, 60n, 2)}:${part(1000n, 60n, 2)}.${part(1n, 1000n, 3)}`
  return signed(millis < 0, `${BigInt.asIntN(32, ms / BigInt(MILLIS_PER_DAY))} ${time}`)
}

/** Zeros before the number, and before its sign. */
function padded(n: number, count: number): string {
  const digits = String(Math.abs(n)).length
  return '0'.repeat(Math.max(count - digits, 0)) + String(n)
}

/** The text that CAST to STRING gives values of the type; inside of collections NULL is `NULL`. */
export function textFunction(type: LogicalType, zone: string): (value: Exclude<Value, null>) => string {
  switch (type.kind) {
    case 'BOOLEAN':
      return (v) => (v ? 'TRUE' : 'FALSE')
    case 'DECIMAL':
      return (v) => decimalText(v as Hybrid, type.scale)
    case 'FLOAT':
      return (v) => floatText(v as number)
    case 'DOUBLE':
      return (v) => doubleText(v as number)
    case 'DATE':
      return (v) => calendarText(calendarDate(v as number))
    case 'TIME':
      return (v) => timeText(v as number)
    case 'TIMESTAMP':
      return (v) => timestampText(v as Hybrid, type.precision, type.precision)
    case 'TIMESTAMP_LTZ': {
      const { offsetAt } = zoneOrGmt(zone)
      const p = type.precision
      return (v) => {
        const offset = offsetAt(timestampMillis(v as Hybrid, p))
        return dayAndTimeText(splitDay(addMillis(v as Hybrid, offset, p), p), p)
      }
    }
    case 'INTERVAL_YEAR_MONTH':
      return (v) => yearMonthText(v as number)
    case 'INTERVAL_DAY_SECOND':
      return (v) => dayTimeText(v as Hybrid)
    case 'BINARY':
    case 'VARBINARY':
      return (v) => utf8Text(v as Uint8Array)
    case 'RAW':
    case 'VARIANT':
      return (v) => (v as Opaque).opaque
    default:
      return nestedTextFunction(type, zone)
  }
}

function nestedTextFunction(type: LogicalType, zone: string): (value: Exclude<Value, null>) => string {
  const child = (t: LogicalType): ((value: Value) => string) => {
    const text = textFunction(t, zone)
    return (v) => (v === null ? 'NULL' : text(v))
  }
  switch (type.kind) {
    case 'ARRAY': {
      const element = child(type.element)
      return (v) => `[${(v as readonly Value[]).map(element).join(', ')}]`
    }
    case 'MAP':
    case 'MULTISET': {
      const key = child(type.kind === 'MAP' ? type.key : type.element)
      const value = child(type.kind === 'MAP' ? type.value : { kind: 'INT', nullable: false })
      return (v) => `{${(v as MapValue).map(([k, x]) => `${key(k)}=${value(x)}`).join(', ')}}`
    }
    case 'ROW': {
      const fields = type.fields.map((f) => child(f.type))
      return (v) => `(${fields.map((text, i) => text((v as readonly Value[])[i] ?? null)).join(', ')})`
    }
    case 'STRUCTURED': {
      const fields = type.fields.map((f) => child(f.type))
      return (v) =>
        `(${type.fields.map((f, i) => `${f.name}=${fields[i]?.((v as readonly Value[])[i] ?? null)}`).join(', ')})`
    }
    default:
      return String
  }
}
