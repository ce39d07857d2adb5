import type { Expr } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { BindContext, ExpressionScope } from './context.ts'

/** Gives an expression its meaning: columns by index, overloads chosen, implicit casts inserted, every node typed. Throws SqlError. */
export function bindExpression(expr: Expr, _scope: ExpressionScope, _context: BindContext): BoundExpr {
  throw unsupported('expression', expr.span)
}
