import { type Hybrid, hybrid } from './value.ts'

// BIGINT in Java's two's complement: results wrap at 64 bits.

export const LONG_MIN = -9223372036854775808n
export const LONG_MAX = 9223372036854775807n

/** A whole number wrapped to 64 bits. */
export const wrapLong = (value: bigint): Hybrid => hybrid(BigInt.asIntN(64, value))

export function addLong(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return wrapLong(BigInt(a) + BigInt(b))
}
export function subtractLong(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return wrapLong(BigInt(a) - BigInt(b))
}
export function multiplyLong(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product)) return product + 0
  }
  return wrapLong(BigInt(a) * BigInt(b))
}
/** Truncates toward zero. `b` is not zero. */
export function divideLong(a: Hybrid, b: Hybrid): Hybrid {
  // the remainder is taken off first, so that the quotient is exact beyond 2^52 too
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0
  return wrapLong(BigInt(a) / BigInt(b))
}
/** Takes the sign of `a`. `b` is not zero. */
export function remainderLong(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0
  return wrapLong(BigInt(a) % BigInt(b))
}
export const negateLong = (a: Hybrid): Hybrid => (typeof a === 'number' ? 0 - a : wrapLong(-a))

/** `(long) value` of Java: truncates, saturates, NaN is 0. */
export function doubleToLong(value: number): Hybrid {
  if (Number.isNaN(value)) return 0
  if (value >= 2 ** 63) return LONG_MAX
  if (value <= -(2 ** 63)) return LONG_MIN
  const whole = Math.trunc(value)
  return Number.isSafeInteger(whole) ? whole + 0 : hybrid(BigInt(whole))
}
/** `(int) value` of Java for a floating-point number. */
export function doubleToInt(value: number): number {
  if (Number.isNaN(value)) return 0
  if (value >= 2147483647) return 2147483647
  if (value <= -2147483648) return -2147483648
  return Math.trunc(value) + 0
}
/** `(int) value` of Java for a long: the low 32 bits. */
export const longToInt = (value: Hybrid): number =>
  typeof value === 'number' && value >= -2147483648 && value <= 2147483647
    ? value
    : Number(BigInt.asIntN(32, BigInt(value)))
export const toByte = (value: number): number => (value << 24) >> 24
export const toShort = (value: number): number => (value << 16) >> 16
