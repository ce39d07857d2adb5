import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalCorrelate } from '../../logical/correlate.ts'
import { type LogicalJoin, preserves } from '../../logical/join.ts'
import type { LogicalNode } from '../../logical/node.ts'
import type { OverGroup } from '../../logical/over.ts'
import { inputRef, project } from '../../logical/project.ts'
import type { LogicalTemporalJoin } from '../../logical/temporal-join.ts'
import { type LogicalUnion, union } from '../../logical/union.ts'
import { values } from '../../logical/values.ts'
import type { Rule } from '../rule.ts'

const isEmpty = (node: LogicalNode): boolean => node.kind === 'Values' && node.rows.length === 0

/** What can have no rows is an empty Values; a filter that is always true is nothing. */
export const pruneEmpty: Rule = {
  name: 'PruneEmptyRules',
  apply(node) {
    switch (node.kind) {
      case 'Filter': {
        if (isEmpty(node.input)) return node.input
        if (node.condition.kind !== 'constant') return undefined
        return node.condition.value === true ? node.input : values(node.columns, [], node.span)
      }
      case 'Project':
      case 'Expand':
        return isEmpty(node.input) ? values(node.columns, [], node.span) : undefined
      case 'Over':
        return isEmpty(node.input) && node.groups.every(mayRun) ? values(node.columns, [], node.span) : undefined
      case 'WindowTableFunction':
        if (!isEmpty(node.input)) return undefined
        if (node.window.grouped) throw unsupported('a group window over no rows', node.span)
        return values(node.columns, [], node.span)
      case 'Aggregate':
        return isEmpty(node.input) && node.keys.length > 0 ? values(node.columns, [], node.span) : undefined
      case 'Join':
        return prunedJoin(node)
      case 'TemporalJoin':
        return prunedTemporalJoin(node)
      case 'Correlate':
        return isEmpty(node.input) ? values(node.columns, [], node.span) : minusOfNothing(node)
      case 'Union': {
        const kept = node.inputs.filter((i) => !isEmpty(i))
        if (kept.length === node.inputs.length) return undefined
        if (isMinus(node)) return undefined
        const [only, second] = kept
        if (only === undefined) return values(node.columns, [], node.span)
        return second === undefined ? only : union(kept, node.columns, node.span)
      }
      default:
        return undefined
    }
  },
}

/** The rows of both sides of an EXCEPT ALL, to be counted. */
const isMinus = (node: LogicalUnion): boolean => node.columns.some(({ name }) => name === 'vcol_marker')

/** EXCEPT ALL of no rows is none, EXCEPT ALL without rows the left side as it is. */
function minusOfNothing({ fn, input, columns, span }: LogicalCorrelate): LogicalNode | undefined {
  if (fn.kind !== 'replicate') return undefined
  let counted = input
  while (counted.kind === 'Project' || counted.kind === 'Filter' || counted.kind === 'Aggregate')
    counted = counted.input
  if (counted.kind !== 'Union' || !isMinus(counted)) return undefined
  const [left, right] = counted.inputs
  if (left === undefined || right === undefined) return undefined
  if (isEmpty(left)) return values(columns, [], span)
  if (!isEmpty(right)) return undefined
  const names = columns.map(({ name }) => name)
  return project(
    left,
    columns.map((_, i) => inputRef(left, i, span)),
    names,
    span,
  )
}

/** What Flink refuses to run it refuses without rows, too; and it still looks for the bounds of a rank. */
const mayRun = ({ orderBy, upper, calls }: OverGroup): boolean =>
  orderBy.length === 1 &&
  orderBy.every(({ descending }) => !descending) &&
  upper.kind === 'CURRENT ROW' &&
  !calls.some(({ fn }) => RANKS.has(fn.name))

const RANKS: ReadonlySet<string> = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])

/** A join with an empty side: no rows, or those of the other side, padded. */
function prunedJoin(node: LogicalJoin): LogicalNode | undefined {
  const { left, right, joinType, columns, span } = node
  if (isEmpty(left))
    return preserves(joinType, 1) ? padded(node, right, left.columns.length) : values(columns, [], span)
  if (!isEmpty(right)) return undefined
  if (joinType === 'ANTI') return left
  return preserves(joinType, 0) ? padded(node, left, 0) : values(columns, [], span)
}

/** Nothing is looked up by a condition that cannot be met. */
function prunedTemporalJoin(node: LogicalTemporalJoin): LogicalNode | undefined {
  const { left, joinType, rightTime, condition, columns, span } = node
  if (rightTime !== undefined || condition.kind !== 'constant' || condition.value === true) return undefined
  return joinType === 'LEFT' ? padded(node, left, 0) : values(columns, [], span)
}

/** The rows of the side that is left, from column `first` on, NULL in the other columns. */
function padded({ columns, span }: LogicalJoin | LogicalTemporalJoin, side: LogicalNode, first: number): LogicalNode {
  const exprs = columns.map(({ type }, i): BoundExpr => {
    const inside = i >= first && i < first + side.columns.length
    return inside ? inputRef(side, i - first, span) : { kind: 'constant', value: null, type, span }
  })
  return project(
    side,
    exprs,
    columns.map(({ name }) => name),
    span,
  )
}
