import { sameExpr } from '../../expr/same-expr.ts'
import { mapInputs } from '../../logical/expressions.ts'
import { join } from '../../logical/join.ts'
import { constantsIn } from '../../logical/known.ts'
import { knownOfSides } from '../../logical/known-of-join.ts'
import type { Rule } from '../rule.ts'
import { withoutKnown } from '../truth/without-known.ts'

/**
 * Where filters below a join leave a column one value, its condition compares with that value, and what they say need not
 * be asked again: a part that then speaks of one side is a filter of that side, which shows where the side is compared with
 * its rows before.
 */
export const joinReduceExpressions: Rule = {
  name: 'JoinReduceExpressionsRule',
  apply(node, context) {
    if (node.kind !== 'Join' || node.condition.kind === 'constant') return undefined
    const known = knownOfSides(node)
    const constants = constantsIn(known)
    const read = mapInputs(node.condition, (ref) => constants.get(ref.index) ?? ref)
    const condition = withoutKnown(read, known.predicates, context)
    if (sameExpr(condition, node.condition)) return undefined
    return join(node.left, node.right, node.joinType, condition, node.span)
  },
}
