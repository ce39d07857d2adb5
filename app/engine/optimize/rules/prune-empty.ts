import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { type LogicalJoin, preserves } from '../../logical/join.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { union } from '../../logical/union.ts'
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
      case 'Over':
        return isEmpty(node.input) ? values(node.columns, [], node.span) : undefined
      case 'WindowTableFunction':
        if (!isEmpty(node.input)) return undefined
        if (node.window.grouped) throw unsupported('a group window over no rows', node.span)
        return values(node.columns, [], node.span)
      case 'Aggregate':
        return isEmpty(node.input) && node.keys.length > 0 ? values(node.columns, [], node.span) : undefined
      case 'Join':
        return prunedJoin(node)
      case 'Union': {
        const kept = node.inputs.filter((i) => !isEmpty(i))
        if (kept.length === node.inputs.length) return undefined
        if (node.columns.some((c) => c.name === 'vcol_marker'))
          throw unsupported('EXCEPT ALL of which one side is empty', node.span)
        const [only, second] = kept
        if (only === undefined) return values(node.columns, [], node.span)
        return second === undefined ? only : union(kept, node.columns, node.span)
      }
      default:
        return undefined
    }
  },
}

/** A join with an empty side: no rows, or those of the other side, padded. */
function prunedJoin(node: LogicalJoin): LogicalNode | undefined {
  const { left, right, joinType, columns, span } = node
  if (isEmpty(left))
    return preserves(joinType, 1) ? padded(node, right, left.columns.length) : values(columns, [], span)
  if (!isEmpty(right)) return undefined
  if (joinType === 'ANTI') return left
  return preserves(joinType, 0) ? padded(node, left, 0) : values(columns, [], span)
}

/** The rows of the side that is left, from column `first` on, NULL in the other columns. */
function padded({ columns, span }: LogicalJoin, side: LogicalNode, first: number): LogicalNode {
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
