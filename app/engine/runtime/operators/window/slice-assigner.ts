import { windowStart } from './window-start.ts'

/**
 * How windows are cut into slices that no row shares: a row belongs to one slice, a window to the slices
 * it covers. Slices and windows go by their (exclusive) end, in local time.
 */
export interface SliceAssigner {
  sliceEnd(time: number): number
  /** End of the last window that the slice belongs to. */
  lastWindowEnd(sliceEnd: number): number
  windowStart(windowEnd: number): number
  /** Distance between the ends of windows. */
  readonly step: number
  /** Slices of a window in the order in which they are merged: 'none' of a tumbling window, which is its slice. */
  readonly sharing: 'none' | 'merge' | 'cumulate'
}

export function tumbling(size: number, offset: number): SliceAssigner {
  return {
    sliceEnd: (time) => windowStart(time, offset, size) + size,
    lastWindowEnd: (sliceEnd) => sliceEnd,
    windowStart: (windowEnd) => windowEnd - size,
    step: size,
    sharing: 'none',
  }
}

export function hopping(size: number, slide: number, offset: number): SliceAssigner {
  const slice = greatestCommonDivisor(size, slide)
  return {
    sliceEnd: (time) => windowStart(time, offset, slice) + slice,
    lastWindowEnd: (sliceEnd) => sliceEnd - slice + size,
    windowStart: (windowEnd) => windowEnd - size,
    step: slice,
    sharing: 'merge',
  }
}

export function cumulating(size: number, step: number, offset: number): SliceAssigner {
  const start = (windowEnd: number): number => windowStart(windowEnd - 1, offset, size)
  return {
    sliceEnd: (time) => windowStart(time, offset, step) + step,
    lastWindowEnd: (sliceEnd) => start(sliceEnd) + size,
    windowStart: start,
    step,
    sharing: 'cumulate',
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
