import { type Hybrid, hybrid } from './value.ts'

// A TIMESTAMP(p) is a count since 1970: of milliseconds for p <= 3, microseconds for p <= 6, else nanoseconds.

export const MILLIS_PER_DAY = 86400000

const unitsPerMilli = (precision: number): number => (precision <= 3 ? 1 : precision <= 6 ? 1000 : 1000000)
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

/** Adds milliseconds to a timestamp of any precision. */
export function addMillis(value: Hybrid, millis: Hybrid, precision: number): Hybrid {
  const units = unitsPerMilli(precision)
  if (typeof value === 'number' && typeof millis === 'number') {
    const sum = value + millis * units
    if (Number.isSafeInteger(sum)) return sum
  }
  return hybrid(BigInt(value) + BigInt(millis) * BigInt(units))
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
