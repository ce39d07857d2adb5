import { BOOLEAN, notNull } from '../../../types/construct-type.ts'
import type { BoundExpr, ScalarCall } from '../../expr/bound.ts'
import { mapOperands } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { comparedIn, searchForms } from '../../logical/search-form.ts'
import { encloses, intersect, isSingle, sameRanges, type ValueRanges } from '../../logical/value-ranges.ts'
import { scalarCall } from '../call.ts'
import type { RuleContext } from '../rule.ts'

/**
 * An expression where these predicates hold: a comparison that must be true then asks whether there is a value at all, one
 * that cannot be is FALSE, and what leaves one value is an equation.
 */
export function withoutKnown(expr: BoundExpr, predicates: readonly BoundExpr[], context: RuleContext): BoundExpr {
  if (expr.kind === 'logic' && (expr.op === 'AND' || expr.op === 'OR')) {
    // into what has become a SEARCH the planner does not look
    const forms = searchForms(expr.op, expr.args)
    return mapOperands(expr, (part) => (forms.get(part) === 'search' ? part : withoutKnown(part, predicates, context)))
  }
  const compared = expr.kind === 'call' ? comparedIn(expr) : undefined
  if (expr.kind !== 'call' || compared === undefined)
    return mapOperands(expr, (operand) => withoutKnown(operand, predicates, context))
  const left = leftToAsk(compared.operand, compared.intervals, predicates)
  if (left === 'nothing') return isThere(compared.operand, expr)
  if (left.length === 0) return { kind: 'constant', value: false, type: notNull(BOOLEAN), span: expr.span }
  const [only, another] = left
  if (only?.low === undefined || another !== undefined || !isSingle(only) || sameRanges(left, compared.intervals))
    return expr
  return scalarCall('=', [compared.operand, only.low.constant], expr.span, context)
}

/** The values that a comparison has still to be asked for, beside other comparisons that hold. */
function leftToAsk(operand: BoundExpr, asked: ValueRanges, predicates: readonly BoundExpr[]): ValueRanges | 'nothing' {
  let left: ValueRanges | 'nothing' = asked
  for (const predicate of predicates) {
    const holds = predicate.kind === 'call' ? comparedIn(predicate) : undefined
    if (holds === undefined || !sameExpr(holds.operand, operand) || left === 'nothing') continue
    left = encloses(left, holds.intervals) ? 'nothing' : intersect(left, holds.intervals)
  }
  return left
}

const isThere = (operand: BoundExpr, { span }: ScalarCall): BoundExpr =>
  operand.type.nullable
    ? { kind: 'logic', op: 'IS NOT NULL', args: [operand], type: notNull(BOOLEAN), span }
    : { kind: 'constant', value: true, type: notNull(BOOLEAN), span }
