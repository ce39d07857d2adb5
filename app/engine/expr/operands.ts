import { unreachable } from '../../base/assert.ts'
import { type BoundExpr, caseBranch } from './bound.ts'

/** The operands of an expression, in order of evaluation. */
export function operandsOf(expr: BoundExpr): readonly BoundExpr[] {
  switch (expr.kind) {
    case 'input':
    case 'constant':
    case 'correlated':
      return []
    case 'call':
    case 'logic':
      return expr.args
    case 'case':
      return [...expr.branches.flatMap((b) => [b.when, b.then]), expr.otherwise]
    case 'cast':
    case 'field':
      return [expr.operand]
    default:
      return unreachable(expr)
  }
}

/** The same expression over other operands. */
export function mapOperands(expr: BoundExpr, change: (operand: BoundExpr) => BoundExpr): BoundExpr {
  switch (expr.kind) {
    case 'input':
    case 'constant':
    case 'correlated':
      return expr
    case 'call':
    case 'logic':
      return { ...expr, args: expr.args.map(change) }
    case 'case':
      return {
        ...expr,
        branches: expr.branches.map((b) => caseBranch(change(b.when), change(b.then))),
        otherwise: change(expr.otherwise),
      }
    case 'cast':
    case 'field':
      return { ...expr, operand: change(expr.operand) }
    default:
      return unreachable(expr)
  }
}
