import { exponentOf, fromWords, highWord, lowWord, SMALLEST_NORMAL, withoutLast } from './double-bits.ts'
import { LN_10, ONE } from './exact-real.ts'
import { type Logarithm, type ReciprocalRow, reciprocalRows, rowOf } from './reciprocal-table.ts'

// x = 2^exponent · m. A table has the logarithm of a reciprocal of m; what m times the reciprocal is off
// the scale, r, is small and takes a polynomial.

interface Kind extends Logarithm {
  /** How many of its last digits m does without in its high part. */
  readonly lowDigits: number
  /** The logarithm of 2 in two parts, the first with so few digits that products with exponents are exact. */
  readonly ofTwo: readonly [number, number]
  /** What 1 / scale lacks to the logarithm of e. */
  readonly scaleRest: number
  /** By the power of r, from the second on. */
  readonly coefficients: readonly [number, number, number, number, number, number]
}

const NATURAL: Kind = {
  logOfBase: ONE,
  scale: 1,
  digits: 7,
  highDigits: 43n,
  lowDigits: 45,
  ofTwo: [0.6931471805598903, 5.497923018708371e-14],
  scaleRest: 0,
  coefficients: [-0.5, 0.3333333333333333, -0.25, 0.2, -0.16666772842235003, 0.14285714285714285],
}

const DECIMAL: Kind = {
  logOfBase: LN_10,
  scale: 0.43359375,
  digits: 7,
  highDigits: 44n,
  lowDigits: 27,
  ofTwo: [0.30102999566395283, 2.8363394551044964e-14],
  scaleRest: 0.0016161024074997105,
  coefficients: [
    -1.1550167667401798, 1.7758816353482645, -3.071795261142944, 5.667600625964639, -10.892755279966737,
    21.5330315618641,
  ],
}

let naturalRows: readonly ReciprocalRow[] | undefined
let decimalRows: readonly ReciprocalRow[] | undefined

const isOrdinary = (x: number): boolean => x > 0 && x < Number.POSITIVE_INFINITY

/** Math.log of Java. */
export function log(x: number): number {
  if (!isOrdinary(x)) return Math.log(x)
  naturalRows ??= reciprocalRows(NATURAL)
  return logarithm(x, NATURAL, naturalRows)
}

/** Math.log10 of Java. */
export function log10(x: number): number {
  if (!isOrdinary(x)) return Math.log10(x)
  decimalRows ??= reciprocalRows(DECIMAL)
  return logarithm(x, DECIMAL, decimalRows)
}

const SCALE_UP = 128

function logarithm(x: number, kind: Kind, rows: readonly ReciprocalRow[]): number {
  const isSubnormal = x < SMALLEST_NORMAL
  const normal = isSubnormal ? x * 2 ** SCALE_UP : x
  const exponent = exponentOf(normal) - (isSubnormal ? SCALE_UP : 0)
  const m = fromWords((highWord(normal) & 0xfffff) | 0x3ff00000, lowWord(normal))
  const row = rowOf(rows, highWord(m))
  const mHigh = withoutLast(kind.lowDigits, m)
  const r = (m - mHigh) * row.reciprocal + (mHigh * row.reciprocal - kind.scale)

  const [c2, c3, c4, c5, c6, c7] = kind.coefficients
  const square = r * r
  const odd = ((c6 * r + c5) * r + c7 * r * square) * (square * square)
  const even = (c3 * r + c2 + c4 * square) * square
  const high = row.high + kind.ofTwo[0] * exponent
  const sum = high + r
  const low = r + (high - sum) + kind.scaleRest * r + (exponent * kind.ofTwo[1] + row.low) + odd + even
  return sum + low
}
