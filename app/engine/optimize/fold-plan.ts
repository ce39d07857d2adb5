import { must } from '../../base/assert.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { foldConstants } from '../expr/fold.ts'
import { operandOf, withOperand } from '../logical/correlate.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { RuleContext } from './rule.ts'
import { decided } from './rules/reduce-condition.ts'

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
    case 'Filter':
    case 'Join':
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
