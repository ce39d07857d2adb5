import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { BOOLEAN, notNull } from '../../types/construct-type.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { inputsOf as columnsOf, conjunction, conjuncts, isDeterministic, mapInputs } from '../logical/expressions.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import { type JoinType, join, type LogicalJoin } from '../logical/join.ts'
import { splitCondition } from '../logical/join-condition.ts'
import { isNeverTrue } from '../logical/never-true.ts'
import type { LogicalNode } from '../logical/node.ts'
import { filtered } from './rules/filter-into-join.ts'

/**
 * With `a = b`, what a filter says of `a` holds for `b` too, and Flink filters both sides
 * (JoinPushTransitivePredicatesRule). It shows where the other side is compared with its rows before.
 */
export function carryPredicates(root: LogicalNode): LogicalNode {
  const done = new Map<LogicalNode, LogicalNode>()
  const visit = (node: LogicalNode): LogicalNode => {
    const known = done.get(node)
    if (known !== undefined) return known
    const below = withInputs(node, inputsOf(node).map(visit))
    const result = below.kind === 'Join' ? filteredAlike(contradicted(below)) : below
    done.set(node, result)
    return result
  }
  return visit(root)
}

const LEFT_TO_RIGHT: ReadonlySet<JoinType> = new Set(['INNER', 'LEFT', 'SEMI'])
const RIGHT_TO_LEFT: ReadonlySet<JoinType> = new Set(['INNER', 'RIGHT', 'SEMI'])

function filteredAlike(node: LogicalJoin): LogicalNode {
  const { left, right, joinType, condition, span } = node
  const pairs = splitCondition(condition, left.columns.length).pairs.filter(({ nullSafe }) => !nullSafe)
  if (pairs.length === 0) return node
  const across = (from: LogicalNode, to: LogicalNode, columns: ReadonlyMap<number, number>): readonly BoundExpr[] => {
    const known = predicatesOf(to)
    const carried = moved(predicatesOf(from), columns, to)
    // of a semi join it is enough to know that nothing can be found
    if (joinType === 'SEMI' && !isContradiction([...known, ...carried])) return []
    return carried.filter((part) => saysSomething(part) && !known.some((other) => sameExpr(part, other)))
  }
  const toRight = LEFT_TO_RIGHT.has(joinType)
    ? across(left, right, new Map(pairs.map((pair) => [pair.left, pair.right])))
    : []
  const toLeft = RIGHT_TO_LEFT.has(joinType)
    ? across(right, left, new Map(pairs.map((pair) => [pair.right, pair.left])))
    : []
  if (toLeft.length + toRight.length === 0) return node
  return join(filtered(left, toLeft), filtered(right, toRight), joinType, condition, span)
}

function isContradiction(parts: readonly BoundExpr[]): boolean {
  const all = conjunction(parts)
  return all !== undefined && isNeverTrue(all)
}

/** A column that cannot be NULL need not be asked. */
const saysSomething = (part: BoundExpr): boolean =>
  part.kind !== 'logic' || part.op !== 'IS NOT NULL' || part.args.some(({ type }) => type.nullable)

/** The predicates that read nothing but these columns, over the columns of another node. */
function moved(
  parts: readonly BoundExpr[],
  columns: ReadonlyMap<number, number>,
  to: LogicalNode,
): readonly BoundExpr[] {
  return parts
    .filter((part) => {
      const read = [...columnsOf(part)]
      return read.length > 0 && isDeterministic(part) && read.every((column) => columns.has(column))
    })
    .map((part) =>
      mapInputs(part, (ref) => {
        const index = must(columns.get(ref.index))
        const { type } = must(to.columns[index])
        return sameIgnoringNullability(ref.type, type) ? { ...ref, index, type } : { ...ref, index }
      }),
    )
}

