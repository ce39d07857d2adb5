import { windowStart } from './window-start.ts'

/**
 * How windows are cut into slices that no row shares: a row belongs to one slice, a window to the slices
 * it covers. Slices and windows go by their (exclusive) end, in local time.
 */
export interface SliceAssigner {
  sliceEnd(time: number): number
  /** End of the first window that the slice belongs to. */
  firstWindowEnd(sliceEnd: number): number
  lastWindowEnd(sliceEnd: number): number
  windowStart(windowEnd: number): number
  readonly slice: number
  /** Distance between the ends of windows. */
  readonly step: number
  /** How a window's result comes about: it is its slice, its slices are merged (LISTAGG shows the order), or the first slice collects the others. */
  readonly sharing: 'none' | 'newest-first' | 'cumulate'
}

export function tumbling(size: number, offset: number): SliceAssigner {
  return {
    sliceEnd: (time) => windowStart(time, offset, size) + size,
    firstWindowEnd: (sliceEnd) => sliceEnd,
    lastWindowEnd: (sliceEnd) => sliceEnd,
    windowStart: (windowEnd) => windowEnd - size,
    slice: size,
    step: size,
    sharing: 'none',
  }
}

export function hopping(size: number, slide: number, offset: number): SliceAssigner {
  const slice = greatestCommonDivisor(size, slide)
  return {
    sliceEnd: (time) => windowStart(time, offset, slice) + slice,
    firstWindowEnd: (sliceEnd) => windowStart(sliceEnd - size + slide - 1, offset, slide) + size,
    lastWindowEnd: (sliceEnd) => windowStart(sliceEnd - slice, offset, slide) + size,
    windowStart: (windowEnd) => windowEnd - size,
    slice,
    step: slide,
    sharing: 'newest-first',
  }
}

export function cumulating(size: number, step: number, offset: number): SliceAssigner {
  const start = (windowEnd: number): number => windowStart(windowEnd - 1, offset, size)
  return {
    sliceEnd: (time) => windowStart(time, offset, step) + step,
    firstWindowEnd: (sliceEnd) => sliceEnd,
    lastWindowEnd: (sliceEnd) => start(sliceEnd) + size,
    windowStart: start,
    slice: step,
    step,
    sharing: 'cumulate',
  }
}

/** Of rows that carry their window, whose end then stands for their time: a slice is one window. */
export function attached(windowStart: SliceAssigner['windowStart']): SliceAssigner {
  const same = (end: number): number => end
  return {
    sliceEnd: same,
    firstWindowEnd: same,
    lastWindowEnd: same,
    windowStart,
    slice: 0,
    step: 0,
    sharing: 'none',
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
