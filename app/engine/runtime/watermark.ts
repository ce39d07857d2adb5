/**
 * Watermarks are milliseconds held in safe integers. `MAX_WATERMARK` stands for Flink's Long.MAX_VALUE:
 * a watermark a little below it (an interval join holds MAX back by its bound) keeps its distance, so
 * `longOfWatermark` is exact at both ends.
 */
export const MAX_WATERMARK = Number.MAX_SAFE_INTEGER
export const MIN_WATERMARK = Number.MIN_SAFE_INTEGER

const LONG_MAX = 9223372036854775807n
const LONG_MIN = -9223372036854775808n
/** Further away from 1970 than any row can be. */
const BORDER = 4e15

/** The watermark as Flink's 64-bit number. */
export function longOfWatermark(time: number): number | bigint {
  if (time > BORDER) return LONG_MAX - BigInt(MAX_WATERMARK - time)
  if (time < -BORDER) return LONG_MIN + BigInt(time - MIN_WATERMARK)
  return time
}
