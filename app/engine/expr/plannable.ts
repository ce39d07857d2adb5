import type { BoundExpr } from './bound.ts'

/** Throws the SqlError of a call or a cast that Flink has no code for. */
export function assertPlannable(expr: BoundExpr): void {
  switch (expr.kind) {
    case 'call':
      if (expr.unplannable !== undefined) throw expr.unplannable
      for (const arg of expr.args) assertPlannable(arg)
      return
    case 'logic':
      for (const arg of expr.args) assertPlannable(arg)
      return
    case 'case':
      for (const branch of expr.branches) {
        assertPlannable(branch.when)
        assertPlannable(branch.then)
      }
      assertPlannable(expr.otherwise)
      return
    case 'cast':
      if (expr.unplannable !== undefined) throw expr.unplannable
      assertPlannable(expr.operand)
      return
    case 'field':
      assertPlannable(expr.operand)
      return
    case 'input':
    case 'constant':
    case 'correlated':
  }
}
