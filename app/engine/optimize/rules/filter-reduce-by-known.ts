import { sameExpr } from '../../expr/same-expr.ts'
import { mapInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { constantsIn, knownOf } from '../../logical/known.ts'
import type { LogicalNode } from '../../logical/node.ts'
import type { Rule } from '../rule.ts'
import { withoutKnown } from '../truth/without-known.ts'

/**
 * A filter above a join reads the constants that are known below, and does not ask again what is known: where a comparison
 * must be true, it asks whether there is a value at all. It shows in which side of the join is filtered, and by what.
 */
export const filterReduceByKnown: Rule = {
  name: 'FilterReduceExpressionsRule',
  apply(node, context) {
    if (node.kind !== 'Filter' || !standsOnJoin(node.input)) return undefined
    const known = knownOf(node.input)
    const constants = constantsIn(known)
    const read = mapInputs(node.condition, (ref) => constants.get(ref.index) ?? ref)
    const condition = withoutKnown(read, known.predicates, context)
    return sameExpr(condition, node.condition) ? undefined : filter(node.input, condition, node.span)
  },
}

function standsOnJoin(node: LogicalNode): boolean {
  if (node.kind === 'Join') return true
  return (node.kind === 'Project' || node.kind === 'Filter') && standsOnJoin(node.input)
}
