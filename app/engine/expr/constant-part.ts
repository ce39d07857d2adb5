import type { BoundExpr } from './bound.ts'

/** Without columns, and the same whenever it is computed. */
export function isConstantPart(expr: BoundExpr): boolean {
  switch (expr.kind) {
    case 'constant':
      return true
    case 'input':
    case 'correlated':
      return false
    case 'cast':
    case 'field':
      return isConstantPart(expr.operand)
    case 'call':
      return expr.fn.deterministic && expr.args.every(isConstantPart)
    case 'logic':
      return expr.args.every(isConstantPart)
    case 'case':
      return (
        isConstantPart(expr.otherwise) &&
        expr.branches.every((branch) => isConstantPart(branch.when) && isConstantPart(branch.then))
      )
  }
}
