import { intervalPredicates } from './interval-predicates.ts'
import type { LogicalMatch } from './match.ts'
import type { LogicalNode } from './node.ts'
import { isWindowJoin } from './window-properties.ts'
import { isGroupedWindowTime } from './window-time.ts'

/**
 * Whether a column still is the row time that watermarks speak of. Its type may say so without being
 * it: `MAX(ts)` and `ts + INTERVAL '1' SECOND` keep the mark until the plan is made.
 */
export function isTimeAttribute(node: LogicalNode, column: number): boolean {
  switch (node.kind) {
    case 'WatermarkAssigner':
      return node.column === column || isTimeAttribute(node.input, column)
    case 'Project': {
      const expr = node.exprs[column]
      if (expr === undefined) return false
      if (expr.kind === 'input') return isTimeAttribute(node.input, expr.index)
      return expr.kind === 'call' && expr.fn.name === 'PROCTIME'
    }
    case 'Filter':
    case 'Sort':
    case 'Sink':
      return isTimeAttribute(node.input, column)
    case 'Over':
    case 'Rank':
      return column < node.input.columns.length && isTimeAttribute(node.input, column)
    case 'Union':
      return node.inputs.every((input) => isTimeAttribute(input, column))
    case 'Correlate':
      return column < node.input.columns.length && isTimeAttribute(node.input, column)
    case 'Expand':
      return node.projects.every((exprs) => {
        const expr = exprs[column]
        return expr?.kind === 'input' && isTimeAttribute(node.input, expr.index)
      })
    case 'Match':
      return isTimeMeasure(node, column)
    case 'WindowTableFunction': {
      const width = node.input.columns.length
      return column < width ? isTimeAttribute(node.input, column) : column === width + 2
    }
    case 'WindowAggregate':
      return node.properties[column - node.keys.length - node.calls.length] === 'window_time'
    case 'TemporalJoin':
      return column < node.left.columns.length && isTimeAttribute(node.left, column)
    case 'Join': {
      if (node.interval === undefined && intervalPredicates(node) === undefined && !isWindowJoin(node)) return false
      const width = node.left.columns.length
      return column < width ? isTimeAttribute(node.left, column) : isTimeAttribute(node.right, column - width)
    }
    case 'Aggregate':
      return isGroupedWindowTime(node, column)
    case 'TableScan':
    case 'Values':
      return false
  }
}

/** MATCH_ROWTIME() is the time of the match; the times of its rows are plain values in the plan, whatever the schema says. */
function isTimeMeasure({ match, input }: LogicalMatch, column: number): boolean {
  const key = match.partitionBy[column]
  if (key !== undefined) return isTimeAttribute(input, key)
  const measure = match.measures[column - match.partitionBy.length]
  if (measure?.expr.kind === 'call') return measure.expr.fn.name === 'PROCTIME'
  return measure?.expr.kind === 'input' && measure.slots[measure.expr.index]?.kind === 'rowtime'
}
