import { type Hybrid, hybrid } from '../../../../types/value.ts'
import { longOfWatermark } from '../../watermark.ts'

const DAY = 86_400_000n

/**
 * MATCH_ROWTIME: the time of a match's last row, or the watermark that let it go. The last watermark of a
 * bounded input lies beyond Flink's calendar, whose number of days wraps around.
 */
export function timeOfMatch(time: number): Hybrid {
  const exact = longOfWatermark(time)
  if (typeof exact === 'number') return exact
  return BigInt.asIntN(32, exact / DAY) * DAY + (exact % DAY)
}

/** The same as an instant, which reaches that far. */
export function instantOfMatch(time: number): Hybrid {
  const exact = longOfWatermark(time)
  return typeof exact === 'number' ? exact : hybrid(exact)
}
