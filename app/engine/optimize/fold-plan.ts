import { must } from '../../base/assert.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { foldConstants } from '../expr/fold.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { operandOf, withOperand } from '../logical/correlate.ts'
import { conjunction, conjuncts } from '../logical/expressions.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { RuleContext } from './rule.ts'
import { decided } from './rules/reduce-condition.ts'
import { isDistinctFromItself } from './rules/simplify-filter-condition.ts'

/** Constant expressions become their values, or fail the plan as `1/0` does. */
export function foldPlan(node: LogicalNode, context: RuleContext): LogicalNode {
  const fold = (expr: BoundExpr): BoundExpr => foldConstants(expr, (e) => context.constant(e))
  const below = withInputs(
    node,
    inputsOf(node).map((input) => foldPlan(input, context)),
  )
  switch (below.kind) {
    case 'Project':
      return Object.freeze({ ...below, exprs: below.exprs.map(fold) })
    case 'Join':
      return Object.freeze({ ...below, condition: decided(foldOn(below.condition, fold)) })
    case 'Filter':
      return Object.freeze({ ...below, condition: decided(fold(below.condition)) })
    case 'TemporalJoin':
      return Object.freeze({ ...below, condition: fold(below.condition) })
    case 'Correlate':
      return Object.freeze({
        ...below,
        fn: withOperand(below.fn, fold(operandOf(below.fn))),
        ...(below.condition && { condition: fold(below.condition) }),
      })
    case 'Values':
      return Object.freeze({ ...below, rows: below.rows.map((row) => row.map((e) => fold(must(e)))) })
    default:
      return below
  }
}

/**
 * In ON, x IS DISTINCT FROM x beside a comparison of x is not seen through: the planner has split it in two by then,
 * and has left out the half that the comparison says as well.
 */
function foldOn(condition: BoundExpr, fold: (expr: BoundExpr) => BoundExpr): BoundExpr {
  const parts = conjuncts(condition)
  const hidden = parts.filter((part) => isDistinctFromItself(part) && comparedBeside(part, parts))
  if (hidden.length === 0) return fold(condition)
  const others = conjunction(parts.filter((part) => !hidden.includes(part)))
  return must(conjunction(others === undefined ? hidden : [fold(others), ...hidden]))
}

const operands = (part: BoundExpr): readonly BoundExpr[] => (part.kind === 'call' ? part.args : [])

function comparedBeside(part: BoundExpr, parts: readonly BoundExpr[]): boolean {
  const [operand] = operands(part)
  return (
    operand?.type.nullable === true &&
    parts.some((other) => other !== part && operands(other).some((compared) => sameExpr(compared, operand)))
  )
}
