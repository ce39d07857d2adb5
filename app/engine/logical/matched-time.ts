import type { LogicalNode } from './node.ts'
import { isTimeAttribute } from './time-attribute.ts'

/**
 * Whether a column is the time of a matched row: MATCH_RECOGNIZE still calls it a row time in its schema, and the
 * plan does not, over which Flink stumbles in an OVER above.
 */
export function isMatchedTime(node: LogicalNode, column: number): boolean {
  switch (node.kind) {
    case 'Filter':
      return isMatchedTime(node.input, column)
    case 'Project': {
      const expr = node.exprs[column]
      return expr?.kind === 'input' && isMatchedTime(node.input, expr.index)
    }
    case 'Match': {
      const type = node.columns[column]?.type
      return type !== undefined && 'time' in type && type.time === 'rowtime' && !isTimeAttribute(node, column)
    }
    default:
      return false
  }
}
