// Real numbers as whole multiples of 2^-BITS (of binary digits is the talk in all of these files). The tables are computed with them when they are first needed:
// every entry is some number of mathematics rounded to a double, and its last digit counts.

/** Far more digits than an entry has, so that no computation here comes near enough to a tie to round wrongly. */
export const BITS = 320n
export const ONE = 1n << BITS

export const product = (a: bigint, b: bigint): bigint => (a * b) >> BITS
export const quotient = (a: bigint, b: bigint): bigint => (a << BITS) / b

/** The sum of the terms that the step makes of one another, until they vanish. */
function series(first: bigint, step: (term: bigint, index: bigint) => bigint): bigint {
  let sum = 0n
  let term = first
  for (let i = 1n; term !== 0n; i++) {
    sum += term
    term = step(term, i)
  }
  return sum
}

/** The arc tangent of 1 / n. */
function inverseTangentOfInverse(n: bigint, bits: bigint): bigint {
  let power = (1n << bits) / n
  let sum = 0n
  for (let i = 1n; power !== 0n; i += 2n) {
    sum += i % 4n === 1n ? power / i : -(power / i)
    power /= n * n
  }
  return sum
}

/** π (Machin), as a multiple of 2^-bits but for a few last bits. */
export const piTo = (bits: bigint): bigint =>
  16n * inverseTangentOfInverse(5n, bits) - 4n * inverseTangentOfInverse(239n, bits)

export const PI = piTo(BITS)

/** The natural logarithm of a fraction near 1. */
export function logOfFraction(numerator: bigint, denominator: bigint): bigint {
  const ratio = ((numerator - denominator) << BITS) / (numerator + denominator)
  const square = product(ratio, ratio)
  let sum = 0n
  let power = ratio
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i
    power = product(power, square)
  }
  return 2n * sum
}

export const LN_2 = logOfFraction(2n, 1n)
export const LN_10 = 3n * LN_2 + logOfFraction(5n, 4n)

export const exponentialOf = (x: bigint): bigint => series(ONE, (term, i) => product(term, x) / i)

export function sineOf(x: bigint): bigint {
  const square = product(x, x)
  return series(x, (term, i) => -product(term, square) / (2n * i * (2n * i + 1n)))
}

export function cosineOf(x: bigint): bigint {
  const square = product(x, x)
  return series(ONE, (term, i) => -product(term, square) / (2n * i * (2n * i - 1n)))
}

const UNIT = 2 ** -Number(BITS)

/** Nothing in a table is as small, but what cancelling digits leave is. */
const NOTHING = 1n << (BITS - 256n)

/** The double nearest to a number. */
export const toDouble = (x: bigint): number => (-NOTHING < x && x < NOTHING ? 0 : Number(x) * UNIT)

/** A double as such a number. It must not have digits beyond. */
export const fromDouble = (x: number): bigint => BigInt(x * 2 ** 200) << (BITS - 200n)

const lengthOf = (x: bigint): number => (x < 0n ? -x : x).toString(2).length

/** The nearest number of so many significant bits. */
export function roundedTo(bits: number, x: bigint): bigint {
  const dropped = BigInt(Math.max(0, lengthOf(x) - bits))
  return ((x + ((1n << dropped) >> 1n)) >> dropped) << dropped
}

/** The nearest multiple of 2^-bits. */
export const roundedToMultiple = (bits: bigint, x: bigint): bigint =>
  ((x + (1n << (BITS - bits - 1n))) >> (BITS - bits)) << (BITS - bits)
