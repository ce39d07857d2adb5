import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalAggregate } from '../../logical/aggregate.ts'
import { type LogicalCorrelate, operandOf } from '../../logical/correlate.ts'
import { inputsOf } from '../../logical/expressions.ts'
import type { LogicalJoin } from '../../logical/join.ts'
import { splitCondition } from '../../logical/join-condition.ts'
import { holdsKey } from '../../logical/join-keys.ts'
import { uniqueKeys } from '../../logical/unique-keys.ts'
import type { Rule } from '../rule.ts'

/**
 * Flink aggregates below a join where it reckons that to be cheaper, which shows in the changelog. What it
 * may do so with is refused: one side adds at most one row, and nothing but groups, or a key of its own, is
 * asked of the other.
 */
export const aggregateJoinTranspose: Rule = {
  name: 'FlinkAggregateJoinTransposeRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.sets.length !== 1) return undefined
    const { input } = node
    const below = input.kind === 'Project' ? input.input : input
    if (below.kind === 'Correlate' && joinsConstants(below))
      throw unsupported('an aggregation that Flink may move below a join', node.span)
    if (below.kind !== 'Join' || below.joinType !== 'INNER') return undefined
    const exprs = input.kind === 'Project' ? input.exprs : undefined
    const source = (column: number): number | undefined => {
      const expr: BoundExpr | undefined = exprs?.[column]
      if (exprs === undefined) return column
      return expr?.kind === 'input' ? expr.index : undefined
    }
    // constants have been pulled up before
    const keys = node.keys.filter((key) => exprs?.[key]?.kind !== 'constant')
    if (mayMoveBelow({ ...node, keys }, below, source))
      throw unsupported('an aggregation that Flink may move below a join', node.span)
    return undefined
  },
}

/** UNNEST of constants is a join in Flink. */
const joinsConstants = ({ fn, input }: LogicalCorrelate): boolean =>
  fn.kind === 'unnest' && input.kind !== 'Values' && inputsOf(operandOf(fn)).size === 0

function mayMoveBelow(
  node: LogicalAggregate,
  below: LogicalJoin,
  source: (column: number) => number | undefined,
): boolean {
  const width = below.left.columns.length
  const { pairs, rest } = splitCondition(below.condition, width)
  const groups = node.keys.map(source)
  if (rest !== undefined || groups.includes(undefined)) return false
  const calls = node.calls.map((call) => ({ call, from: call.args.map(source) }))
  if (calls.some(({ call }) => call.distinct || call.filter !== undefined || !SPLITTABLE.has(call.fn.name)))
    return false
  if (pairs.length === 0) return true
  if (node.keys.length === 0) return false
  // Flink reckons IS NOT DISTINCT FROM to let more rows through than =
  if (pairs.some(({ nullSafe }) => nullSafe)) return true
  return ([0, 1] as const).some((side) => {
    const isOther = (column: number | undefined): boolean =>
      column !== undefined && (side === 0 ? column >= width : column < width)
    const own = groups.filter((c) => !isOther(c)).map((c) => must(c) - (side === 0 ? 0 : width))
    const others = groups.filter(isOther).map((c) => must(c) - (side === 0 ? width : 0))
    const ownColumns = [...pairs.map((p) => (side === 0 ? p.left : p.right)), ...own]
    const otherColumns = [...pairs.map((p) => (side === 0 ? p.right : p.left)), ...others]
    const [ownKeys, otherKeys] = side === 0 ? [below.left, below.right] : [below.right, below.left]
    if (holdsKey(ownColumns, uniqueKeys(ownKeys)) || !holdsKey(otherColumns, uniqueKeys(otherKeys))) return false
    const onlyGroups = calls.every(({ call, from }) => EXTREME.has(call.fn.name) && from.every(isOther))
    return onlyGroups || uniqueKeys(ownKeys).length > 0
  })
}

const SPLITTABLE: ReadonlySet<string> = new Set(['COUNT', 'SUM', 'MIN', 'MAX'])
const EXTREME: ReadonlySet<string> = new Set(['MIN', 'MAX'])
