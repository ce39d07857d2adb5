import type { Operator } from '../runtime/operator.ts'
import { OrderedOver } from '../runtime/operators/over/ordered-over.ts'
import { ProctimeOver } from '../runtime/operators/over/proctime-over.ts'
import { RowtimeBoundedRangeOver } from '../runtime/operators/over/rowtime-bounded-range-over.ts'
import { RowtimeBoundedRowsOver } from '../runtime/operators/over/rowtime-bounded-rows-over.ts'
import { RowtimeUnboundedOver } from '../runtime/operators/over/rowtime-unbounded-over.ts'
import type { OverAggregate, StreamNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'

export function buildOver(node: OverAggregate, context: BuildContext): BuiltOperator {
  return { operator: overOperator(node, context), keys: [context.compiler.key(inputTypes(node), node.partitionBy)] }
}

function overOperator(node: OverAggregate, context: BuildContext): Operator {
  const { compiler } = context
  const types = inputTypes(node)
  const { preceding, unit, order, calls, orderBy } = node
  const handler = compiler.aggregates(
    types,
    types.map((_, i) => i),
    calls,
    { retracts: preceding !== undefined },
  )
  if (order === 'proctime') return new ProctimeOver({ handler }, preceding)
  if (order === 'other') {
    const compare = compiler.comparator(types, [orderBy])
    return new OrderedOver({ handler, compare, sameRow: compiler.equal(types) }, unit)
  }
  const time = timeGetter((node.inputs[0] as StreamNode).columns, orderBy.index, context)
  if (preceding === undefined) return new RowtimeUnboundedOver({ handler, time }, unit)
  if (unit === 'ROWS') return new RowtimeBoundedRowsOver({ handler, time }, preceding)
  return new RowtimeBoundedRangeOver({ handler, time }, preceding)
}
