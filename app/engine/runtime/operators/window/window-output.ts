import type { Value } from '../../../../types/value.ts'
import type { TimeShift } from './time-shift.ts'

export type WindowProperty = 'window_start' | 'window_end' | 'window_time'

/** The values of a window's columns. `window_time`, the last millisecond, is an instant where the time column is. */
export function windowValues(
  properties: readonly WindowProperty[],
  start: number,
  end: number,
  shift: TimeShift,
): readonly Value[] {
  return properties.map((property) => {
    if (property === 'window_start') return start
    return property === 'window_end' ? end : shift.toInstant(end - 1)
  })
}
