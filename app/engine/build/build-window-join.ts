import { must } from '../../base/assert.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { preserves } from '../logical/join.ts'
import { WindowJoin, type WindowJoinOutput } from '../runtime/operators/window/window-join.ts'
import type { WindowJoin as WindowJoinNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'
import { nullTest } from './build-join.ts'

export function buildWindowJoin(node: WindowJoinNode, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  const end = (side: 0 | 1) => timeGetter(must(node.inputs[side]).columns, node.ends[side], context)
  const strict = (keys: readonly number[]) => keys.filter((_, i) => node.nullSafe[i] !== true)
  const operator = new WindowJoin({
    ends: [end(0), end(1)],
    shift: context.shiftOf(node.timeType),
    ...(node.rest && { condition: compiler.joinPredicate(left, right, node.rest) }),
    hasNullKey: [
      nullTest(compiler.key(left, strict(node.leftKeys))),
      nullTest(compiler.key(right, strict(node.rightKeys))),
    ],
    output: outputOf(node, left, right, context),
  })
  return { operator, keys: [compiler.key(left, node.leftKeys), compiler.key(right, node.rightKeys)] }
}

function outputOf(
  { joinType }: WindowJoinNode,
  left: readonly LogicalType[],
  right: readonly LogicalType[],
  { compiler }: BuildContext,
): WindowJoinOutput {
  if (joinType === 'SEMI' || joinType === 'ANTI') return { kind: 'left', anti: joinType === 'ANTI' }
  return {
    kind: 'joined',
    concat: compiler.concat(left.length, right.length),
    outer: [preserves(joinType, 0), preserves(joinType, 1)],
    nulls: [compiler.nulls(left.length), compiler.nulls(right.length)],
  }
}
