import { type Hybrid, hybrid } from './value.ts'

// Arithmetic on unscaled decimals (1.50 of scale 2 is 150), as Java's BigDecimal does it, rounding
// HALF_UP. Numbers stay numbers while they are safe integers; a result with too many digits is null.

const POWERS: readonly bigint[] = Array.from({ length: 115 }, (_, i) => 10n ** BigInt(i))
const SAFE_POWERS: readonly number[] = Array.from({ length: 16 }, (_, i) => 10 ** i)

export const powerOfTen = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent)

export function addHybrid(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return hybrid(BigInt(a) + BigInt(b))
}
export function subtractHybrid(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return hybrid(BigInt(a) - BigInt(b))
}
export function multiplyHybrid(a: Hybrid, b: Hybrid): Hybrid {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    // + 0: no negative zero among whole numbers
    if (Number.isSafeInteger(product)) return product + 0
  }
  return hybrid(BigInt(a) * BigInt(b))
}
export const negateHybrid = (a: Hybrid): Hybrid => (typeof a === 'number' ? 0 - a : hybrid(-a))
export const absHybrid = (a: Hybrid): Hybrid => (a < 0 ? negateHybrid(a) : a)

/** Quotient rounded away from zero at .5. */
function divideHalfUp(a: bigint, b: bigint): bigint {
  const quotient = a / b
  const remainder = a % b
  const twice = (remainder < 0n ? -remainder : remainder) * 2n
  if (twice < (b < 0n ? -b : b)) return quotient
  return a < 0n !== b < 0n ? quotient - 1n : quotient + 1n
}

/** The same value with another scale, rounded HALF_UP. */
export function rescale(unscaled: Hybrid, from: number, to: number): Hybrid {
  if (from === to) return unscaled
  if (to > from) {
    const power = SAFE_POWERS[to - from]
    if (typeof unscaled === 'number' && power !== undefined) {
      const product = unscaled * power
      if (Number.isSafeInteger(product)) return product
    }
    return hybrid(BigInt(unscaled) * powerOfTen(to - from))
  }
  return hybrid(divideHalfUp(BigInt(unscaled), powerOfTen(from - to)))
}

/** Whole part, truncated toward zero. */
export function wholePart(unscaled: Hybrid, scale: number): Hybrid {
  return scale === 0 ? unscaled : hybrid(BigInt(unscaled) / powerOfTen(scale))
}

/** The value if it fits DECIMAL(precision, …), else null. */
export function fitDecimal(unscaled: Hybrid, precision: number): Hybrid | null {
  if (typeof unscaled === 'number') {
    if (precision >= 16) return unscaled
    const limit = SAFE_POWERS[precision] as number
    return unscaled < limit && unscaled > -limit ? unscaled : null
  }
  const limit = powerOfTen(precision)
  return unscaled < limit && unscaled > -limit ? unscaled : null
}

export const toDecimal = (unscaled: Hybrid, from: number, precision: number, scale: number): Hybrid | null =>
  fitDecimal(rescale(unscaled, from, scale), precision)

export function addDecimal(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  const scale = Math.max(as, bs)
  return toDecimal(addHybrid(rescale(a, as, scale), rescale(b, bs, scale)), scale, p, s)
}
export function subtractDecimal(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  const scale = Math.max(as, bs)
  return toDecimal(subtractHybrid(rescale(a, as, scale), rescale(b, bs, scale)), scale, p, s)
}
export function multiplyDecimal(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  return toDecimal(multiplyHybrid(a, b), as + bs, p, s)
}

const digitCount = (value: bigint): number => (value < 0n ? -value : value).toString().length

/** Rounds a fraction to `digits` significant digits, as `BigDecimal.divide(x, new MathContext(digits))`. */
export function divideToDigits(
  a: bigint,
  as: number,
  b: bigint,
  bs: number,
  digits: number,
): { unscaled: bigint; scale: number } {
  if (a === 0n) return { unscaled: 0n, scale: Math.max(0, as - bs) }
  let scale = digits + 3 + digitCount(b) - digitCount(a)
  let numerator = scale >= 0 ? a * powerOfTen(scale) : a
  const denominator = scale >= 0 ? b : b * powerOfTen(-scale)
  let quotient = numerator / denominator
  const excess = digitCount(quotient) - digits
  if (excess > 0) {
    numerator = scale - excess >= 0 ? a * powerOfTen(scale - excess) : a
    const divisor = scale - excess >= 0 ? b : b * powerOfTen(excess - scale)
    quotient = divideHalfUp(numerator, divisor)
    scale -= excess
  }
  return { unscaled: quotient, scale: scale + as - bs }
}

/** Flink divides to 38 significant digits first and rounds to the result's scale then. `b` is not zero. */
export function divideDecimal(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  const { unscaled, scale } = divideToDigits(BigInt(a), as, BigInt(b), bs, 38)
  if (scale >= 0) return toDecimal(hybrid(unscaled), scale, p, s)
  return toDecimal(hybrid(unscaled * powerOfTen(-scale)), 0, p, s)
}
export function moduloDecimal(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  const scale = Math.max(as, bs)
  const remainder = BigInt(rescale(a, as, scale)) % BigInt(rescale(b, bs, scale))
  return toDecimal(hybrid(remainder), scale, p, s)
}

/** -1, 0 or 1. */
export function compareDecimal(a: Hybrid, as: number, b: Hybrid, bs: number): number {
  const scale = Math.max(as, bs)
  const x = rescale(a, as, scale)
  const y = rescale(b, bs, scale)
  return x < y ? -1 : x > y ? 1 : 0
}

/** `BigDecimal.toPlainString`. */
export function decimalText(unscaled: Hybrid, scale: number): string {
  const text = unscaled.toString()
  if (scale <= 0) return text
  const negative = text.startsWith('-')
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0')
  const cut = digits.length - scale
  return `${negative ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/

/** `new BigDecimal(text)`: null when it is not a number. */
export function parseBigDecimal(text: string): { unscaled: bigint; scale: number } | null {
  const match = DECIMAL_TEXT.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole.length + fraction.length === 0) return null
  const magnitude = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  if (Math.abs(scale) > 100000) return null
  return { unscaled: sign === '-' ? -magnitude : magnitude, scale }
}

/** A parsed BigDecimal in DECIMAL(p, s), or null when it has too many digits. */
export function bigDecimalTo(value: { unscaled: bigint; scale: number }, p: number, s: number): Hybrid | null {
  if (value.scale >= 0) return toDecimal(hybrid(value.unscaled), value.scale, p, s)
  if (value.unscaled !== 0n && -value.scale > 100) return null
  return toDecimal(hybrid(value.unscaled * powerOfTen(-value.scale)), 0, p, s)
}

/** The nearest double, as `BigDecimal.doubleValue`. */
export function decimalToDouble(unscaled: Hybrid, scale: number): number {
  const power = SAFE_POWERS[scale]
  // both operands are exact, so one division rounds correctly
  if (typeof unscaled === 'number' && power !== undefined) return unscaled / power
  return Number(decimalText(unscaled, scale))
}
