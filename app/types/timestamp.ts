import { type Hybrid, hybrid } from './value.ts'

// A TIMESTAMP(p) is a count since 1970: of milliseconds for p <= 3, microseconds for p <= 6, else nanoseconds.

export const MILLIS_PER_DAY = 86400000

export const unitsPerMilli = (precision: number): number => (precision <= 3 ? 1 : precision <= 6 ? 1000 : 1000000)
const NANOS_PER_UNIT = (precision: number): number => (precision <= 3 ? 1000000 : precision <= 6 ? 1000 : 1)

/** Milliseconds since 1970, rounded down. */
export function timestampMillis(value: Hybrid, precision: number): number {
  const units = unitsPerMilli(precision)
  if (units === 1) return Number(value)
  if (typeof value === 'number') return Math.floor(value / units)
  const n = BigInt(units)
  const rest = BigInt(value) % n
  return Number((BigInt(value) - (rest < 0n ? rest + n : rest)) / n)
}

/** 0 … 999999. */
export function nanosOfMilli(value: Hybrid, precision: number): number {
  const units = unitsPerMilli(precision)
  if (units === 1) return 0
  const rest = typeof value === 'number' ? value % units : Number(value % BigInt(units))
  return (rest < 0 ? rest + units : rest) * NANOS_PER_UNIT(precision)
}

/** From milliseconds and nanoseconds of the millisecond; finer digits than the precision's unit are cut. */
export function timestampFromMillis(millis: number, nanos: number, precision: number): Hybrid {
  const units = unitsPerMilli(precision)
  if (units === 1) return millis
  const rest = Math.floor(nanos / NANOS_PER_UNIT(precision))
  const count = millis * units + rest
  return Number.isSafeInteger(count) ? count : hybrid(BigInt(millis) * BigInt(units) + BigInt(rest))
}

/** Adds milliseconds to a timestamp of any precision; the milliseconds wrap at 64 bits. */
export function addMillis(value: Hybrid, millis: Hybrid, precision: number): Hybrid {
  const units = unitsPerMilli(precision)
  if (typeof value === 'number' && typeof millis === 'number') {
    const sum = value + millis * units
    if (Number.isSafeInteger(sum)) return sum
  }
  const unit = BigInt(units)
  const rest = ((BigInt(value) % unit) + unit) % unit
  const sum = BigInt.asIntN(64, (BigInt(value) - rest) / unit + BigInt(millis))
  return hybrid(sum * unit + rest)
}

/** A timestamp as its day, which wraps at 32 bits as in Flink, the milliseconds of that day and the nanoseconds of these. */
export interface DayAndTime {
  readonly day: number
  readonly millisOfDay: number
  readonly nanos: number
}

/** Java's Instant does not wrap: `days` is what becomes of the number of days. */
export function splitDay(
  value: Hybrid,
  precision: number,
  days = (day: bigint): bigint => BigInt.asIntN(32, day),
): DayAndTime {
  const nanos = nanosOfMilli(value, precision)
  const millis = timestampMillis(value, precision)
  if (Number.isSafeInteger(millis)) {
    const day = Math.floor(millis / MILLIS_PER_DAY)
    return {
      day: Math.abs(day) < 2 ** 31 ? day : Number(days(BigInt(day))),
      millisOfDay: millis - day * MILLIS_PER_DAY,
      nanos,
    }
  }
  const unit = BigInt(unitsPerMilli(precision))
  const whole = (BigInt(value) - (((BigInt(value) % unit) + unit) % unit)) / unit
  const perDay = BigInt(MILLIS_PER_DAY)
  const millisOfDay = ((whole % perDay) + perDay) % perDay
  return {
    day: Number(days((whole - millisOfDay) / perDay)),
    millisOfDay: Number(millisOfDay),
    nanos,
  }
}

export function timestampFromDay(day: number, millisOfDay: number, nanos: number, precision: number): Hybrid {
  const millis = day * MILLIS_PER_DAY + millisOfDay
  if (Number.isSafeInteger(millis)) return timestampFromMillis(millis, nanos, precision)
  const whole = BigInt(day) * BigInt(MILLIS_PER_DAY) + BigInt(millisOfDay)
  const units = unitsPerMilli(precision)
  return hybrid(whole * BigInt(units) + BigInt(units === 1 ? 0 : Math.floor(nanos / NANOS_PER_UNIT(precision))))
}

/** As CAST between precisions: digits below the precision are cut toward 1970. */
export function withPrecision(value: Hybrid, from: number, to: number): Hybrid {
  const millis = timestampMillis(value, from)
  const nanos = nanosOfMilli(value, from)
  if (to >= from) return timestampFromMillis(millis, nanos, to)
  if (to > 3) {
    const step = 10 ** (9 - to)
    return timestampFromMillis(millis, nanos - (nanos % step), to)
  }
  const step = 10 ** (3 - to)
  return millis - (millis % step) + 0
}
