import { filter } from '../../logical/filter.ts'
import { union } from '../../logical/union.ts'
import type { Rule } from '../rule.ts'

/** A filter over a union is a filter over each of its inputs. */
export const filterSetOpTranspose: Rule = {
  name: 'FilterSetOpTransposeRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Union') return undefined
    const inputs = node.input.inputs.map((input) => filter(input, node.condition, node.span))
    return union(inputs, node.input.columns, node.input.span)
  },
}
