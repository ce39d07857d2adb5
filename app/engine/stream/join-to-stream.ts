import { unsupported } from '../../sql/diagnostic.ts'
import type { LogicalJoin } from '../logical/join.ts'
import { splitCondition } from '../logical/join-condition.ts'
import { isWindowJoin } from '../logical/window-join.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'

/** A join as the operator that runs it: over the whole of both sides. */
export function joinToStream(node: LogicalJoin, left: StreamNode, right: StreamNode): StreamNode {
  if (isWindowJoin(node)) throw unsupported('window join', node.span)
  const { joinType, columns, span } = node
  const { pairs, rest } = splitCondition(node.condition, left.columns.length)
  const shared = {
    inputs: [left, right],
    joinType,
    leftKeys: pairs.map((p) => p.left),
    rightKeys: pairs.map((p) => p.right),
    nullSafe: pairs.map((p) => p.nullSafe),
    ...(rest && { rest }),
    columns,
    span,
  }
  const { interval } = node
  return makeNode(interval === undefined ? { kind: 'Join', ...shared } : { kind: 'IntervalJoin', ...shared, interval })
}
