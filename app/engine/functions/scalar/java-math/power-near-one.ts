import { exponentOf, withoutLast } from './double-bits.ts'
import { L4, L5, L6, L7, L8 } from './log2-coefficients.ts'
import type { ReciprocalRow } from './reciprocal-table.ts'
import { roundedToStep, twoToThe } from './two-to-the.ts'

/** L1 and L2 in parts of which the first has few digits, and L3 anew. */
const L1_PARTS = [-0.0018109986558556557, -8.042912194026448e-11] as const
const L2_PARTS = [-0.3453369140625, 1.7475787485004148e-5] as const
const L3_NEAR_ONE = 0.15928247963676365

/** The logarithm is small and y large, so that more of its digits matter: a sum that keeps what each addition loses. */
export function largePowerNearOne(
  y: number,
  yExponent: number,
  rHigh: number,
  rLow: number,
  exponent: number,
  row: ReciprocalRow,
): number {
  const r = rLow + rHigh
  const ofTable = exponent + row.high
  const linearHigh = rHigh + L1_PARTS[0] * rHigh
  const linearLow = L1_PARTS[0] * rLow
  const squareHigh = L2_PARTS[0] * rHigh * rHigh
  const squareLow = L2_PARTS[0] * rLow * (rHigh + r)

  const first = ofTable + linearHigh
  const second = first + squareHigh
  const third = second + rLow
  const fourth = third + linearLow
  const sum = fourth + row.low
  const lostAtFirst = squareHigh + (first - second) + (ofTable - first + linearHigh)
  const lost =
    squareLow + lostAtFirst + (second - third + rLow) + (third - fourth + linearLow) + (fourth - sum + row.low)

  const square = r * r
  const cube = r * square
  const odd = (L3_NEAR_ONE + L4 * r) * cube + lost + (L7 + L8 * r) * cube * (square * square)
  const even = (L1_PARTS[1] + L2_PARTS[1] * r) * r + (L5 + L6 * r) * r * (square * square)
  const logHigh = withoutLast(27, sum)
  const logLow = sum - logHigh + (odd + even)

  if (exponentOf(sum) + yExponent >= 13) return sum > 0 === y > 0 ? Number.POSITIVE_INFINITY : 0
  const yHigh = withoutLast(32, y)
  const product = yHigh * logHigh
  const steps = roundedToStep(product)
  return twoToThe(steps, product - steps + ((y - yHigh) * logHigh + y * logLow))
}
