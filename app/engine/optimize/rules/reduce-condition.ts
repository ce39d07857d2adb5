import { BOOLEAN, notNull } from '../../../types/construct-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import { foldConstants } from '../../expr/fold.ts'
import { knownCondition } from '../../expr/null-check.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { operandsOf } from '../../logical/expressions.ts'
import { isNeverTrue } from '../../logical/never-true.ts'
import type { Rule } from '../rule.ts'
import { simplifiedCondition } from '../truth/truth-simplifier.ts'

/**
 * A condition that has moved through a projection reads its constants, and beside others it may contradict them:
 * what can be known of it by then is computed.
 */
export const reduceCondition: Rule = {
  name: 'FilterReduceExpressionsRule',
  apply(node, context) {
    if (node.kind !== 'Filter' && node.kind !== 'Join') return undefined
    const { condition } = node
    if (condition.kind === 'constant') return undefined
    const folded = holdsConstantPart(condition) ? foldConstants(condition, (e) => context.constant(e)) : condition
    const reduced = decided(simplifiedCondition(folded, context))
    return sameExpr(reduced, condition) ? undefined : Object.freeze({ ...node, condition: reduced })
  },
}

const holdsConstantPart = (expr: BoundExpr): boolean =>
  expr.kind !== 'constant' && (isConstantPart(expr) || operandsOf(expr).some(holdsConstantPart))

/** A condition that cannot be met is FALSE: an outer join then pads its rows at once. One that always holds is TRUE. */
export function decided(condition: BoundExpr): BoundExpr {
  const known = knownCondition(condition)
  const isTrue = known === true
  const isNegated = condition.kind === 'logic' && condition.op === 'NOT'
  if (!isTrue && !(isNegated && known === false) && !isNeverTrue(condition)) return condition
  return { kind: 'constant', value: isTrue, type: notNull(BOOLEAN), span: condition.span }
}
