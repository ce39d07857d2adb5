import { must } from '../../base/assert.ts'
import { TemporalJoin } from '../runtime/operators/join/temporal-join.ts'
import type { TemporalJoin as TemporalJoinNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'
import { nullTest } from './build-join.ts'

export function buildTemporalJoin(node: TemporalJoinNode, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  const isNullable = (i: number): boolean =>
    left[must(node.leftKeys[i])]?.nullable !== false || right[must(node.rightKeys[i])]?.nullable !== false
  const strict = node.leftKeys.filter((_, i) => node.nullSafe[i] !== true && isNullable(i))
  const operator = new TemporalJoin({
    leftTime: timeGetter(must(node.inputs[0]).columns, node.leftTime, context),
    rightTime: timeGetter(must(node.inputs[1]).columns, node.rightTime, context),
    ...(node.rest && { condition: compiler.joinPredicate(left, right, node.rest) }),
    hasNullKey: nullTest(compiler.key(left, strict)),
    concat: compiler.concat(left.length, right.length),
    outer: node.joinType === 'LEFT',
    noRight: compiler.nulls(right.length),
  })
  return { operator, keys: [compiler.key(left, node.leftKeys), compiler.key(right, node.rightKeys)] }
}
