// `Double.toString` and `Float.toString` of JDK 17, which do not always print the shortest digits: a
// port of the published algorithm (Steele and White, Dragon4 with the JDK's shortcuts) on big integers.

const FRACTION_BITS = 52
/** Bits of 5^n. */
const FIVE_BITS = [
  0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61,
]

const view = new DataView(new ArrayBuffer(8))

export function doubleText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return specialText(value)
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const sign = value < 0 ? '-' : ''
  if (exponent !== 0) return sign + digitsText(developDigits(exponent - 1023, fraction | (1n << 52n), 53))
  const length = fraction.toString(2).length
  const shift = 53 - length
  return sign + digitsText(developDigits(1 - shift - 1023, fraction << BigInt(shift), length))
}

export function floatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return specialText(value)
  view.setFloat32(0, value)
  const bits = view.getUint32(0)
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  const sign = value < 0 ? '-' : ''
  if (exponent !== 0) return sign + digitsText(developDigits(exponent - 127, BigInt(fraction | 0x800000) << 29n, 24))
  const length = fraction.toString(2).length
  const shift = 24 - length
  return sign + digitsText(developDigits(1 - shift - 127, BigInt(fraction) << BigInt(shift + 29), length))
}

function specialText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** 0.DIGITS × 10^exponent */
interface Digits {
  readonly digits: string
  readonly exponent: number
}

function digitsText({ digits, exponent }: Digits): string {
  if (exponent > 0 && exponent < 8) {
    const whole = digits.slice(0, exponent).padEnd(exponent, '0')
    return `${whole}.${digits.slice(exponent) || '0'}`
  }
  if (exponent <= 0 && exponent > -3) return `0.${'0'.repeat(-exponent)}${digits}`
  return `${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`
}

function trailingZeros(value: bigint): number {
  let n = 0
  while ((value & 1n) === 0n) {
    value >>= 1n
    n++
  }
  return n
}

function developDigits(binaryExponent: number, significand: bigint, significantBits: number): Digits {
  const zeros = trailingZeros(significand)
  const fractionBits = FRACTION_BITS + 1 - zeros
  const tinyBits = Math.max(0, fractionBits - binaryExponent - 1)
  if (binaryExponent <= 62 && binaryExponent >= -21 && tinyBits === 0) {
    return integerDigits(binaryExponent, significand, significantBits)
  }
  return generalDigits(binaryExponent, significand >> BigInt(zeros), fractionBits, tinyBits, significantBits)
}

/** A whole number below 2^63: its decimal digits, less those beyond the precision of the format. */
function integerDigits(binaryExponent: number, significand: bigint, significantBits: number): Digits {
  const shift = binaryExponent - FRACTION_BITS
  let value = shift >= 0 ? significand << BigInt(shift) : significand >> BigInt(-shift)
  let exponent = 0
  const insignificant = binaryExponent > significantBits ? insignificantDigits(binaryExponent - significantBits - 1) : 0
  if (insignificant > 0) {
    const power = 10n ** BigInt(insignificant)
    const residue = value % power
    value /= power
    exponent = insignificant
    if (residue >= power / 2n) value++
  }
  const text = value.toString()
  return { digits: text.replace(/0+$/, ''), exponent: exponent + text.length }
}

/** How many decimal digits of a number lie below 2^power. */
const insignificantDigits = (power: number): number => (power > 1 ? Math.floor(power * Math.log10(2)) : 0)

function estimateExponent(significand: bigint, fractionBits: number, binaryExponent: number): number {
  view.setBigUint64(0, (1023n << 52n) | ((significand << BigInt(FRACTION_BITS + 1 - fractionBits)) & 0xfffffffffffffn))
  const mantissa = view.getFloat64(0)
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + binaryExponent * 0.301029995663981)
}

const fiveBits = (power: number): number => FIVE_BITS[power] ?? power * 3

function generalDigits(
  binaryExponent: number,
  significand: bigint,
  fractionBits: number,
  tinyBits: number,
  significantBits: number,
): Digits {
  let exponent = estimateExponent(significand, fractionBits, binaryExponent)
  const b5 = Math.max(0, -exponent)
  let b2 = b5 + tinyBits + binaryExponent
  const s5 = Math.max(0, exponent)
  let s2 = s5 + tinyBits
  let m2 = b2 - significantBits
  b2 -= fractionBits - 1
  const common = Math.min(b2, s2)
  b2 -= common
  s2 -= common
  m2 -= common
  // below an exact power of two the neighbour is half as far
  if (fractionBits === 1) m2 -= 1
  if (m2 < 0) {
    b2 -= m2
    s2 -= m2
    m2 = 0
  }
  let b = significand * 5n ** BigInt(b5) * (1n << BigInt(b2))
  const s = 5n ** BigInt(s5) * (1n << BigInt(s2))
  let m = 5n ** BigInt(b5) * (1n << BigInt(m2))
  const tens = s * 10n
  // The JDK computes small cases in machine words that may overflow, with a strict upper test; big ones
  // with an inclusive one.
  const width = Math.max(fractionBits + b2 + fiveBits(b5), s2 + 1 + fiveBits(s5 + 1))
  const wrap = (value: bigint): bigint => (width < 64 ? BigInt.asIntN(width < 32 ? 32 : 64, value) : value)
  const isHigh = (sum: bigint): boolean => (width < 64 ? wrap(sum) > tens : sum >= tens)

  let digits = ''
  let quotient = b / s
  b = 10n * (b % s)
  m *= 10n
  let low = b < m
  let high = isHigh(b + m)
  if (quotient === 0n && !high) exponent -= 1
  else digits += quotient.toString()
  if (exponent < -3 || exponent >= 8) {
    high = false
    low = false
  }
  while (!low && !high) {
    quotient = b / s
    b = 10n * (b % s)
    m = wrap(m * 10n)
    // an overflown margin is larger than anything
    low = m <= 0n || b < m
    high = m <= 0n || isHigh(b + m)
    digits += quotient.toString()
  }
  const twice = b * 2n
  const up = high && (!low || twice > tens || (twice === tens && Number(digits.at(-1)) % 2 === 1))
  return up ? roundUp(digits, exponent + 1) : { digits, exponent: exponent + 1 }
}

function roundUp(digits: string, exponent: number): Digits {
  const kept = digits.replace(/9+$/, '')
  if (kept === '') return { digits: `1${'0'.repeat(digits.length - 1)}`, exponent: exponent + 1 }
  const last = Number(kept.at(-1)) + 1
  return { digits: kept.slice(0, -1) + last + '0'.repeat(digits.length - kept.length), exponent }
}
