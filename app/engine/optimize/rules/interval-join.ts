import { must } from '../../../base/assert.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import { withoutTime } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { timestampMillis } from '../../../types/timestamp.ts'
import { typeText } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { mapInputs } from '../../logical/expressions.ts'
import type { IntervalBounds } from '../../logical/interval-bounds.ts'
import {
  type IntervalPredicates,
  intervalPredicates,
  isLower,
  type TimePredicate,
} from '../../logical/interval-predicates.ts'
import type { LogicalJoin } from '../../logical/join.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { alwaysTrue } from './filter-into-join.ts'

/** A join whose rows are at most so far apart in time keeps them no longer than that. */
export const intervalJoin: Rule = {
  name: 'StreamPhysicalIntervalJoinRule',
  apply(node, context) {
    if (node.kind !== 'Join' || node.interval !== undefined) return undefined
    const found = intervalPredicates(node)
    if (found === undefined) return undefined
    assertSameTime(node, found)
    const interval = boundsOf(found, context)
    return Object.freeze({ ...node, condition: found.rest ?? alwaysTrue(node), interval })
  },
}

function assertSameTime(node: LogicalJoin, { left, right }: IntervalPredicates): void {
  const a = must(node.left.columns[left]).type
  const b = must(node.right.columns[right]).type
  if (timeOf(a) === 'proctime' && timeOf(b) === 'proctime') return
  if (a.kind === b.kind && timeOf(a) === timeOf(b)) return
  const message =
    timeOf(a) === timeOf(b)
      ? `Interval join with rowtime attribute requires same rowtime types, but the types are ${timeText(a)} and ${timeText(b)}.`
      : `Interval join with different time attributes is not supported: ${timeText(a)} and ${timeText(b)}.`
  throw sqlError('plan', 'interval-join-time', message, node.span)
}

const timeOf = (type: LogicalType): string | undefined => ('time' in type ? type.time : undefined)

const timeText = (type: LogicalType): string => `${typeText(withoutTime(type))} *${(timeOf(type) ?? '').toUpperCase()}*`

/** Each predicate is evaluated with both times at 1970, so that months are those of that year, as in Flink. */
function boundsOf({ left, right, predicates }: IntervalPredicates, context: RuleContext): IntervalBounds {
  let lower = Number.NaN
  let upper = Number.NaN
  for (const predicate of predicates) {
    const distance = distanceOf(predicate, context)
    if (predicate.op === '=') {
      lower = distance
      upper = distance
    } else if (isLower(predicate)) lower = predicate.op.endsWith('=') ? distance : distance + 1
    else upper = predicate.op.endsWith('=') ? distance : distance - 1
  }
  return { left, right, lower, upper }
}

/** How far the left time is from the right one where both operands are equal. */
function distanceOf({ first, second, firstIsLeft }: TimePredicate, context: RuleContext): number {
  const a = atEpoch(first, context)
  const b = atEpoch(second, context)
  return firstIsLeft ? b - a : a - b
}

function atEpoch(expr: BoundExpr, context: RuleContext): number {
  const { type } = expr
  const value = context.constant(
    mapInputs(expr, (ref): BoundExpr => ({ kind: 'constant', value: 0, type: ref.type, span: ref.span })),
  )
  const isTimestamp = type.kind === 'TIMESTAMP' || type.kind === 'TIMESTAMP_LTZ'
  if (!isTimestamp || (typeof value !== 'number' && typeof value !== 'bigint'))
    throw unsupported('interval join with such a bound', expr.span)
  return timestampMillis(value, type.precision)
}
