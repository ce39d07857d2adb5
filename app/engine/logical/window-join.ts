import type { LogicalJoin } from './join.ts'
import { splitCondition } from './join-condition.ts'
import { windowColumns } from './window-columns.ts'

/** Whether both starts and both ends of windows are equated: Flink joins window by window then. */
export function isWindowJoin({ left, right, condition }: LogicalJoin): boolean {
  const { pairs } = splitCondition(condition, left.columns.length)
  const a = windowColumns(left)
  const b = windowColumns(right)
  const starts = pairs.some((p) => a.starts.has(p.left) && b.starts.has(p.right))
  return starts && pairs.some((p) => a.ends.has(p.left) && b.ends.has(p.right))
}
