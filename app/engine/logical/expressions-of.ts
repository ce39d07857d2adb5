import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalNode } from './node.ts'

/** The expressions that a node itself computes. */
export function expressionsOf(node: LogicalNode): readonly BoundExpr[] {
  switch (node.kind) {
    case 'Project':
      return node.exprs
    case 'Filter':
    case 'Join':
    case 'TemporalJoin':
      return [node.condition]
    case 'Values':
      return node.rows.flat()
    case 'Expand':
      return node.projects.flat()
    case 'Correlate': {
      const operand = node.fn.kind === 'unnest' ? node.fn.collection : node.fn.count
      return node.condition === undefined ? [operand] : [operand, node.condition]
    }
    default:
      return []
  }
}
