import { assert, must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { operandsOf } from '../../expr/operands.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic, mapInputs, moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { type JoinType, join, type LogicalJoin, preserves } from '../../logical/join.ts'
import { splitCondition } from '../../logical/join-condition.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { rejectsNull } from '../../logical/rejects-null.ts'
import { type LogicalTemporalJoin, withTemporalParts } from '../../logical/temporal-join.ts'
import type { Rule } from '../rule.ts'
import { filtersOfOtherSide, type SideFilters } from './filters-of-other-side.ts'

/** A filter above a join moves to the side that it speaks of; where it drops padded rows, the join need not make them. */
export const filterIntoJoin: Rule = {
  name: 'FlinkFilterIntoJoinRule',
  apply(node) {
    if (node.kind !== 'Filter' || !isFiltered(node.input)) return undefined
    const below = node.input
    const width = below.left.columns.length
    const parts = conjuncts(node.condition)
    const joinType = simplified(below, parts)
    const into = { left: [] as BoundExpr[], right: [] as BoundExpr[], on: [] as BoundExpr[], above: [] as BoundExpr[] }
    for (const part of parts) {
      const side = isDeterministic(part) ? sideOf(part, width) : 'both'
      if (side === 'left' && !preserves(joinType, 1)) into.left.push(part)
      else if (side === 'right' && !preserves(joinType, 0)) into.right.push(part)
      else if (joinType === 'INNER' && isDeterministic(part)) into.on.push(part)
      else into.above.push(part)
    }
    if (joinType === below.joinType && into.above.length === parts.length) return undefined
    const condition = must(conjunction([...conjuncts(below.condition), ...into.on.map((p) => retyped(p, below))]))
    const other = carried(parts, keysOf(below, condition), joinType, below)
    const joined = rejoined(
      below,
      filtered(below.left, [...into.left.map((p) => retyped(p, below)), ...other.left]),
      filtered(below.right, [
        ...into.right.map((p) => moveInputs(retyped(p, below), (i) => i - width)),
        ...other.right,
      ]),
      joinType,
      condition,
    )
    return withTypes(
      filtered(
        joined,
        into.above.map((p) => retypedOver(p, joined)),
      ),
      node,
    )
  },
}

/** Parts of ON that speak of one side move there, where that side's rows need no padding. */
export const joinConditionPush: Rule = {
  name: 'FlinkJoinConditionPushRule',
  apply(node) {
    if (!isFiltered(node)) return undefined
    const { joinType } = node
    const width = node.left.columns.length
    const left: BoundExpr[] = []
    const right: BoundExpr[] = []
    const rest: BoundExpr[] = []
    for (const part of conjuncts(node.condition)) {
      const side = isTrivial(part) ? 'both' : sideOf(part, width)
      const may = isDeterministic(part)
      if (side === 'left' && may && !preserves(joinType, 0) && joinType !== 'ANTI') left.push(part)
      else if ((side === 'right' || inputsOf(part).size === 0) && side !== 'both' && may && !preserves(joinType, 1))
        right.push(moveInputs(part, (i) => i - width))
      else rest.push(part)
    }
    if (left.length + right.length === 0) return undefined
    const condition = conjunction(rest) ?? alwaysTrue(node)
    const other = joinType === 'INNER' ? carried(conjuncts(node.condition), node.condition, joinType, node) : NONE
    return rejoined(
      node,
      filtered(node.left, [...left, ...other.left]),
      filtered(node.right, [...right, ...other.right]),
      joinType,
      condition,
    )
  },
}

const NONE: SideFilters = { left: [], right: [] }

/** The keys by which filters are carried over: those of the join, or what it gets from the filter above. */
const keysOf = (below: FilteredJoin, condition: BoundExpr): BoundExpr =>
  splitCondition(below.condition, below.left.columns.length).pairs.length > 0 ? below.condition : condition

function carried(parts: readonly BoundExpr[], keys: BoundExpr, joinType: JoinType, node: FilteredJoin): SideFilters {
  const deterministic = parts.filter(isDeterministic)
  return node.kind === 'Join' ? filtersOfOtherSide(deterministic, keys, joinType, node) : NONE
}

type FilteredJoin = LogicalJoin | LogicalTemporalJoin

/** Versions are joined before they are filtered; a table that is looked into is filtered as a joined one is. */
const isFiltered = (node: LogicalNode): node is FilteredJoin =>
  node.kind === 'Join' || (node.kind === 'TemporalJoin' && node.rightTime === undefined)

function rejoined(
  node: FilteredJoin,
  left: LogicalNode,
  right: LogicalNode,
  joinType: JoinType,
  condition: BoundExpr,
): FilteredJoin {
  if (node.kind === 'Join') return join(left, right, joinType, condition, node.span)
  assert(joinType === 'INNER' || joinType === 'LEFT', 'a lookup join keeps its left side')
  return withTemporalParts(node, { left, right, joinType, condition, span: node.span })
}

const isTrivial = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === true

export const alwaysTrue = (node: LogicalNode): BoundExpr => ({
  kind: 'constant',
  value: true,
  type: { kind: 'BOOLEAN', nullable: false },
  span: node.span,
})

/** The outer join without the padding that the filter would drop anyway. */
function simplified({ joinType, left }: FilteredJoin, parts: readonly BoundExpr[]): JoinType {
  const condition = conjunction(parts)
  if (condition === undefined || joinType === 'INNER' || joinType === 'SEMI' || joinType === 'ANTI') return joinType
  const width = left.columns.length
  const leftRejected = rejectsNull(condition, (i) => i < width)
  const rightRejected = rejectsNull(condition, (i) => i >= width)
  const unclear = parts.find((part) => containsCase(part) && (!leftRejected || !rightRejected))
  if (unclear !== undefined) throw unsupported('CASE in a condition above an outer join', unclear.span)
  const keepsLeft = preserves(joinType, 0) && !rightRejected
  const keepsRight = preserves(joinType, 1) && !leftRejected
  if (keepsLeft) return keepsRight ? 'FULL' : 'LEFT'
  return keepsRight ? 'RIGHT' : 'INNER'
}

/** Flink's planner may take a CASE apart before it looks for NULL; not so what is written as a function. */
const containsCase = (expr: BoundExpr): boolean =>
  (expr.kind === 'case' && expr.asFunction !== true) || operandsOf(expr).some(containsCase)

/** Which side alone an expression speaks of; one without columns counts as left. */
function sideOf(expr: BoundExpr, width: number): 'left' | 'right' | 'both' {
  const columns = [...inputsOf(expr)]
  if (columns.every((c) => c < width)) return 'left'
  return columns.every((c) => c >= width) ? 'right' : 'both'
}

export function filtered(node: LogicalNode, parts: readonly BoundExpr[]): LogicalNode {
  const condition = conjunction(parts)
  return condition === undefined ? node : filter(node, condition, condition.span)
}

/** Below the join, its columns have the types of the inputs. */
const retyped = (expr: BoundExpr, { left, right }: FilteredJoin): BoundExpr =>
  withColumns(expr, [...left.columns, ...right.columns])

const retypedOver = (expr: BoundExpr, node: LogicalNode): BoundExpr => withColumns(expr, node.columns)

function withColumns(expr: BoundExpr, columns: LogicalNode['columns']): BoundExpr {
  return mapColumns(expr, (index) => must(columns[index]).type)
}

/** The join without padding knows that columns are NOT NULL; what stands above was bound to nullable ones. */
function withTypes(node: LogicalNode, like: LogicalNode): LogicalNode {
  const same = node.columns.every((c, i) => c.type.nullable === like.columns[i]?.type.nullable)
  if (same) return node
  const exprs = like.columns.map((column, i): BoundExpr => {
    const ref = inputRef(node, i, like.span)
    return ref.type.nullable === column.type.nullable ? ref : { ...ref, type: column.type }
  })
  return project(
    node,
    exprs,
    like.columns.map((c) => c.name),
    like.span,
  )
}

function mapColumns(expr: BoundExpr, typeOf: (index: number) => BoundExpr['type']): BoundExpr {
  return mapInputs(expr, (ref) => ({ ...ref, type: typeOf(ref.index) }))
}
