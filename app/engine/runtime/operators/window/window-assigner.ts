import { windowStart } from './window-start.ts'

export interface Window {
  readonly start: number
  readonly end: number
}

/** The windows of a local time, in Flink's order: HOP's newest first, CUMULATE's shortest first. */
export type WindowAssigner = (time: number) => readonly Window[]

export function tumblingWindows(size: number, offset: number): WindowAssigner {
  return (time) => {
    const start = windowStart(time, offset, size)
    return [{ start, end: start + size }]
  }
}

export function hoppingWindows(size: number, slide: number, offset: number): WindowAssigner {
  return (time) => {
    const windows: Window[] = []
    for (let start = windowStart(time, offset, slide); start > time - size; start -= slide) {
      windows.push({ start, end: start + size })
    }
    return windows
  }
}

export function cumulatingWindows(size: number, step: number, offset: number): WindowAssigner {
  return (time) => {
    const start = windowStart(time, offset, size)
    const windows: Window[] = []
    for (let end = windowStart(time, offset, step) + step; end <= start + size; end += step)
      windows.push({ start, end })
    return windows
  }
}
