import { cosineOf, fromDouble, ONE, PI, product, quotient, roundedTo, sineOf, toDouble } from './exact-real.ts'

/** The tangent around a multiple of π / 32, as a series of what is added to it. */
export interface TangentRow {
  /** Whether the series is what 1 / u lacks to -cot u, where u is the distance from π / 2: nearer to that than to 0. */
  readonly isReciprocal: boolean
  /** The constant of the series, and what it lacks. */
  readonly high: number
  readonly low: number
  /** A power of two, or zero, and what it lacks to the second coefficient. */
  readonly slope: number
  readonly slopeRest: number
  readonly coefficients: Coefficients
}

type N = number
/** Of the second power to the fifteenth. */
export type Coefficients = readonly [N, N, N, N, N, N, N, N, N, N, N, N, N, N]

const COUNT = 16

/** Of the products of coefficients that make one of the square of the series. */
function ofSquare(series: readonly bigint[], n: number): bigint {
  let sum = 0n
  for (let i = 0; i <= n; i++) sum += product(series[i] as bigint, series[n - i] as bigint)
  return sum
}

/** Continues a series by the rule that makes the next coefficient of one of the square. */
function continued(first: bigint, next: (ofSquare: bigint, n: number) => bigint): readonly bigint[] {
  const series = [first]
  for (let n = 0; n < COUNT - 1; n++) series.push(next(ofSquare(series, n) + (n === 0 ? ONE : 0n), n))
  return series
}

/** tan(angle + x), of which the derivative is 1 + tan². */
const tangentSeries = (angle: bigint): readonly bigint[] =>
  continued(quotient(sineOf(angle), cosineOf(angle)), (square, n) => square / BigInt(n + 1))

/** 1/(angle + x) - cot(angle + x). */
function reciprocalRest(angle: bigint): readonly bigint[] {
  if (angle === 0n) return continued(0n, (square, n) => square / BigInt(n + 3))
  const cotangent = continued(quotient(cosineOf(angle), sineOf(angle)), (square, n) => -square / BigInt(n + 1))
  let reciprocal = -angle
  return cotangent.map((coefficient, n) => {
    reciprocal = n === 0 ? quotient(ONE, angle) : -quotient(reciprocal, angle)
    return reciprocal - coefficient
  })
}

/** By step from 0: HotSpot's table was computed with few digits more than it holds, and these came out otherwise. */
const LOW = [
  0, 5.310067104990916e-18, 8.391794251189776e-19, -1.2766990894767704e-17, 1.4349369603776825e-17,
  -5.262646945055753e-17, 4.1042270147086926e-17, -2.2923147680006748e-17, 0,
]
const OTHER_COEFFICIENTS: Readonly<Record<number, readonly (readonly [place: number, value: number])[]>> = {
  4: [[15, 0.07264809919351328]],
  15: [
    [13, 2.4224432187216027e-7],
    [14, -3.418638077308785e-8],
    [15, 2.524819914327659e-8],
  ],
}

/** The row of a step from -16 to 15, where the tangent's sign is that of the step. */
function rowAt(step: number): TangentRow {
  const distance = Math.abs(step)
  const sign = step < 0 ? -1 : 1
  const isReciprocal = distance > 8
  const series = isReciprocal
    ? reciprocalRest((PI * BigInt(distance - 16)) / 32n)
    : tangentSeries((PI * BigInt(distance)) / 32n)
  const constant = distance === 8 ? ONE : (series[0] as bigint)
  const high = isReciprocal ? roundedTo(40, constant) : fromDouble(toDouble(constant))
  const slope = isReciprocal ? 0 : distance < 7 ? 1 : 2
  const coefficients = series.map(toDouble)
  for (const [place, value] of OTHER_COEFFICIENTS[distance] ?? []) coefficients[place] = value
  return {
    isReciprocal,
    high: sign * toDouble(high),
    low: sign * (isReciprocal ? toDouble(constant - high) : (LOW[distance] as number)),
    slope,
    slopeRest: distance === 8 ? 0 : toDouble((series[1] as bigint) - fromDouble(slope)),
    // an odd function: even powers change sign with the angle
    coefficients: coefficients.map((c, n) => (n % 2 === 0 ? sign * c : c)).slice(2) as unknown as Coefficients,
  }
}

/** By the step modulo 32. */
export const tangentRows = (): readonly TangentRow[] =>
  Array.from({ length: 32 }, (_, step) => rowAt(step < 16 ? step : step - 32))
