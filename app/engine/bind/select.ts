import type { Expr, Select, SelectItem } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { aggregate } from '../logical/aggregate.ts'
import { filter } from '../logical/filter.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { values } from '../logical/values.ts'
import { bindAggregation } from './aggregation.ts'
import { applyStateTtl } from './apply-state-ttl.ts'
import { assertOneMeaning } from './assert-one-meaning.ts'
import { containsAggregate } from './contains-aggregate.ts'
import { refusing } from './enclosing-scope.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'
import { junction } from './expression/logic.ts'
import { assertWrittenTimes } from './expression/written-timestamp.ts'
import { type Clause, plainContext } from './expression-context.ts'
import { bindFrom, type Relation } from './from.ts'
import { assertJoinHints } from './join-hints.ts'
import { itemName, uniqueName } from './names.ts'
import { OverCalls } from './over/over-calls.ts'
import { bindQualify } from './qualify.ts'
import { RelationScope } from './scope.ts'
import { withStrayAggregates } from './stray-aggregate.ts'
import { SubqueryJoins } from './subquery/subquery-joins.ts'
import { isComparison, standAlone, whereConjuncts } from './subquery/where-conjuncts.ts'

/** An item of the select list after `*` is spread: syntax still to be bound, or a column of FROM. */
export interface OutputItem {
  readonly name: string
  /** What ORDER BY knows it by: the second `id` that `*` gives is `id0`. What has no name of its own has none. */
  readonly alias?: string
  readonly expr: Expr
}

/** Asked for expressions to give behind the select list, for ORDER BY; `scope`: the names of FROM. */
export type HiddenItems = (listed: readonly OutputItem[], scope: RelationScope) => readonly Expr[]

export function bindSelect(select: Select, env: BindEnvironment, hidden: HiddenItems = () => []): LogicalNode {
  const from = relationOf(select, env)
  assertJoinHints(select.hints, from.scope)
  const filtered = bindWhere(select, from, env)
  const listed = spreadStars(select.items, filtered.scope)
  const sorted = hidden(listed, filtered.scope)
  assertOneMeaning([...sorted, select.having, select.qualify], filtered.scope.commonNames())
  const items = [...listed, ...sorted.map((expr, i) => ({ name: `$sort${i}`, expr }))]
  const aggregates = isAggregation(select, items, env)
  applyStateTtl({ select, from, rows: filtered.node, aggregates }, env)
  const named: Relation = { node: filtered.node, scope: filtered.scope.withCommonNames() }
  const rows = aggregates ? bindAggregation(select, items, named, env) : bindProjection(select, items, named, env)
  if (!select.distinct) return rows
  const all = rows.columns.map((_, i) => i)
  return aggregate(rows, all, [], select.span)
}

/** The rows of FROM; in a subquery their scope sees the enclosing query, FROM itself does not. */
function relationOf(select: Select, env: BindEnvironment): Relation {
  const { outer } = env
  if (select.from === undefined) {
    const { node, scope } = singleRow(select)
    return { node, scope: scope.within(outer && refusing(outer, 'in a subquery without FROM')) }
  }
  const { node, scope } = bindFrom(select.from, outer === undefined ? env : { ...env, outer: refusing(outer) })
  return { node, scope: scope.within(outer) }
}

/** SELECT without FROM reads one row without columns that matter. */
function singleRow(select: Select): Relation {
  const zero: BoundExpr = { kind: 'constant', value: 0, type: { kind: 'INT', nullable: false }, span: select.span }
  const node = values([{ name: 'ZERO', type: zero.type }], [[zero]], select.span)
  return { node, scope: new RelationScope([]) }
}

function bindWhere(select: Select, from: Relation, env: BindEnvironment): Relation {
  if (select.where === undefined) return from
  const joins = new SubqueryJoins(from.node, from.scope, env, plainContext(env, 'WHERE'))
  return { node: filterRows(select.where, joins, from.scope, 'WHERE'), scope: from.scope }
}

