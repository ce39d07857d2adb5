import { must, unreachable } from '../../base/assert.ts'
import type { LogicalNode } from './node.ts'

export function inputsOf(node: LogicalNode): readonly LogicalNode[] {
  switch (node.kind) {
    case 'TableScan':
    case 'Values':
      return []
    case 'Union':
      return node.inputs
    case 'Join':
    case 'TemporalJoin':
      return [node.left, node.right]
    case 'WatermarkAssigner':
    case 'Project':
    case 'Filter':
    case 'Aggregate':
    case 'Expand':
    case 'Correlate':
    case 'Match':
    case 'WindowTableFunction':
    case 'WindowAggregate':
    case 'Over':
    case 'Rank':
    case 'Sort':
    case 'Sink':
      return [node.input]
    default:
      return unreachable(node)
  }
}

/** The same node over inputs with the same columns. */
export function withInputs(node: LogicalNode, inputs: readonly LogicalNode[]): LogicalNode {
  if (inputsOf(node).every((input, i) => input === inputs[i])) return node
  switch (node.kind) {
    case 'TableScan':
    case 'Values':
      return node
    case 'Union':
      return Object.freeze({ ...node, inputs })
    case 'Join':
    case 'TemporalJoin':
      return Object.freeze({ ...node, left: must(inputs[0], 'left'), right: must(inputs[1], 'right') })
    default:
      return Object.freeze({ ...node, input: must(inputs[0], 'input') })
  }
}
