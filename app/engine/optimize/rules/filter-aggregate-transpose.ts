import { must } from '../../../base/assert.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic, moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { Rule } from '../rule.ts'

/** Conditions on group keys drop rows before they are grouped. */
export const filterAggregateTranspose: Rule = {
  name: 'FilterAggregateTransposeRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Aggregate') return undefined
    const groups = node.input
    if (groups.sets.length !== 1 || groups.keys.length === 0) return undefined
    const onKeys = (expr: Parameters<typeof inputsOf>[0]): boolean => {
      const columns = inputsOf(expr)
      return columns.size > 0 && isDeterministic(expr) && [...columns].every((c) => c < groups.keys.length)
    }
    const parts = conjuncts(node.condition)
    const pushed = conjunction(parts.filter(onKeys))
    if (pushed === undefined) return undefined
    const moved = moveInputs(pushed, (i) => must(groups.keys[i], 'group key'))
    const input = filter(groups.input, moved, node.span)
    const above = aggregate(input, groups.keys, groups.calls, groups.span, groups.sets, groups.groupings)
    const rest = conjunction(parts.filter((p) => !onKeys(p)))
    return rest === undefined ? above : filter(above, rest, node.span)
  },
}
