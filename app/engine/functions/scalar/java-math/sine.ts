import { type Circle, reduceHugeAngle } from './reduce-angle.ts'
import { type SineRow, sineRows } from './sine-table.ts'

// An angle is a multiple of π / 32, of which a table has sine and cosine, and a rest r with a correction c:
// sin(B + r + c) = sin B + cos B · (r + c) + sin B · (cos r - 1) + cos B · (sin r - r), summed from large to small.

const STEPS_PER_RADIAN = 10.185916357881302
/** π / 32 in three parts, the first two of which have 32 digits: products with whole numbers are exact. */
const STEP = [0.09817477042088285, 3.798187816439979e-12, 1.2639164054974691e-22] as const
/** The steps do not suffice beyond. */
const LARGEST = 90112
/** The sine of less is the angle itself. */
const SMALLEST = 2 ** -252
const CIRCLE: Circle = { sectorBits: 3, quarterPi: [0.7853981256484985, 3.774894977445941e-8] }
const STEPS_PER_SECTOR = 8
const QUARTER_TURN = 16

// 1 / n!
const S3 = -0.16666666666666666
const S5 = 0.008333333333333333
const S7 = -0.0001984126984126984
const S9 = 2.7557319223985893e-6
const C2 = -0.5
const C4 = 0.041666666666666664
const C6 = -0.001388888888888889
const C8 = 2.48015873015873e-5

let rows: readonly SineRow[] | undefined

/** Math.sin of Java. */
export function sin(x: number): number {
  const size = Math.abs(x)
  if (size < SMALLEST) return x
  return size < LARGEST ? sineAhead(x, 0, 0) : sineOfHuge(x, 0)
}

/** Math.cos of Java. */
export function cos(x: number): number {
  const size = Math.abs(x)
  if (size < SMALLEST) return 1
  return size < LARGEST ? sineAhead(x, 0, QUARTER_TURN) : sineOfHuge(x, QUARTER_TURN)
}

function sineOfHuge(x: number, ahead: number): number {
  if (!Number.isFinite(x)) return Number.NaN
  const { sector, angle, rest } = reduceHugeAngle(x, CIRCLE)
  return sineAhead(angle, rest, ahead + sector * STEPS_PER_SECTOR)
}

/** The sine of an angle, which lacks a little, and of so many steps ahead of it. */
function sineAhead(angle: number, lacking: number, ahead: number): number {
  rows ??= sineRows()
  const steps = Math.trunc(angle * STEPS_PER_RADIAN + (angle < 0 ? -0.5 : 0.5))
  const row = rows[(steps + ahead) & 63] as SineRow
  const nearly = angle - steps * STEP[0]
  const second = steps * STEP[1]
  const r = nearly - second
  const negativeC = steps * STEP[2] - (nearly - r - second) - lacking

  const cosine = row.slopeRest + row.slope
  const square = r * r
  const fourth = square * square
  // with `nearly` for one of the factors, as HotSpot has it
  const ofSine = S3 + S5 * square + (S7 + S9 * nearly * r) * fourth
  const ofCosine = C2 + C4 * square + (C6 + C8 * nearly * r) * fourth
  const correction = negativeC * (row.sineHigh * r - cosine) + row.sineLow

  const linear = row.slope * r
  const first = row.sineHigh + linear
  const medium = row.slopeRest * r
  const sum = first + medium
  const lostByFirst = row.sineHigh - first + linear
  const lostBySum = first - sum + medium
  return (
    sum + (correction + lostByFirst + lostBySum + ofSine * (cosine * r * square) + ofCosine * (row.sineHigh * square))
  )
}
