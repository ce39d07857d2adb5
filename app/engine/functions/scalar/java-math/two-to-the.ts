import { powerOfTwo, SMALLEST_NORMAL, withoutLast } from './double-bits.ts'
import { type ExponentialRow, rowsOf256 } from './exponential-table.ts'

/** Adding it rounds to multiples of 1/256. */
const SHIFTER = 1.5 * 2 ** 44

export const roundedToStep = (x: number): number => x + SHIFTER - SHIFTER

/** Of 2^x, by the power of x from the second on. */
const E2 = 0.24022650695910072
const E3 = 0.05550410866482158
const E4 = 0.009618129107628477
const E5 = 0.0013333558146428443

let rows: readonly ExponentialRow[] | undefined

/** 2^(steps + rest), where steps are a multiple of 1/256. */
export function twoToThe(steps: number, rest: number): number {
  if (Math.abs(steps) >= 1152) return steps > 0 ? Number.POSITIVE_INFINITY : 0
  rows ??= rowsOf256()
  const row = rows[(steps * 256) & 255] as ExponentialRow
  const exponent = Math.floor(steps)
  const half = exponent >> 1
  const high = row.high * powerOfTwo(half)
  const low = row.low * powerOfTwo(half)
  const scale = powerOfTwo(exponent - half)
  const square = rest * rest
  const grown =
    square * square * (E4 + E5 * rest) * high + (Math.LN2 * rest * high + low) + square * (E2 + E3 * rest) * high
  const result = (grown + high) * scale
  return result < SMALLEST_NORMAL ? roundedOnce(result, high, grown, scale, exponent) : result
}

/** A subnormal result, for which the digits that it keeps are put aside first. */
function roundedOnce(result: number, high: number, grown: number, scale: number, exponent: number): number {
  const lost = -1054 - exponent
  if (lost > 20) return result
  const kept = withoutLast(32 + Math.max(0, lost), high)
  return kept * scale + (high - kept + grown) * scale
}
