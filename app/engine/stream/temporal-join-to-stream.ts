import { must } from '../../base/assert.ts'
import { splitCondition } from '../logical/join-condition.ts'
import type { LogicalTemporalJoin } from '../logical/temporal-join.ts'
import { assertVersioned } from './assert-versioned.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'

export function temporalJoinToStream(node: LogicalTemporalJoin, left: StreamNode, right: StreamNode): StreamNode {
  const { joinType, leftTime, rightTime, columns, span } = node
  assertVersioned(node)
  const { pairs, rest } = splitCondition(node.condition, left.columns.length)
  return makeNode({
    kind: 'TemporalJoin',
    inputs: [left, right],
    joinType,
    leftKeys: pairs.map((p) => p.left),
    rightKeys: pairs.map((p) => p.right),
    nullSafe: pairs.map((p) => p.nullSafe),
    ...(rest && { rest }),
    leftTime,
    rightTime: must(rightTime, 'row time of the versions'),
    columns,
    span,
  })
}
