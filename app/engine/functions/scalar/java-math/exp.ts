import { powerOfTwo, SMALLEST_NORMAL, withoutLast } from './double-bits.ts'
import { type ExponentialRow, rowsOf64 } from './exponential-table.ts'

// e^x = 2^k · 2^(j/64) · e^r, of which j selects a row of a table and r is less than ln 2 / 128.

const STEPS_PER_UNIT = 92.33248261689366
/** ln 2 / 64 in two parts, the first with so few digits that products with whole numbers are exact. */
const STEP = [0.010830424696223417, 2.572804622327669e-14] as const
/** Adding it rounds to whole numbers. */
const SHIFTER = 1.5 * 2 ** 52

/** Of e^r - 1 - r. */
const C2 = 0.4999999999999999
const C3 = 0.16666666666523347
const C4 = 0.04166666666952449
const C5 = 0.008333368243348653
const C6 = 0.001388874731341548

let rows: readonly ExponentialRow[] | undefined

/** Math.exp of Java. */
export function exp(x: number): number {
  const size = Math.abs(x)
  if (!(size < 1024)) return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : Number.NaN
  if (size < 2 ** -54) return 1 + x
  rows ??= rowsOf64()
  const steps = x * STEPS_PER_UNIT + SHIFTER - SHIFTER
  const rest = x - steps * STEP[0] - steps * STEP[1]
  const { high, low } = rows[steps & 63] as ExponentialRow
  const square = rest * rest
  const cube = rest * square
  // the order of the sum decides the last digit
  const beyondFourth = cube * square * (C5 + C6 * rest)
  const grown = cube * (C3 + C4 * rest) + (rest + low + beyondFourth) + square * C2
  const exponent = steps >> 6
  if (exponent < -894 || exponent > 1022) return atTheEdge(grown, high, exponent)
  const power = high * powerOfTwo(exponent)
  return grown * power + power
}

/** high · (1 + grown) · 2^exponent where that may be too large or too small for a double. */
function atTheEdge(grown: number, high: number, exponent: number): number {
  const half = exponent >> 1
  const scale = powerOfTwo(half)
  const power = high * powerOfTwo(exponent - half)
  const lost = -1022 - exponent
  if (lost > 52) return (grown * power + power) * scale
  // apart are the digits that a subnormal number keeps, so that it is rounded once
  const kept = lost < 0 ? 0 : withoutLast(lost, power)
  const rest = grown * power + (power - kept)
  const result = (rest + kept) * scale
  return result < SMALLEST_NORMAL ? rest * scale + kept * scale : result
}
