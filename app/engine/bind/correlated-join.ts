import { must } from '../../base/assert.ts'
import type { DerivedTable, Expr, JoinRef, TableRef, UnnestRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import { correlate, operandOf, type RowFunction } from '../logical/correlate.ts'
import { conjunction, inputsOf, moveInputs } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'
import { values } from '../logical/values.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'
import { RelationScope } from './scope.ts'
import { assertCondition } from './select.ts'
import { bindUnnest } from './unnest.ts'

/** A right side of a join that is made of each row of the left side. */
type CorrelatedRef = UnnestRef | DerivedTable

export const isCorrelated = (ref: TableRef): ref is CorrelatedRef =>
  ref.kind === 'unnest' || (ref.kind === 'derived-table' && ref.lateral)

/** UNNEST that stands alone makes its rows of none. */
export function bindUnnestAlone(ref: UnnestRef, env: BindEnvironment): Relation {
  const { fn, columns, name } = bindUnnest(ref, new RelationScope([]).within(env.outer), env)
  const node = correlate(values([], [[]], ref.span), { fn, fnColumns: columns, joinType: 'INNER' }, ref.span)
  return { node, scope: new RelationScope([{ ...(name !== undefined && { name }), columns, offset: 0 }]) }
}

export function bindCorrelatedJoin(ref: JoinRef, right: CorrelatedRef, left: Relation, env: BindEnvironment): Relation {
  const { type } = ref
  if (ref.natural || ref.using !== undefined) throw unsupported('UNNEST with USING or NATURAL', ref.span)
  if (type === 'SEMI' || type === 'ANTI') throw unsupported(`${type} JOIN of UNNEST`, ref.span)
  if (type === 'RIGHT' || type === 'FULL')
    throw sqlError('parse', 'correlated-join-type', `Unknown join type ${type}`, ref.span)
  const side = right.kind === 'unnest' ? unnestSide(right, left, env) : lateralSide(right, left, env)
  assertNewName(side.name, left, right)
  const width = left.node.columns.length
  const joinType = type === 'LEFT' ? 'LEFT' : 'INNER'
  const { fn, fnColumns } = side
  // Flink joins with these as with a table, whose rows race
  const isConstant = inputsOf(operandOf(fn)).size === 0
  if (isConstant && (joinType === 'LEFT' || !readsInserts(left.node)))
    throw unsupported('UNNEST of constants beside a table', right.span)
  const own = { ...(side.name !== undefined && { name: side.name }), columns: fnColumns, offset: width }
  const all = new RelationScope([...left.scope.relations, own])
  const on = ref.on === undefined ? undefined : bindOn(ref.on, all, env)
  const condition = conjunction(
    [side.condition && moveInputs(side.condition, (i) => i + width), on].filter((c) => c !== undefined),
  )
  const node = correlate(left.node, { fn, fnColumns, joinType, ...(condition && { condition }) }, ref.span)
  const columns = node.columns.slice(width)
  return { node, scope: new RelationScope([...left.scope.relations, { ...own, columns }]) }
}

function assertNewName(name: string | undefined, { scope }: Relation, { span }: CorrelatedRef): void {
  if (name === undefined || scope.relations.every((relation) => relation.name !== name)) return
  throw sqlError('parse', 'relation-duplicate', `Duplicate relation name '${name}' in FROM clause`, span)
}

/** Rows as they come from sources that never take any back. */
function readsInserts(node: LogicalNode): boolean {
  if (node.kind === 'TableScan') return node.table.sourceMode === 'insert'
  const handsOn = node.kind === 'Project' || node.kind === 'Filter' || node.kind === 'WatermarkAssigner'
  return handsOn && readsInserts(node.input)
}

interface CorrelatedSide {
  readonly fn: RowFunction
  readonly fnColumns: readonly Column[]
  readonly name?: string
  /** Over the function's columns. */
  readonly condition?: BoundExpr
}

function unnestSide(ref: UnnestRef, left: Relation, env: BindEnvironment): CorrelatedSide {
  const { fn, columns, name } = bindUnnest(ref, left.scope, env)
  return { fn, fnColumns: columns, ...(name !== undefined && { name }) }
}

/**
 * LATERAL (SELECT … FROM UNNEST(…) WHERE …): Flink plans the filter, but loses whatever the select list
 * computes, so it must hand on all columns as they are.
 */
function lateralSide(ref: DerivedTable, left: Relation, env: BindEnvironment): CorrelatedSide {
  const { query } = ref
  const body = query.body
  const refused = (span: Span) => unsupported('LATERAL subquery', span)
  if (query.with.length + query.orderBy.length > 0 || query.limit || query.offset) throw refused(ref.span)
  if (body.kind !== 'select' || body.from?.kind !== 'unnest') throw refused(ref.span)
  if (body.distinct || body.groupBy || body.having || body.windows.length > 0 || body.qualify) throw refused(body.span)
  const { fn, columns, name } = bindUnnest(body.from, left.scope, env)
  const scope = new RelationScope([{ ...(name !== undefined && { name }), columns, offset: 0 }])
  const context = plainContext(env, 'WHERE')
  const bind = (expr: Expr): BoundExpr => {
    try {
      return bindExpression(expr, scope, context)
    } catch {
      throw refused(expr.span)
    }
  }
  const items = body.items.flatMap((item): { name: string; expr: BoundExpr }[] => {
    if (item.expr.kind !== 'star') {
      const expr = bind(item.expr)
      const own = expr.kind === 'input' ? columns[expr.index]?.name : undefined
      return [{ name: item.alias?.name ?? own ?? '', expr }]
    }
    return columns.map((c, index) => ({
      name: c.name,
      expr: { kind: 'input', index, type: c.type, span: item.expr.span },
    }))
  })
  const identity =
    items.length === columns.length && items.every(({ expr }, i) => expr.kind === 'input' && expr.index === i)
  if (!identity) throw refused(body.span)
  const condition = body.where && bind(body.where)
  if (condition && condition.type.kind !== 'BOOLEAN') throw refused(condition.span)
  const aliases = ref.alias?.columns.map((c) => c.name) ?? []
  if (aliases.length > 0 && aliases.length !== columns.length) throw refused(ref.span)
  const fnColumns = columns.map((c, i) => ({ name: aliases[i] ?? must(items[i], 'item').name, type: c.type }))
  return { fn, fnColumns, ...(ref.alias && { name: ref.alias.name.name }), ...(condition && { condition }) }
}

function bindOn(on: Expr, scope: RelationScope, env: BindEnvironment): BoundExpr | undefined {
  const bound = bindExpression(on, scope, plainContext(env, 'ON'))
  assertCondition(bound, 'ON')
  if (inputsOf(bound).size > 0) return bound
  if (env.constant(bound) === true) return undefined
  throw unsupported('constant condition of a join with UNNEST', bound.span)
}
