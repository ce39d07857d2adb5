import { sqlError } from '../../sql/diagnostic.ts'
import type { LogicalCorrelate } from '../logical/correlate.ts'
import { inputsOf, moveInputs } from '../logical/expressions.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'

/** Throws SqlError for what Flink accepts as a query but cannot plan. */
export function correlateNode(node: LogicalCorrelate, input: StreamNode): StreamNode {
  const { fn, fnColumns, joinType, condition, columns, span } = node
  const width = input.columns.length
  const fail = (message: string) => sqlError('plan', 'correlate', message, span)
  if (condition !== undefined && [...inputsOf(condition)].some((column) => column < width))
    throw fail('unexpected correlate variable in the plan: the condition of a join with UNNEST reads its left side')
  const own = condition && moveInputs(condition, (column) => column - width)
  return makeNode({
    kind: 'Correlate',
    inputs: [input],
    fn,
    fnColumns,
    joinType,
    ...(own && { condition: own }),
    columns,
    span,
  })
}
