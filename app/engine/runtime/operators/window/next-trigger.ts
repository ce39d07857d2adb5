import { MAX_WATERMARK } from '../../watermark.ts'
import type { TimeShift } from './time-shift.ts'
import { windowStart } from './window-start.ts'

/**
 * Where Flink's first phase takes the next window to end: at the next multiple of the windows' distance, in local
 * time only where clocks change. It knows nothing of offsets.
 */
export function nextTrigger({ toLocal, toTimer, changesClocks }: TimeShift, interval: number) {
  return (watermark: number): number => {
    if (watermark === MAX_WATERMARK) return watermark
    const trigger = changesClocks
      ? toTimer(windowStart(toLocal(watermark), 0, interval) + interval - 1)
      : windowStart(watermark, 0, interval) + interval - 1
    return trigger > watermark ? trigger : trigger + interval
  }
}
