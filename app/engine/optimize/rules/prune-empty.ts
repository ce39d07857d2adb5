import type { LogicalNode } from '../../logical/node.ts'
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
        return isEmpty(node.input) ? values(node.columns, [], node.span) : undefined
      case 'Aggregate':
        return isEmpty(node.input) && node.keys.length > 0 ? values(node.columns, [], node.span) : undefined
      case 'Join': {
        const empty = node.joinType === 'INNER' ? isEmpty(node.left) || isEmpty(node.right) : isEmpty(node.left)
        const none = empty && ['INNER', 'LEFT', 'SEMI', 'ANTI'].includes(node.joinType)
        return none ? values(node.columns, [], node.span) : undefined
      }
      case 'Union': {
        const kept = node.inputs.filter((i) => !isEmpty(i))
        if (kept.length === node.inputs.length) return undefined
        const [only, second] = kept
        if (only === undefined) return values(node.columns, [], node.span)
        return second === undefined ? only : union(kept, node.columns, node.span)
      }
      default:
        return undefined
    }
  },
}
