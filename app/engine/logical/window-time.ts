import type { LogicalAggregate } from './aggregate.ts'
import type { LogicalNode } from './node.ts'
import { windowColumns } from './window-columns.ts'

/** Whether a group key is the time of a window by whose bounds the rows are grouped: it stays a time attribute. */
export function isGroupedWindowTime(node: LogicalAggregate, column: number): boolean {
  const key = node.keys[column]
  if (key === undefined || node.sets.length > 1) return false
  const { starts, ends } = windowColumns(node.input)
  const groupsByWindow = node.keys.some((k) => starts.has(k)) && node.keys.some((k) => ends.has(k))
  return groupsByWindow && isWindowTime(node.input, key)
}

function isWindowTime(node: LogicalNode, column: number): boolean {
  switch (node.kind) {
    case 'WindowTableFunction':
      return column === node.input.columns.length + 2
    case 'Project': {
      const expr = node.exprs[column]
      return expr?.kind === 'input' && isWindowTime(node.input, expr.index)
    }
    case 'Filter':
      return isWindowTime(node.input, column)
    case 'Aggregate':
      return isGroupedWindowTime(node, column)
    default:
      return false
  }
}
