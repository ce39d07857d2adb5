import type { LogicalType } from '../../types/logical-type.ts'
import type { LogicalNode } from './node.ts'
import type { WindowSpec } from './window-spec.ts'

/** The window that rows carry in their columns: how it was made, and from what kind of time. */
export interface AttachedWindow {
  readonly window: WindowSpec
  readonly timeType: LogicalType
}

export function attachedWindow(node: LogicalNode): AttachedWindow | undefined {
  switch (node.kind) {
    case 'WindowTableFunction':
    case 'WindowAggregate': {
      const { window, input } = node
      const timeType = window.attached ?? input.columns[window.time]?.type
      return timeType && { window, timeType }
    }
    case 'Project':
    case 'Filter':
    case 'Expand':
      return attachedWindow(node.input)
    default:
      return undefined
  }
}
