import type { CallExpr, Expr, Select } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../logical/aggregate.ts'
import { moveInputs } from '../logical/expressions.ts'
import { filter } from '../logical/filter.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { AggregateCalls, GROUPING_BASE } from './aggregate-calls.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext } from './expression/context.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'
import { GroupKeys } from './group-keys.ts'
import { GroupScope } from './group-scope.ts'
import { GroupSubqueries, unanswered } from './group-subqueries.ts'
import { bindGroupWindow, type GroupWindow } from './group-window.ts'
import { readGrouping } from './grouping.ts'
import { OverCalls } from './over/over-calls.ts'
import { assertCondition, assertSelectable, type OutputItem } from './select.ts'
import { withoutAggregates } from './stray-aggregate.ts'
import { isGroupWindowFunction } from './stray-window-function.ts'

/**
 * A query with GROUP BY, HAVING or aggregate calls: a projection of the keys and arguments, the
 * aggregation, HAVING, and what the select list makes of the groups.
 */
export function bindAggregation(
  select: Select,
  items: readonly OutputItem[],
  rows: Relation,
  env: BindEnvironment,
): LogicalNode {
  const window = bindGroupWindow(select, rows, env)
  const from = window?.relation ?? rows
  const keys = new GroupKeys(from, env, window?.keys)
  const own = (window?.keys ?? []).map((_, i) => i)
  const sets = readGrouping(window?.items ?? select.groupBy ?? [], select.span, (expr) => keys.indexOf(expr)).map(
    (set) => [...own, ...set],
  )
  const calls = new AggregateCalls(
    from,
    keys.exprs,
    sets.every((s) => s.length === 0),
    env,
  )
  const overs = new OverCalls(select, env, withoutAggregates)
  const context = overs.within(groupContext(keys, sets, calls, window, env))
  const scope = new GroupScope(from.scope, select)

  const subqueries = new GroupSubqueries(select, items, from.scope, env)
  const first = subqueries.isEmpty ? context : { ...context, onSubquery: unanswered }
  const exprs = items.map((item) => bindExpression(item.expr, scope, first))
  for (const expr of exprs) assertSelectable(expr, env)
  const having = select.having && bindExpression(select.having, scope, first)
  if (having) assertCondition(having, 'HAVING')

  if (select.qualify !== undefined) throw unsupported('QUALIFY beside GROUP BY', select.qualify.span)
  const input = calls.projection(select.span)
  const keyIndexes = keys.exprs.map((_, i) => i)
  const groups = aggregate(input, keyIndexes, calls.calls, select.span, sets, calls.groupings)
  if (!subqueries.isEmpty) {
    if (!overs.isEmpty || groups.groupings.length > 0)
      throw unsupported('a subquery beside OVER or GROUPING', select.span)
    return subqueries.join(groups, scope, context, env)
  }
  const kept: LogicalNode = having ? filter(groups, placeGroupings(having, groups), select.span) : groups
  if (!overs.isEmpty && groups.groupings.length > 0) throw unsupported('GROUPING beside OVER', select.span)
  const { node, place } = overs.over(kept, select.span)
  return project(
    node,
    exprs.map((e) => placeGroupings(place(e), groups)),
    items.map((i) => i.name),
    select.span,
  )
}

/** What the expressions above an aggregation mean: group keys, aggregate calls, GROUPING. */
function groupContext(
  keys: GroupKeys,
  sets: readonly (readonly number[])[],
  calls: AggregateCalls,
  window: GroupWindow | undefined,
  env: BindEnvironment,
): BindContext {
  const plain = plainContext(env, 'SELECT')
  return {
    ...plain,
    replace(expr) {
      const index = keys.find(expr)
      return index === undefined ? undefined : keys.column(index, sets, expr)
    },
    onAggregate: (call, fn) => calls.add(call, fn),
    onQueryFunction(call, scope) {
      const name = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
      if (name === 'GROUP_ID')
        return { kind: 'constant', value: 0, type: { kind: 'BIGINT', nullable: false }, span: call.span }
      if (name === 'GROUPING' || name === 'GROUPING_ID') return grouping(call, keys, calls)
      const property = window?.property(call)
      if (property !== undefined) return property
      if (!isGroupWindowFunction(name)) return undefined
      const [kind] = name.split('_')
      if (kind === name || name.endsWith('_PROCTIME')) return plain.onQueryFunction?.(call, scope)
      const message = `Call to auxiliary group function '${name}' must have matching call to group function '$${kind}' in GROUP BY clause`
      throw sqlError('parse', 'group-window-missing', message, call.span)
    },
  }
}

function grouping(call: CallExpr, keys: GroupKeys, calls: AggregateCalls): BoundExpr {
  const indexes = call.args.map((arg: Expr) => {
    const index = keys.find(arg)
    if (index !== undefined) return index
    const message = 'Argument to GROUPING operator must be a grouped expression'
    throw sqlError('parse', 'grouping-argument', message, arg.span)
  })
  return calls.addGrouping(indexes, call.span)
}

/** GROUPING columns stand behind the aggregate calls, whose number is known only now. */
function placeGroupings(expr: BoundExpr, groups: LogicalAggregate): BoundExpr {
  const first = groups.keys.length + groups.calls.length
  return moveInputs(expr, (index) => (index >= GROUPING_BASE ? first + index - GROUPING_BASE : index))
}
