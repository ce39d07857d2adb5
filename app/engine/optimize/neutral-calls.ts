import type { BoundExpr } from '../expr/bound.ts'
import { mapOperands, operandsOf } from '../expr/operands.ts'
import { neutralForm } from '../expr/planner-form.ts'
import type { LogicalNode } from '../logical/node.ts'

/** The expression without what changes no value: x + 0 is x, and so it is a key where x is one. */
export function withoutNeutralCalls(expr: BoundExpr): BoundExpr {
  const operands = operandsOf(expr)
  const settled = new Map(operands.map((operand) => [operand, withoutNeutralCalls(operand)]))
  const isSettled = operands.every((operand) => settled.get(operand) === operand)
  const inner = isSettled ? expr : mapOperands(expr, (operand) => settled.get(operand) ?? operand)
  return neutralForm(inner) ?? inner
}

/** Whether one such call is left when another one is gone: (x - 0) + 0. */
export function nestsNeutralCalls(expr: BoundExpr): boolean {
  const operand = neutralForm(expr)
  if (operand !== undefined && withoutNeutralCalls(operand) !== operand) return true
  return operandsOf(expr).some(nestsNeutralCalls)
}

/** What windows order and part by is left as it was written until they have their own place in the plan. */
export const neutralCalls = {
  name: 'neutral calls',
  apply(node: LogicalNode): LogicalNode | undefined {
    if (node.kind !== 'Project') return undefined
    const exprs = node.exprs.map(withoutNeutralCalls)
    return exprs.every((expr, i) => expr === node.exprs[i]) ? undefined : Object.freeze({ ...node, exprs })
  },
}
