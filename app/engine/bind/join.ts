import type { Identifier, JoinRef, TableRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { BOOLEAN, notNull } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { moveInputs } from '../logical/expressions.ts'
import { type JoinType, join } from '../logical/join.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { callFunction } from './expression/call-function.ts'
import { junction } from './expression/logic.ts'
import { plainContext } from './expression-context.ts'
import { bindFrom, type Relation } from './from.ts'
import { type JoinedNames, RelationScope, type ScopeRelation } from './scope.ts'
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
  return {
    node,
    scope: new RelationScope(relations, { joined: joinedNames(ref, shared, left.scope, right.scope, width) }),
  }
}

/** As Flink spreads `*`: what joins by USING or NATURAL make of two columns first, then the others of both sides. */
function joinedNames(
  ref: JoinRef,
  shared: readonly Identifier[] | undefined,
  left: RelationScope,
  right: RelationScope,
  width: number,
): JoinedNames | undefined {
  if (shared === undefined && !left.joined && !right.joined) return undefined
  const ours = left.spread()
  const theirs = right.spread().map(({ name, sources }) => ({ name, sources: sources.map((i) => i + width) }))
  const names = [...new Set((shared ?? []).map(({ name }) => name))]
  const merged = names.map((name) => {
    const sides = [ours, theirs].flatMap((side) => side.find((column) => column.name === name)?.sources ?? [])
    return { name, sources: sides }
  })
  const known = new Set(merged.flatMap(({ sources }) => sources))
  const others = [...ours, ...theirs].filter(({ sources }) => !sources.some((index) => known.has(index)))
  const common = ref.using === undefined ? [] : [...names, ...(left.joined?.common ?? [])]
  return { spread: [...merged, ...others], common: new Set(common) }
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
  const others = right.relations.flatMap((r) => r.columns.map((c) => c.name))
  const names = left.spread().flatMap(({ name }) => (others.includes(name) ? name : []))
  const repeated = names.find((name) => others.indexOf(name) !== others.lastIndexOf(name))
  if (repeated !== undefined) throw notUnique(repeated, ref.span)
  return names.map((name) => ({ name, quoted: true, span: ref.span }))
}

const notUnique = (name: string, span: Span) =>
  sqlError('parse', 'using-unique', `Column name '${name}' in NATURAL join or USING clause is not unique`, span)

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
  const isMerged = scope.joined?.spread.some((each) => each.name === name.name && each.sources.length > 1)
  if (!isMerged) return scope.resolve(column(name))
  const owner = scope.relations.find((r) => r.columns.some((c) => c.name === name.name))
  return new RelationScope(owner === undefined ? [] : [owner]).resolve(column(name))
}
