import { exponentOf, fromWords, highWord, lowWord, SMALLEST_NORMAL, withoutLast } from './double-bits.ts'
import { LN_2 } from './exact-real.ts'
import { L1, L2, L3, L4, L5, L6, L7, L8 } from './log2-coefficients.ts'
import { largePowerNearOne } from './power-near-one.ts'
import { type Logarithm, type ReciprocalRow, reciprocalRows, rowOf } from './reciprocal-table.ts'
import { roundedToStep, twoToThe } from './two-to-the.ts'

// x^y = 2^(y · log2 x). The logarithm is a high part of few digits, so that its product with the high part of y
// is exact, and a low part.

const LOG_2: Logarithm = { logOfBase: LN_2, scale: 1.4453125, digits: 9, highDigits: 24n }

let logRows: readonly ReciprocalRow[] | undefined

/** Math.pow of Java. */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x
  if (y === 0.5 && (x > 0 || Object.is(x, 0))) return Math.sqrt(x)
  const size = Math.abs(x)
  // JavaScript took its rules for special numbers from Java
  if (!Number.isFinite(y) || y === 0 || Number.isNaN(x)) return x ** y
  if (x === 0 || size === Number.POSITIVE_INFINITY) {
    const power = size ** y
    return isOdd(y) && (x < 0 || Object.is(x, -0)) ? -power : power
  }
  if (x > 0) return powerOfSize(x, y, 0)
  if (y % 1 !== 0) return Number.NaN
  const power = powerOfSize(size, y, NEGATIVE_BASE)
  return y % 2 === 0 ? power : -power
}

/** HotSpot takes the exponent of a negative base for one less where it splits the base, which can show. */
const NEGATIVE_BASE = 1

const ODD_SHIFTER = 1.5 * 2 ** 52

/** As HotSpot finds out for zero and infinity, by adding a number: that goes wrong from 2^51 on. */
function isOdd(y: number): boolean {
  const shifted = y + ODD_SHIFTER
  return Math.abs(y) < 2 ** 52 ? shifted - ODD_SHIFTER === y && (lowWord(shifted) & 1) === 1 : y % 2 !== 0
}

const SCALE_UP = 128

/** How many digits a whole number next to this one has, without the first. */
const lengthOf = (exponent: number): number => 31 - Math.clz32(Math.abs(exponent) + 1)

function powerOfSize(x: number, y: number, exponentOffset: number): number {
  logRows ??= reciprocalRows(LOG_2)
  const isSubnormal = x < SMALLEST_NORMAL
  const normal = isSubnormal ? x * 2 ** SCALE_UP : x
  const high = highWord(normal)
  const exponent = ((high >>> 20) & 0x7ff) - 1023 - (isSubnormal ? SCALE_UP : 0)
  // x = 2^exponent · m
  const mantissaHigh = (high & 0xfffff) | 0x3ff00000
  const mantissaLow = lowWord(normal)
  const m = fromWords(mantissaHigh, mantissaLow)
  const row = rowOf(logRows, mantissaHigh)
  // so many digits fewer has the high part of m, that there is room for those of the exponent
  const splitLength = lengthOf(exponent - exponentOffset)

  const isNearOne = x >= 0.96875 && x < 1.0625
  // rounded near 1, where the low part may then be negative, cut off elsewhere
  const mHigh = isNearOne
    ? fromWords((mantissaHigh + (mantissaLow >>> 31)) & (-1 << splitLength), 0)
    : withoutLast(32 + splitLength, m)
  const rHigh = mHigh * row.reciprocal - LOG_2.scale
  const rLow = (m - mHigh) * row.reciprocal
  const yExponent = exponentOf(y)
  if (isNearOne && yExponent >= 12) return largePowerNearOne(y, yExponent, rHigh, rLow, exponent, row)

  const logHigh = rHigh + row.high + exponent
  const logLow = lowPartOfLog(rLow + rHigh, rLow + row.low)
  // about how many digits y · log2 x has before the point
  const length = yExponent + lengthOf(exponent)
  if (length < -55) return 1
  if (length < -31) return 1 + (logHigh * y + y * logLow) * Math.LN2
  if (length < 8) return moderatePower(y, logHigh, logLow)
  if (length < 16) return largePower(y, logHigh, logLow)
  return exponent >= 0 === y > 0 ? Number.POSITIVE_INFINITY : 0
}

/** All of the logarithm but the table, the exponent and the high part of r. */
function lowPartOfLog(r: number, rest: number): number {
  const square = r * r
  const cube = r * square
  const fourth = square * square
  const odd = fourth * ((L7 + L8 * r) * cube) + ((L3 + L4 * r) * cube + rest)
  return fourth * ((L5 + L6 * r) * r) + (L1 + L2 * r) * r + odd
}

function moderatePower(y: number, logHigh: number, logLow: number): number {
  const yHigh = withoutLast(35, y)
  const product = yHigh * logHigh
  const steps = roundedToStep(product)
  return twoToThe(steps, y * logLow + (product - steps + (y - yHigh) * logHigh))
}

/** Where the result may be too large or too small, and more digits of the product are before the point. */
function largePower(y: number, logHigh: number, logLow: number): number {
  const sum = logHigh + logLow
  const sumHigh = withoutLast(27, sum)
  const sumLow = logLow + (logHigh - sum) + (sum - sumHigh)
  const yHigh = withoutLast(27, y)
  const product = yHigh * sumHigh
  const steps = roundedToStep(product)
  return twoToThe(steps, y * sumLow + (y - yHigh) * sumHigh + (product - steps))
}
