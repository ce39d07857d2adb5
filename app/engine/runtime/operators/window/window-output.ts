import type { Value } from '../../../../types/value.ts'
import type { TimeShift } from './time-shift.ts'

/** window_start, window_end and window_time. The last millisecond is an instant where the time column is. */
export function windowValues(start: number, end: number, shift: TimeShift): readonly Value[] {
  return [start, end, shift.toInstant(end - 1)]
}
