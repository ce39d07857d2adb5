import type { LogicalAggregate } from './aggregate.ts'
import { holdsWindow, windowProperties } from './window-properties.ts'

/** Whether a group key is the time of a window by whose bounds the rows are grouped: it stays a time attribute. */
export function isGroupedWindowTime(node: LogicalAggregate, column: number): boolean {
  const key = node.keys[column]
  const windows = windowProperties(node.input)
  if (key === undefined || windows === undefined || node.sets.length > 1) return false
  return windows.times.has(key) && holdsWindow(node.keys, windows)
}
