import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalRank } from '../logical/rank.ts'
import type { LogicalSort } from '../logical/sort.ts'
import { holdsWindow, windowProperties } from '../logical/window-properties.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'
import { assertMoving, timeOrder } from './over-to-stream.ts'
import { windowRankToStream } from './window-rank-to-stream.ts'

/** Throws SqlError for rankings that Flink's planner refuses. */
export function rankToStream(node: LogicalRank, input: StreamNode): StreamNode {
  const { form, ranking, partitionBy, orderBy, range, numbered, columns, span } = node
  const refuse = (message: string) => sqlError('plan', 'rank', message, span)
  if (form === 'Rank' && orderBy.length === 0)
    throw refuse(
      'Over Agg: The window rank function requires order by clause with non-constant fields. please re-check the over window statement.',
    )
  if ('start' in range) {
    if (range.end === Number.POSITIVE_INFINITY && form !== 'Rank')
      throw refuse('FETCH is missed, which on streaming table is not supported currently.')
    if (range.end === Number.POSITIVE_INFINITY)
      throw refuse(
        'Rank end is not specified. Currently rank only support TopN, which means the rank end must be specified.',
      )
    if (range.end <= 0 && form === 'Rank') throw refuse(`Rank end should not less than zero, but now is ${range.end}`)
    if (range.start > range.end && form === 'Rank') throw unsupported('a ranking that starts behind its end', span)
  }
  const windows = form === 'Rank' ? windowProperties(node.input) : undefined
  if (windows !== undefined && holdsWindow(partitionBy, windows)) return windowRankToStream(node, windows, input)
  if (ranking !== 'ROW_NUMBER') throw refuse(`${ranking}() on streaming table is not supported currently`)
  if (readsIntervalJoin(input) && !(form === 'Rank' && readsWholeJoin(input)))
    throw unsupported('Top-N over an interval join', span)
  if (form === 'Rank') assertMoving(node.input, orderBy, span)
  const [first, second] = orderBy
  const order = first !== undefined && second === undefined ? timeOrder(node.input, first.index) : 'other'
  return makeNode({ kind: 'Rank', inputs: [input], form, partitionBy, orderBy, range, numbered, order, columns, span })
}

/**
 * The rows that one row of an interval join matches come in the order of Flink's hash tables, which go by the columns that
 * the join was left with: all of them, where nothing is computed or filtered between the join and the ranking.
 */
function readsWholeJoin(node: StreamNode): boolean {
  const [input] = node.inputs
  if (node.kind !== 'Calc' || input === undefined) return node.kind === 'IntervalJoin'
  return node.condition === undefined && node.projections.every(({ kind }) => kind === 'input') && readsWholeJoin(input)
}

function readsIntervalJoin(node: StreamNode): boolean {
  if (node.kind === 'IntervalJoin') return true
  return (node.kind === 'Calc' || node.kind === 'Union') && node.inputs.some(readsIntervalJoin)
}

export function sortToStream(node: LogicalSort, input: StreamNode): StreamNode {
  const { orderBy, columns, span } = node
  const [first] = orderBy
  const order = first === undefined || first.descending ? 'other' : timeOrder(node.input, first.index)
  if (order === 'other') throw sqlError('plan', 'sort', 'Sort on a non-time-attribute field is not supported.', span)
  if (order === 'proctime' && orderBy.length > 1) throw unsupported('ORDER BY processing time and more', span)
  return makeNode({ kind: 'TemporalSort', inputs: [input], orderBy, order, columns, span })
}
