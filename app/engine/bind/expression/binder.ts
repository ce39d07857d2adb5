import type { Expr } from '../../../sql/ast.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { BindContext, ExpressionScope } from './context.ts'

/** What the parts of the expression binder hand to each other. */
export interface Binder {
  readonly scope: ExpressionScope
  readonly context: BindContext
  bind(expr: Expr): BoundExpr
}