/** An outer join whose condition holds for none of the rows that the filters below let through pads them at once. */
function contradicted(node: LogicalJoin): LogicalJoin {
  const { left, right, joinType, condition, span } = node
  if (!OUTER.has(joinType)) return node
  const shifted = new Map(right.columns.map((_, i) => [i, i + left.columns.length]))
  const known = [...predicatesOf(left), ...moved(predicatesOf(right), shifted, node)].filter(
    (part) => comparedOperand(part) !== undefined || (part.kind === 'logic' && part.op === 'IS NULL'),
  )
  const parts = conjuncts(condition)
  const conflicts = (part: BoundExpr): boolean => known.some((other) => isNeverTrue(must(conjunction([part, other]))))
  // which of these Flink's planner makes one range of, and sees through, is not known
  if (parts.some((part) => part.kind === 'logic' && part.op === 'OR' && conflicts(part)))
    throw unsupported('an outer join whose OR contradicts a filter below', span)
  if (joinType === 'FULL' && parts.some((part) => comparesNullColumn(part, node)))
    throw unsupported('a full join that compares a column of which a filter leaves NULL', span)
  const asked = singleComparisons(parts)
  return asked.some(conflicts) ? Object.freeze({ ...node, condition: falseOf(span) }) : node
}

const OUTER: ReadonlySet<JoinType> = new Set(['LEFT', 'RIGHT', 'FULL'])

/** Several of one operand are a SEARCH to Flink's planner, which it does not hold against what it knows. */
function singleComparisons(parts: readonly BoundExpr[]): readonly BoundExpr[] {
  const operands = parts.map(comparedOperand)
  const isSingle = (operand: BoundExpr): boolean =>
    operands.filter((other) => other !== undefined && sameExpr(operand, other)).length === 1
  return parts.filter((_, i) => {
    const operand = operands[i]
    return operand !== undefined && isSingle(operand)
  })
}

/** A column that is NULL by now, because a filter below asks for it. */
function comparesNullColumn(part: BoundExpr, { left, right }: LogicalJoin): boolean {
  const operand = comparedOperand(part)
  if (operand?.kind !== 'input') return false
  const width = left.columns.length
  const [side, column] = operand.index < width ? [left, operand.index] : [right, operand.index - width]
  const expr = side.kind === 'Project' ? side.exprs[column] : undefined
  return expr?.kind === 'constant' && expr.value === null
}

/** What a part compares with a constant. */
function comparedOperand(part: BoundExpr): BoundExpr | undefined {
  if (part.kind !== 'call' || part.args.length !== 2) return undefined
  const [left, right] = part.args
  if (right?.kind === 'constant') return left
  return left?.kind === 'constant' ? right : undefined
}

const falseOf = (span: Span): BoundExpr => ({ kind: 'constant', value: false, type: notNull(BOOLEAN), span })

/** What filters say of the rows of a node. */
function predicatesOf(node: LogicalNode): readonly BoundExpr[] {
  switch (node.kind) {
    case 'Filter':
      return [...predicatesOf(node.input), ...conjuncts(node.condition)]
    case 'Project':
      return moved(predicatesOf(node.input), places(node.exprs.map((e) => (e.kind === 'input' ? e.index : -1))), node)
    case 'Aggregate':
      return node.sets.length > 1 ? [] : moved(predicatesOf(node.input), places(node.keys), node)
    case 'WatermarkAssigner':
      return predicatesOf(node.input)
    case 'Join':
      return predicatesOfJoin(node)
    default:
      return []
  }
}

function predicatesOfJoin(node: LogicalJoin): readonly BoundExpr[] {
  const { left, right, joinType } = node
  const width = left.columns.length
  const ofLeft = joinType === 'RIGHT' || joinType === 'FULL' ? [] : predicatesOf(left)
  if (joinType !== 'INNER' && joinType !== 'RIGHT') return ofLeft
  const shifted = new Map(right.columns.map((_, i) => [i, i + width]))
  return [...ofLeft, ...moved(predicatesOf(right), shifted, node)]
}

/** Where each column of the input is found first. */
function places(columns: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const [place, column] of columns.entries()) if (!found.has(column)) found.set(column, place)
  return found
}
