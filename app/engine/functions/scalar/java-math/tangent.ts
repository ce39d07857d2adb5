import { withoutLast } from './double-bits.ts'
import { type Circle, reduceHugeAngle } from './reduce-angle.ts'
import { type Coefficients, type TangentRow, tangentRows } from './tangent-table.ts'

// An angle is a multiple of π / 32 and a rest r with a correction c. Each of the multiples has its own series of r.
// Near π / 2 that is the series of what 1 / u lacks to the result, where u is the distance from there.

const STEPS_PER_RADIAN = 10.185916357881302
/** π / 32 in three parts, each with few digits but the last. */
const STEP = [0.09817477042452083, 1.6020900947399724e-13, 6.601874416867142e-25] as const
const QUARTER_TURNS_PER_RADIAN = 0.6366197723675814
/** The same for multiples of π / 2, counted in steps too. They are fewer, so that more digits leave products exact. */
const LARGE_STEP = [0.0981747704247482, -6.716466596861444e-14, 3.9801982271943437e-26] as const
/** All that the first part of them lacks, with its sign changed. */
const LARGE_STEP_EXCESS = 6.716466596857464e-14
const STEPS_PER_SECTOR = 16
const CIRCLE: Circle = { sectorBits: 2, quarterPi: [0.785398006439209, 1.5695823932524066e-7] }

let rows: readonly TangentRow[] | undefined

/** Math.tan of Java. */
export function tan(x: number): number {
  const size = Math.abs(x)
  if (size < 0.1015625) return tangentOfSmall(x, size)
  if (size < 12800) return tangent(x, 0, 0)
  if (!Number.isFinite(x)) return Number.NaN
  const { sector, angle, rest } = reduceHugeAngle(x, CIRCLE)
  return tangent(angle, rest, sector * STEPS_PER_SECTOR)
}

/** A series of five members suffices. */
function tangentOfSmall(x: number, size: number): number {
  if (size < 2 ** -29) return x
  const square = x * x
  const ofSquare =
    0.3333333333333438 +
    square *
      (0.1333333333189392 +
        square * (0.05396826038703869 + square * (0.021868240060138665 + square * 0.008973320742177588)))
  return x + ofSquare * (x * square)
}

const rounded = (x: number): number => Math.trunc(x + (x < 0 ? -0.5 : 0.5))

/** The tangent of an angle, which lacks a little, and of so many steps ahead of it. */
function tangent(angle: number, lacking: number, ahead: number): number {
  rows ??= tangentRows()
  const steps = rounded(angle * STEPS_PER_RADIAN)
  const row = rows[(steps + ahead) & 31] as TangentRow
  const nearly = angle - steps * STEP[0]
  const second = steps * STEP[1]
  const r = nearly - second
  const c = nearly - r - second - steps * STEP[2] + lacking

  const ofSlope = r * row.slope
  const ofSlopeRest = r * row.slopeRest
  const medium = ofSlope + ofSlopeRest
  const lostByMedium = ofSlopeRest + (ofSlope - medium)
  const low = series(row.coefficients, r) + ((row.slope + row.slopeRest) * c + row.low + lostByMedium)
  if (!row.isReciprocal) return sum(medium, -row.high, low, 0)
  return withReciprocal(row, medium, low, angle, lacking)
}

/** The series from the second power on, in the order of HotSpot's vector instructions. */
function series([c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15]: Coefficients, r: number): number {
  const square = r * r
  const fourth = square * square
  const fifth = r * fourth
  const upper = c9 * r + c8 + (c11 * r + c10) * square + c12 * fourth + (c14 * r + c13 + c15 * square) * fifth
  const lower = (c3 * r + c2) * square + c4 * fourth + (c6 * r + c5 + c7 * square) * fifth
  return fourth * fourth * upper + lower
}

/** The series and 1 / u. */
function withReciprocal(row: TangentRow, medium: number, low: number, angle: number, lacking: number): number {
  const turns = 16 * rounded(angle * QUARTER_TURNS_PER_RADIAN)
  const nearly = angle - turns * LARGE_STEP[0]
  const second = turns * LARGE_STEP[1]
  const u = nearly - second
  // 35 digits, so that its product with as many of the reciprocal is nearly exact
  const uHigh = withoutLast(18, nearly + turns * LARGE_STEP_EXCESS)
  const uLow = nearly - u - second - turns * LARGE_STEP[2] + lacking + (u - uHigh)
  const reciprocal = 1 / uHigh
  const reciprocalHigh = withoutLast(35, reciprocal)
  const reciprocalLow = (1 - uHigh * reciprocalHigh - uLow * reciprocal) * reciprocal
  return sum(medium, reciprocalHigh - row.high, low, reciprocalLow)
}

/** medium - high + low - lowest: what the first difference loses is added to the low part. */
function sum(medium: number, high: number, low: number, lowest: number): number {
  const difference = medium - high
  const lost = medium - (high + difference)
  return low + lost - lowest + difference
}
