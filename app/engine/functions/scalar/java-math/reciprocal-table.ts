import { exponentOf, powerOfTwo } from './double-bits.ts'
import { fromDouble, logOfFraction, quotient, roundedToMultiple, toDouble } from './exact-real.ts'

// Logarithms take a number m from 1 to 2 to near 1 by multiplying it with a short reciprocal, whose logarithm is
// in a table. HotSpot gets the reciprocal from the processor, which approximates it: here stands what Intel's do.

/** By the first 11 digits of m after the point. */
export interface ReciprocalRow {
  /** About scale / m, of few digits. */
  readonly reciprocal: number
  /** The logarithm of scale / reciprocal, as a multiple of a small power of two, and what that lacks. */
  readonly high: number
  readonly low: number
}

export interface Logarithm {
  /** The natural logarithm of the base. */
  readonly logOfBase: bigint
  /** A few digits of the logarithm of e in this base. */
  readonly scale: number
  /** How many digits a reciprocal has after the first. */
  readonly digits: number
  /** How many digits the high part of a logarithm has after the point. */
  readonly highDigits: bigint
}

const INDEX_DIGITS = 11
const COUNT = 1 << INDEX_DIGITS

/** RCPPS of Intel's processors: the reciprocal of the middle of an interval, of 13 digits. */
const approximateReciprocal = (index: number): number => Math.round(2 ** 13 / (1 + (index + 0.5) / COUNT)) / 2 ** 13

/** A number less than 2 of so many digits after the first. */
function shortened(x: number, digits: number): number {
  const unit = powerOfTwo(exponentOf(x) - digits)
  return Math.floor(x / unit + 0.5) * unit
}

export function reciprocalRows({ logOfBase, scale, digits, highDigits }: Logarithm): readonly ReciprocalRow[] {
  let row: ReciprocalRow = { reciprocal: scale, high: 0, low: 0 }
  let natural = 0n
  return Array.from({ length: COUNT }, (_, index) => {
    const reciprocal = shortened(approximateReciprocal(index) * scale, digits)
    if (reciprocal === row.reciprocal) return row
    natural += logOfFraction(fromDouble(row.reciprocal), fromDouble(reciprocal))
    const logarithm = quotient(natural, logOfBase)
    const high = roundedToMultiple(highDigits, logarithm)
    row = { reciprocal, high: toDouble(high), low: toDouble(logarithm - high) }
    return row
  })
}

/** The row of a number, by its high word. */
export const rowOf = (rows: readonly ReciprocalRow[], highWord: number): ReciprocalRow =>
  rows[(highWord >>> (20 - INDEX_DIGITS)) & (COUNT - 1)] as ReciprocalRow
