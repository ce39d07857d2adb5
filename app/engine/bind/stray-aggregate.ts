import type { CallExpr } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { typeText } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { AggregateFunction } from '../functions/declaration.ts'
import { bindAggregateCall } from './bind-aggregate-call.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'
import { planFailure } from './expression/plan-failure.ts'

/**
 * The context of QUALIFY and of the WINDOW clause where nothing is grouped: Flink's validator does not look for aggregate
 * calls there, and the planner fails on them as on functions that it does not know.
 */
export function withStrayAggregates(context: BindContext): BindContext {
  return { ...context, onAggregate: (call, fn, scope) => strayAggregate(call, fn, scope, context) }
}

/** The context of a WINDOW clause that an aggregation uses: Flink's validator loses aggregate calls there. */
export function withoutAggregates(context: BindContext): BindContext {
  return {
    ...context,
    onAggregate(call) {
      const message = 'An aggregate call must stand in OVER itself, not in the WINDOW clause'
      throw sqlError('parse', 'aggregate-place', message, call.span)
    },
  }
}

function strayAggregate(
  call: CallExpr,
  fn: AggregateFunction,
  scope: ExpressionScope,
  context: BindContext,
): BoundExpr {
  const { args, type } = bindAggregateCall(call, fn, scope, context, {
    distinct: call.quantifier === 'DISTINCT',
    global: true,
    filtered: call.filter !== undefined,
  })
  const types = args.map((arg) => typeText(arg.type)).join(', ')
  return planFailure(
    sqlError('plan', 'aggregate-place', `Unsupported call: ${fn.name}(${types})`, call.span),
    type,
    call.span,
  )
}
