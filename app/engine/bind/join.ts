import { must } from '../../base/assert.ts'
import type { Identifier, JoinRef, TableRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { BOOLEAN, notNull, withNullable } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { moveInputs } from '../logical/expressions.ts'
import { type JoinType, join } from '../logical/join.ts'
import { castTo } from './cast-to.ts'
import { commonColumnType } from './common-column-type.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { callFunction } from './expression/call-function.ts'
import { firstNotNull, junction } from './expression/logic.ts'
import { plainContext } from './expression-context.ts'
import { bindFrom, type Relation } from './from.ts'
import { RelationScope, type ScopeRelation } from './scope.ts'
import { assertCondition } from './select.ts'
import { bindSnapshotJoin, isSnapshot, snapshotTime, withoutSystemTime } from './temporal-join.ts'

/** `a JOIN b`, in all spellings: rows of both sides, and the names of both. */
export function bindJoin(ref: JoinRef, env: BindEnvironment): Relation {
  const type = joinType(ref)
  const left = bindFrom(ref.left, env)
  assertJoinable(ref.right)
  const { right: other } = ref
  if (isSnapshot(other)) {
    const time = snapshotTime(other, left, env)
    return joinRelations(ref, type, left, bindFrom(withoutSystemTime(other), env), env, time)
  }
  return joinRelations(ref, type, left, bindFrom(other, env), env)
}

function joinRelations(
  ref: JoinRef,
  type: JoinType,
  left: Relation,
  right: Relation,
  env: BindEnvironment,
  leftTime?: number,
): Relation {
  const width = left.node.columns.length
  assertDistinctNames(left.scope, right.scope, ref.right)
  // the condition sees the columns as they are, what stands above the join sees padded ones
  const inside = [...left.scope.relations, ...right.scope.relations.map((r) => moved(r, width))]
  const shared = sharedColumns(ref, left.scope, right.scope)
  const condition =
    shared === undefined
      ? onCondition(ref, new RelationScope(inside), env)
      : usingCondition(shared, left.scope, right.scope, width, env, ref.span)
  const node =
    leftTime === undefined
      ? join(left.node, right.node, type, condition, ref.span)
      : bindSnapshotJoin(ref, left.node, right.node, condition, leftTime, isView(ref.right, env))
  const relations = inside.map((r) => ({ ...r, columns: node.columns.slice(r.offset, r.offset + r.columns.length) }))
  const outer = new RelationScope(relations)
  const merged = new Map([...mergedOf(left.scope, node.columns, 0), ...mergedOf(right.scope, node.columns, width)])
  for (const name of shared ?? []) {
    // Flink merges the first two columns of a name: a third one joins, but its values are not taken
    if (merged.has(name.name)) continue
    const sides = [left.scope.resolve(column(name)), moveInputs(right.scope.resolve(column(name)), (i) => i + width)]
    merged.set(
      name.name,
      mergedColumn(
        sides.map((side) => padded(side, node.columns)),
        name.span,
      ),
    )
  }
  return { node, scope: merged.size === 0 ? outer : outer.withMerged(inOrder(merged, shared)) }
}

const joinType = (ref: JoinRef): JoinType => {
  if (ref.type === 'SEMI' || ref.type === 'ANTI') throw unsupported(`${ref.type} JOIN`, ref.span)
  return ref.type === 'CROSS' ? 'INNER' : ref.type
}

function assertJoinable(ref: TableRef): void {
  if (ref.kind === 'derived-table' && ref.lateral) throw unsupported('LATERAL', ref.span)
}

/** Whether the name stands for a query rather than for a table. */
function isView(ref: TableRef, env: BindEnvironment): boolean {
  return ref.kind === 'named-table' && env.catalog.find(env.catalog.path(ref.name))?.kind !== 'table'
}

const moved = (relation: ScopeRelation, by: number): ScopeRelation => ({ ...relation, offset: relation.offset + by })

const column = (name: Identifier) => ({ kind: 'column' as const, parts: [name] as const, span: name.span })

function assertDistinctNames(left: RelationScope, right: RelationScope, ref: TableRef): void {
  const names = new Set(left.relations.map((r) => r.name).filter((n) => n !== undefined))
  const again = right.relations.find((r) => r.name !== undefined && names.has(r.name))
  if (again === undefined) return
  throw sqlError('parse', 'relation-duplicate', `Duplicate relation name '${again.name}' in FROM clause`, ref.span)
}

function onCondition(ref: JoinRef, scope: RelationScope, env: BindEnvironment): BoundExpr {
  if (ref.on === undefined) {
    return { kind: 'constant', value: true, type: notNull(BOOLEAN), span: ref.span }
  }
  const condition = bindExpression(ref.on, scope, plainContext(env, 'ON'))
  assertCondition(condition, 'ON')
  return condition
}

/** The columns that USING or NATURAL equate; undefined where there is neither. */
function sharedColumns(ref: JoinRef, left: RelationScope, right: RelationScope): readonly Identifier[] | undefined {
  if (ref.using !== undefined) return ref.using
  if (!ref.natural) return undefined
  const others = right.columnNames()
  return left
    .columnNames()
    .filter((name) => others.includes(name))
    .map((name) => ({ name, quoted: true, span: ref.span }))
}

function usingCondition(
  names: readonly Identifier[],
  left: RelationScope,
  right: RelationScope,
  width: number,
  env: BindEnvironment,
  span: Span,
): BoundExpr {
  const context = plainContext(env, 'ON')
  const parts = names.map((name) => {
    const args = [firstOf(left, name), moveInputs(firstOf(right, name), (i) => i + width)]
    return callFunction('=', args, name.span, context)
  })
  if (parts.length === 0) return { kind: 'constant', value: true, type: notNull(BOOLEAN), span }
  return junction('AND', parts, span)
}

/** The column of that name; of a merged one the first of its two. */
function firstOf(scope: RelationScope, name: Identifier): BoundExpr {
  if (!scope.merged.has(name.name)) return scope.resolve(column(name))
  const owner = scope.relations.find((r) => r.columns.some((c) => c.name === name.name))
  return new RelationScope(owner === undefined ? [] : [owner]).resolve(column(name))
}

/** A merged column of one side as what stands above the join sees it. */
const padded = (expr: BoundExpr, columns: readonly { readonly type: BoundExpr['type'] }[]): BoundExpr => {
  if (expr.kind === 'input') return { ...expr, type: must(columns[expr.index]).type }
  if (expr.kind === 'case') {
    const parts = expr.branches.map((b) => padded(b.then, columns))
    return mergedColumn([...parts, padded(expr.otherwise, columns)], expr.span)
  }
  return expr.kind === 'cast' ? castTo(padded(expr.operand, columns), expr.type) : expr
}

/** The column that USING makes of two: the left one, or the right one where that is NULL. */
function mergedColumn(sides: readonly BoundExpr[], span: Span): BoundExpr {
  const common = commonColumnType(
    sides.map((s) => s.type),
    span,
    'Type mismatch in USING',
  )
  const type = withNullable(
    common,
    sides.every((s) => s.type.nullable),
  )
  const [first] = sides
  if (first !== undefined && !first.type.nullable) return castTo(first, type)
  return firstNotNull(
    sides.map((s) => castTo(s, type)),
    type,
    span,
  )
}

function* mergedOf(
  scope: RelationScope,
  columns: readonly { readonly type: BoundExpr['type'] }[],
  offset: number,
): Iterable<[string, BoundExpr]> {
  for (const [name, expr] of scope.merged)
    yield [
      name,
      padded(
        moveInputs(expr, (i) => i + offset),
        columns,
      ),
    ]
}

/** The columns of this join first, as `*` lists them. */
function inOrder(merged: ReadonlyMap<string, BoundExpr>, shared: readonly Identifier[] | undefined) {
  const names = new Set([...(shared ?? []).map((s) => s.name), ...merged.keys()])
  return new Map([...names].map((name) => [name, must(merged.get(name))]))
}
