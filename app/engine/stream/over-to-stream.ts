import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { AggregateCall, SortKey } from '../expr/bound.ts'
import { stampedFirstValue } from '../functions/over/stamped-first-value.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalOver, OverGroup } from '../logical/over.ts'
import { isFixedByJoin } from '../logical/pinned-columns.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import { assertAggregates } from './assert-aggregates.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode, TimeOrder } from './node.ts'

/** OVER as the operator that runs it. Throws SqlError for windows that Flink's planner refuses. */
export function overToStream(node: LogicalOver, input: StreamNode): StreamNode {
  const [group, another] = node.groups
  const { columns, span } = node
  const refuse = (message: string) => sqlError('plan', 'over', message, group?.span ?? span)
  if (group === undefined || another !== undefined)
    throw refuse(
      'Over Agg: Unsupported use of OVER windows. All aggregates must be computed on the same window. please re-check the over window statement.',
    )
  assertFunctions(group)
  assertMoving(node.input, group.orderBy, group.span)
  const [orderBy, second] = group.orderBy
  if (orderBy === undefined || second !== undefined)
    throw refuse('The window can only be ordered by a single time column.')
  if (group.upper.kind !== 'CURRENT ROW' || group.lower.kind === 'CURRENT ROW' || group.lower.kind === 'FOLLOWING')
    throw refuse('OVER RANGE FOLLOWING windows are not supported yet.')
  if (orderBy.descending) throw refuse('The window can only be ordered in ASCENDING mode.')
  if ('refusal' in group.lower && group.lower.refusal !== undefined) throw refuse(group.lower.refusal)
  const order = timeOrder(node.input, orderBy.index)
  const bounded = group.lower.kind === 'PRECEDING'
  if (order === 'other' && bounded) throw refuse('Non-time attribute sort is not supported for bounded OVER window.')
  assertAggregates(group.calls, node.input.columns)
  assertRuns(group, order)
  return makeNode({
    kind: 'OverAggregate',
    inputs: [input],
    partitionBy: group.partitionBy,
    orderBy,
    order,
    unit: group.unit,
    ...(group.lower.kind === 'PRECEDING' && { preceding: group.lower.value }),
    calls: order === 'other' ? group.calls.map(compared) : group.calls,
    columns,
    span: group.span,
  })
}

/** How Flink names the types of bounds that it refuses. */
/** Flink's planner leaves out a key that has one value only, where it sees that: behind a join it sometimes does. */
export function assertMoving(input: LogicalNode, orderBy: readonly SortKey[], span: Span): void {
  if (orderBy.some(({ index }) => isFixedByJoin(input, index)))
    throw unsupported('an order by a column with one value', span)
}

export function timeOrder(input: LogicalNode, column: number): TimeOrder {
  const type = input.columns[column]?.type
  if (type === undefined || !('time' in type) || !isTimeAttribute(input, column)) return 'other'
  return type.time === 'proctime' ? 'proctime' : 'rowtime'
}

const NOT_IN_STREAMS: ReadonlySet<string> = new Set(['LEAD', 'NTILE', 'PERCENT_RANK', 'CUME_DIST'])
const RANKS: ReadonlySet<string> = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])

function assertFunctions(group: OverGroup): void {
  for (const { fn, span } of group.calls) {
    if (NOT_IN_STREAMS.has(fn.name))
      throw sqlError('plan', 'over-function', `${fn.name} Function is not supported in stream mode.`, span)
    if (RANKS.has(fn.name) && group.orderBy.length === 0) {
      const message =
        'Over Agg: The window rank function requires order by clause with non-constant fields. please re-check the over window statement.'
      throw sqlError('plan', 'over-order', message, span)
    }
  }
}

/** Ordered by other columns than time, Flink compares and copies accumulators: known for these. */
const COMPARED: ReadonlySet<string> = new Set(['COUNT', 'SUM', '$SUM0', 'MIN', 'MAX', 'ROW_NUMBER'])
const COMPARED_IN_RANGE: ReadonlySet<string> = new Set([...COMPARED, 'RANK', 'DENSE_RANK', 'FIRST_VALUE', 'LAST_VALUE'])

/** Names what this engine cannot do as Flink does it. */
function assertRuns(group: OverGroup, order: TimeOrder): void {
  if (order === 'other') {
    const known = group.unit === 'RANGE' ? COMPARED_IN_RANGE : COMPARED
    const other = group.calls.find((c) => !known.has(c.fn.name) || c.distinct)
    if (other !== undefined) throw unsupported(`${nameOf(other)} OVER an order that is not time`, other.span)
  }
  if (group.lower.kind === 'PRECEDING' && order === 'proctime' && group.unit === 'RANGE')
    throw unsupported('OVER a range of processing time', group.span)
}

const compared = (call: AggregateCall): AggregateCall =>
  call.fn.name === 'FIRST_VALUE' ? { ...call, fn: stampedFirstValue } : call

const nameOf = (call: AggregateCall): string => `${call.fn.name}${call.distinct ? '(DISTINCT)' : ''}`
