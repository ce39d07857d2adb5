import { cosineOf, fromDouble, PI, roundedTo, sineOf, toDouble } from './exact-real.ts'

/** Sine and cosine of a multiple of π / 32. */
export interface SineRow {
  readonly sineHigh: number
  /** What the sine lacks, of 24 digits. */
  readonly sineLow: number
  /** A power of two near the cosine. */
  readonly slope: number
  /** The cosine less the slope. */
  readonly slopeRest: number
}

/** The power of two for a cosine of so many steps away from an extreme. */
const slopeNear = (steps: number): number =>
  steps < 8 ? 1 : steps < 13 ? 0.5 : steps < 15 ? 0.25 : steps < 16 ? 0.125 : 0

function rowAt(step: number): SineRow {
  const angle = (PI * BigInt(step)) / 32n
  const sine = step % 32 === 0 ? 0n : sineOf(angle)
  const cosine = step % 32 === 16 ? 0n : cosineOf(angle)
  const sineHigh = toDouble(sine)
  const slope = slopeNear(Math.min(step % 32, 32 - (step % 32))) * (cosine < 0n ? -1 : 1)
  return {
    sineHigh,
    sineLow: toDouble(roundedTo(24, sine - fromDouble(sineHigh))),
    slope,
    slopeRest: toDouble(cosine - fromDouble(slope)),
  }
}

export const sineRows = (): readonly SineRow[] => Array.from({ length: 64 }, (_, step) => rowAt(step))
