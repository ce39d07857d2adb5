import { unreachable } from '../../../base/assert.ts'
import type { Expr } from '../../../sql/ast.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { bindBetween } from './bind-between.ts'
import { bindCall, bindNullaryCall } from './bind-call.ts'
import { bindCase } from './bind-case.ts'
import { bindCast } from './bind-cast.ts'
import { bindCollection, bindField, bindIndex, bindRow } from './bind-composite.ts'
import { bindInterval } from './bind-interval.ts'
import { bindLiteral } from './bind-literal.ts'
import { bindBinary, bindIn, bindIs, bindLike, bindUnary } from './bind-operator.ts'
import type { Binder } from './binder.ts'
import { bindBranches, hasBranches } from './branches.ts'
import type { BindContext, ExpressionScope } from './context.ts'
import { expressionError } from './expression-error.ts'
import { assertWrittenDates } from './written-date.ts'

/** Gives an expression its meaning: columns by index, overloads chosen, implicit casts inserted, every node typed. Throws SqlError. */
export function bindExpression(expr: Expr, scope: ExpressionScope, context: BindContext): BoundExpr {
  const binder: Binder = {
    scope,
    context,
    bind: (part) => context.replace?.(part, scope) ?? bindPart(part, binder),
  }
  const bound = binder.bind(expr)
  if (context.computesLiterals !== false) assertWrittenDates(bound, context)
  return bound
}

const bindPart = (expr: Expr, binder: Binder): BoundExpr =>
  hasBranches(expr) ? bindBranches(() => bindKind(expr, binder)) : bindKind(expr, binder)

function bindKind(expr: Expr, binder: Binder): BoundExpr {
  const { scope, context } = binder
  switch (expr.kind) {
    case 'literal':
      return bindLiteral(expr)
    case 'interval':
      return bindInterval(expr, binder)
    case 'column':
      return bindNullaryCall(expr, binder) ?? scope.resolve(expr)
    case 'unary':
      return bindUnary(expr, binder)
    case 'binary':
      return bindBinary(expr, binder)
    case 'is':
      return bindIs(expr, binder)
    case 'between':
      return bindBetween(expr, binder)
    case 'in':
      return expr.query ? context.onSubquery(expr, binder.bind(expr.operand), scope) : bindIn(expr, binder)
    case 'like':
      return bindLike(expr, binder)
    case 'case':
      return bindCase(expr, binder)
    case 'cast':
      return bindCast(expr, binder)
    case 'call':
      return bindCall(expr, binder)
    case 'row':
      return bindRow(expr, binder)
    case 'collection':
      return bindCollection(expr, binder)
    case 'index':
      return bindIndex(expr, binder)
    case 'field':
      return bindField(expr, binder)
    case 'quantified':
      return context.onSubquery(expr, binder.bind(expr.operand), scope)
    case 'subquery':
    case 'exists':
      return context.onSubquery(expr, undefined, scope)
    case 'star':
    case 'named':
    case 'descriptor':
    case 'table':
    case 'default':
    case 'keyword':
      throw expressionError('bind.misplaced', expr.span, { what: expr.kind.toUpperCase() })
    default:
      return unreachable(expr)
  }
}