/** The rows that pass a condition, subqueries in it as joins. */
export function filterRows(syntax: Expr, joins: SubqueryJoins, scope: ExpressionScope, clause: Clause): LogicalNode {
  const parts = whereConjuncts(syntax)
  const alone = joins.mayFilter && standAlone(parts)
  const conditions = parts
    .flatMap((part) => {
      if ((alone || isComparison(part)) && joins.filter(part)) return []
      joins.expect(part, 'TRUE')
      return [bindCondition(part, scope, joins.context, clause)]
    })
    .filter(mayFail)
  for (const condition of conditions) joins.assertKeepsPadding(condition)
  if (conditions.length === 0) return joins.node
  return filter(joins.node, junction('AND', conditions, syntax.span), syntax.span)
}

const mayFail = (condition: BoundExpr): boolean => condition.kind !== 'constant' || condition.value !== true

function bindCondition(expr: Expr, scope: ExpressionScope, context: BindContext, clause: Clause): BoundExpr {
  const condition = bindExpression(expr, scope, context)
  assertCondition(condition, clause)
  return condition
}

export function assertCondition(condition: BoundExpr, clause: Clause): void {
  if (condition.type.kind !== 'BOOLEAN' && condition.type.kind !== 'NULL')
    throw sqlError('parse', 'not-a-condition', `${clause} clause must be a condition`, condition.span)
}

function spreadStars(items: readonly SelectItem[], scope: RelationScope): readonly OutputItem[] {
  const result: OutputItem[] = []
  const used: string[] = []
  for (const item of items) {
    if (item.expr.kind !== 'star') {
      if (item.alias !== undefined && item.expr.kind === 'column') assertOneMeaning([item.expr], scope.commonNames())
      const alias = itemName(item)
      const name = alias ?? `EXPR$${result.length}`
      used.push(name)
      result.push({ name, ...(alias !== undefined && { alias }), expr: item.expr })
      continue
    }
    if (scope.relations.length === 0 && item.expr.qualifier.length === 0)
      throw sqlError('parse', 'star-without-from', 'SELECT * requires a FROM clause', item.expr.span)
    const isMoved = result.length > 0 && item.expr.qualifier.length === 0 && scope.joined !== undefined
    if (isMoved) throw unsupported('* behind other columns over a join by USING or NATURAL', item.expr.span)
    for (const { name: own, path, spread } of scope.expandStar(item.expr.qualifier, item.expr.span)) {
      const name = uniqueName(own, used)
      const parts = path.map((part) => ({ name: part, quoted: true, span: item.expr.span }))
      used.push(name)
      result.push({
        name,
        alias: name,
        expr: { kind: 'column', parts, ...(spread !== undefined && { spread }), span: item.expr.span },
      })
    }
  }
  return result
}

function isAggregation(select: Select, items: readonly OutputItem[], env: BindEnvironment): boolean {
  if (select.groupBy !== undefined || select.having !== undefined) return true
  return items.some((item) => containsAggregate(item.expr, env))
}

function bindProjection(
  select: Select,
  items: readonly OutputItem[],
  from: Relation,
  env: BindEnvironment,
): LogicalNode {
  const joins = new SubqueryJoins(from.node, from.scope, env, plainContext(env, 'SELECT'))
  const calls = new OverCalls(select, env, withStrayAggregates)
  const context = calls.within(joins.context)
  calls.validate(from.scope, context)
  for (const item of items) joins.expect(item.expr, 'TRUE_FALSE_UNKNOWN')
  const exprs = items.map((item) => bindExpression(item.expr, from.scope, context))
  const names = items.map((item) => item.name)
  for (const expr of exprs) assertSelectable(expr, env)
  const qualify = bindQualify(select, from.scope, calls.within(withStrayAggregates(joins.context)))
  // Calcite mostly fails to compare expressions of such a query, depending on the condition
  const isWhole = exprs.length === joins.node.columns.length
  const asTheyAre = isWhole && exprs.every((e, i) => e.kind === 'input' && e.index === i)
  if (qualify !== undefined && calls.readsCondition && asTheyAre)
    throw unsupported('QUALIFY over a condition with columns selected as they are', qualify.span)
  const { node, place } = calls.over(joins.node, select.span)
  const kept = qualify === undefined ? node : filter(node, place(qualify), qualify.span)
  return project(kept, exprs.map(place), names, select.span)
}

export function assertSelectable(expr: BoundExpr, env: BindEnvironment): void {
  assertWrittenTimes(expr, (part) => env.constant(part))
  if (expr.type.kind === 'NULL') throw sqlError('parse', 'null-column', `Illegal use of 'NULL'`, expr.span)
}
