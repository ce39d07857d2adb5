import { must } from '../../../base/assert.ts'
import { conjunction, conjuncts } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { Rule } from '../rule.ts'

/** Two filters in a row are one. */
export const filterMerge: Rule = {
  name: 'FilterMergeRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Filter') return undefined
    const parts = [...conjuncts(node.input.condition), ...conjuncts(node.condition)]
    return filter(node.input.input, must(conjunction(parts)), node.span)
  },
}
