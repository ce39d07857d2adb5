import type { BoundExpr } from '../expr/bound.ts'
import type { Row } from '../row.ts'
import type { Operator } from '../runtime/operator.ts'
import { PassThrough } from '../runtime/operators/pass-through.ts'
import { AppendTopN } from '../runtime/operators/rank/append-top-n.ts'
import { KeepFirstArrival, KeepFirstRow } from '../runtime/operators/rank/keep-first-row.ts'
import { KeepLastRow } from '../runtime/operators/rank/keep-last-row.ts'
import { RetractTopN } from '../runtime/operators/rank/retract-top-n.ts'
import { TemporalSort as TemporalSortOperator } from '../runtime/operators/rank/temporal-sort.ts'
import { TopOne } from '../runtime/operators/rank/top-one.ts'
import { UpdateTopN } from '../runtime/operators/rank/update-top-n.ts'
import type { Rank, StreamNode, TemporalSort } from '../stream/node.ts'
import { isTop1 } from '../stream/traits/deduplication.ts'
import { isDeduplicationByTime } from '../stream/traits/ranked-changelog.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'
import { rankLead } from './rank-lead.ts'
import { refuseSortedWatermark } from './refuse-sorted-watermark.ts'

/** As many rows are ranked of a partition whose last rank a column says. */
const VARIABLE_CAPACITY = 100

export function buildRank(node: Rank, context: BuildContext): BuiltOperator {
  const keys = [context.compiler.key(inputTypes(node), node.partitionBy)]
  return { operator: isDeduplicationByTime(node) ? deduplicate(node, context) : topN(node, context), keys }
}

function deduplicate(node: Rank, context: BuildContext): Operator {
  const [key] = node.orderBy
  const { columns } = node.inputs[0] as StreamNode
  const time = node.order === 'rowtime' && key !== undefined ? timeGetter(columns, key.index, context) : undefined
  if (key?.descending === true) {
    return new KeepLastRow({ ...(time && { time }), updateBefore: node.mode.updates === 'both' })
  }
  return time === undefined ? new KeepFirstArrival() : new KeepFirstRow(time)
}

function topN(node: Rank, context: BuildContext): Operator {
  const { compiler } = context
  const types = inputTypes(node)
  const { range, numbered, strategy } = node
  const compare = compiler.comparator(types, node.orderBy)
  const updateBefore = node.mode.updates === 'both'
  const ranks = numbered ? { withRank: compiler.withNumber(types.length) } : {}
  if (isTop1(range) && strategy?.kind !== 'Retract') return new TopOne({ compare, updateBefore, ...ranks })
  const bounds =
    'endColumn' in range
      ? { start: 1, capacity: VARIABLE_CAPACITY, endOf: endColumn(node, range.endColumn, context) }
      : { start: range.start, capacity: range.end, endOf: () => range.end }
  const spec = { ...bounds, ...ranks, compare, updateBefore }
  if (strategy?.kind === 'AppendFast') {
    const lead = () => rankLead(types, node.orderBy, compiler)
    const other = numbered ? { withOtherRank: compiler.withNumber(types.length) } : {}
    return new AppendTopN({ ...spec, ...other, lead: lead(), rankedLead: lead() })
  }
  if (strategy?.kind === 'UpdateFast') {
    const select = compiler.select(strategy.keys)
    const equal = compiler.equal(strategy.keys.map((key) => types[key] as (typeof types)[number]))
    return new UpdateTopN({ ...spec, sameKey: (a, b) => equal(select(a), select(b)) })
  }
  return new RetractTopN({ ...spec, sameRow: compiler.equal(types), keepsEnd: 'endColumn' in range })
}

function endColumn(node: Rank, index: number, context: BuildContext): (row: Row) => number {
  const types = inputTypes(node)
  const column: BoundExpr = { kind: 'input', index, type: types[index] as (typeof types)[number], span: node.span }
  const read = context.compiler.value(types, column)
  return (row) => Number(read(row) ?? 0)
}

export function buildTemporalSort(node: TemporalSort, context: BuildContext): BuiltOperator {
  if (node.order === 'proctime') return { operator: new PassThrough() }
  const [first, ...rest] = node.orderBy
  const input = node.inputs[0] as StreamNode
  refuseSortedWatermark(input)
  const time = timeGetter(input.columns, first?.index ?? 0, context)
  const compare = rest.length === 0 ? {} : { compare: context.compiler.comparator(inputTypes(node), rest) }
  return { operator: new TemporalSortOperator({ time, ...compare }) }
}
