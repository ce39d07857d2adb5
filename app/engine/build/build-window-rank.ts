import { WindowDeduplicate } from '../runtime/operators/window/window-deduplicate.ts'
import { WindowRank } from '../runtime/operators/window/window-rank.ts'
import type {
  StreamNode,
  WindowDeduplicate as WindowDeduplicateNode,
  WindowRank as WindowRankNode,
} from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'

export function buildWindowRank(node: WindowRankNode, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const types = inputTypes(node)
  const operator = new WindowRank({
    ...windowOf(node, context),
    compare: compiler.comparator(types, node.orderBy),
    start: node.start,
    end: node.end,
    ...(node.numbered && { withRank: compiler.withNumber(types.length) }),
  })
  return { operator, keys: [compiler.key(types, node.partitionBy)] }
}

export function buildWindowDeduplicate(node: WindowDeduplicateNode, context: BuildContext): BuiltOperator {
  const { columns } = node.inputs[0] as StreamNode
  const operator = new WindowDeduplicate({
    ...windowOf(node, context),
    time: timeGetter(columns, node.time, context),
    keepLast: node.keepLast,
  })
  return { operator, keys: [context.compiler.key(inputTypes(node), node.partitionBy)] }
}

/** The ends of windows are in local time as they are. */
function windowOf(node: WindowRankNode | WindowDeduplicateNode, context: BuildContext) {
  const { columns } = node.inputs[0] as StreamNode
  return { windowEnd: timeGetter(columns, node.windowEnd, context), shift: context.shiftOf(node.timeType) }
}
