import type { CallExpr, Select } from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { BOOLEAN } from '../../types/construct-type.ts'
import type { LogicalAggregate } from '../logical/aggregate.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'
import { nullOf } from './expression/logic.ts'
import { filterRows, type OutputItem } from './select.ts'
import { holdsConditionSubquery } from './subquery/condition-logic.ts'
import { SubqueryJoins } from './subquery/subquery-joins.ts'

/**
 * IN, EXISTS, SOME and ALL in HAVING and in the select list of an aggregation. They are joined to the groups, whose columns
 * are known only when all expressions have been bound: so these are bound once without an answer, and then again.
 */
export class GroupSubqueries {
  readonly #select: Select
  readonly #items: readonly OutputItem[]
  readonly #rows: ExpressionScope

  readonly #aggregates: (call: CallExpr) => boolean

  constructor(select: Select, items: readonly OutputItem[], rows: ExpressionScope, env: BindEnvironment) {
    this.#aggregates = ({ name, over }) =>
      over === undefined && env.lookup(name.parts.at(-1)?.name ?? '')?.kind === 'aggregate'
    this.#select = select
    this.#items = items
    this.#rows = rows
  }

  get isEmpty(): boolean {
    const { having } = this.#select
    const exprs = [...this.#items.map((item) => item.expr), ...(having ? [having] : [])]
    return !exprs.some((expr) => holdsConditionSubquery(expr, this.#aggregates))
  }

  join(groups: LogicalAggregate, scope: ExpressionScope, context: BindContext, env: BindEnvironment): LogicalNode {
    const { having, span } = this.#select
    const rows = this.#rows
    const outer: ExpressionScope = {
      resolve(ref) {
        rows.resolve(ref) // an unknown name is reported as such
        throw unsupported('correlation in a subquery above an aggregation', ref.span)
      },
    }
    const joinsOf = (node: LogicalNode) => new SubqueryJoins(node, scope, env, context, () => outer)
    const kept = having === undefined ? groups : filterRows(having, joinsOf(groups), scope, 'HAVING')
    const joins = joinsOf(kept)
    for (const item of this.#items) joins.expect(item.expr, 'TRUE_FALSE_UNKNOWN')
    const exprs = this.#items.map((item) => bindExpression(item.expr, scope, joins.context))
    const names = this.#items.map((item) => item.name)
    return project(joins.node, exprs, names, span)
  }
}

/** While the groups are not known: the operands have been bound, so their aggregate calls are. */
export const unanswered: BindContext['onSubquery'] = (syntax) => {
  if (syntax.kind === 'subquery' || syntax.kind === 'collection')
    throw unsupported('subquery in an expression', syntax.span)
  return nullOf(BOOLEAN, syntax.span)
}
