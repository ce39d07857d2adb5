import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { parseDuration } from '../catalog/duration.ts'
import { preserves } from '../logical/join.ts'
import { EmptyIntervalJoin } from '../runtime/operators/join/empty-interval-join.ts'
import { InnerIntervalJoin } from '../runtime/operators/join/inner-interval-join.ts'
import { IntervalJoin } from '../runtime/operators/join/interval-join.ts'
import type { IntervalJoin as IntervalJoinNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'
import { nullTest } from './build-join.ts'

export function buildIntervalJoin(node: IntervalJoinNode, context: BuildContext, ordered: boolean): BuiltOperator {
  const { compiler } = context
  const { interval, joinType } = node
  const left = inputTypes(node, 0)
  const right = inputTypes(node, 1)
  const shared = {
    concat: compiler.concat(left.length, right.length),
    outer: [preserves(joinType, 0), preserves(joinType, 1)],
    nulls: [compiler.nulls(left.length), compiler.nulls(right.length)],
  } as const
  if (interval.lower > interval.upper) return { operator: new EmptyIntervalJoin(shared) }
  const columns = node.inputs.map((input) => input.columns)
  const time = (side: 0 | 1, column: number) => timeGetter(must(columns[side]), column, context)
  const strict = (keys: readonly number[]) => keys.filter((_, i) => node.nullSafe[i] !== true)
  const type = must(columns[0]?.[interval.left]).type
  const isProctime = 'time' in type && type.time === 'proctime'
  const keys = [compiler.key(left, node.leftKeys), compiler.key(right, node.rightKeys)]
  const hasNullKey = [
    nullTest(compiler.key(left, strict(node.leftKeys))),
    nullTest(compiler.key(right, strict(node.rightKeys))),
  ] as const
  const delay = cleanupDelay(context.config.get(CLEANUP), node)
  const { lower, upper } = interval
  const condition = node.rest && { condition: compiler.joinPredicate(left, right, node.rest) }
  const times = isProctime ? undefined : ([time(0, interval.left), time(1, interval.right)] as const)
  if (joinType === 'INNER' && !ordered && delay === 0 && times !== undefined) {
    const operator = new InnerIntervalJoin({
      left: { columns: compiler.rowColumns(left.length), time: times[0], hasNullKey: hasNullKey[0] },
      right: { columns: compiler.rowColumns(right.length), time: times[1], hasNullKey: hasNullKey[1] },
      ...condition,
      concat: shared.concat,
      lower,
      upper,
    })
    return { operator, keys }
  }
  const operator = new IntervalJoin({
    ...shared,
    ...condition,
    ...(times && { times }),
    cleanupDelay: delay,
    ordered,
    lower,
    upper,
    hasNullKey,
  })
  return { operator, keys }
}

const CLEANUP = 'table.exec.interval-join.min-cleanup-interval'

function cleanupDelay(text: string | undefined, node: IntervalJoinNode): number {
  if (text === undefined) return 0
  const delay = parseDuration(text)
  if (delay === undefined) throw unsupported(`${CLEANUP} = ${text}`, node.span)
  return delay
}
