import { unsupported } from '../../../sql/diagnostic.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic, moveInputs } from '../../logical/expressions.ts'
import { join, joinColumns, type LogicalJoin } from '../../logical/join.ts'
import { equality } from '../../logical/join-condition.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { type LogicalTemporalJoin, withTemporalParts } from '../../logical/temporal-join.ts'
import type { Rule } from '../rule.ts'

/** `ON a + 1 = b` joins by a column that a projection below computes: keys are columns. */
export const joinPushExpressions: Rule = {
  name: 'FlinkJoinPushExpressionsRule',
  apply(node) {
    if (node.kind !== 'Join' && node.kind !== 'TemporalJoin') return undefined
    const width = node.left.columns.length
    const computed = { left: [] as BoundExpr[], right: [] as BoundExpr[] }
    const parts = conjuncts(node.condition).map((written) => {
      const part = withEqualTypes(written)
      const sides = splitEquality(part, width)
      if (sides === undefined) return part
      const [first, second] = sides.operands
      const place = (expr: BoundExpr): Placed => {
        if (expr.kind === 'input') return { ...expr, computed: false }
        const side = isLeft(expr, width) ? computed.left : computed.right
        side.push(expr)
        return {
          ...expr,
          kind: 'input',
          index: side.length - 1,
          computed: true,
          left: side === computed.left,
        } as Placed
      }
      return { part, placed: [place(first), place(second)] as const }
    })
    if (computed.left.length + computed.right.length === 0) return undefined
    return joinOverComputed(node, computed, parts)
  },
}

type Placed = Extract<BoundExpr, { kind: 'input' }> & { readonly computed: boolean; readonly left?: boolean }
type Part = BoundExpr | { readonly part: BoundExpr; readonly placed: readonly [Placed, Placed] }

const isLeft = (expr: BoundExpr, width: number): boolean => [...inputsOf(expr)].every((i) => i < width)

/** Columns of different types are compared as their common type (JoinConditionTypeCoerceRule). */
function withEqualTypes(part: BoundExpr): BoundExpr {
  if (part.kind !== 'call' || part.fn.name !== '=') return part
  const [a, b] = part.args
  if (a?.kind !== 'input' || b?.kind !== 'input' || sameIgnoringNullability(a.type, b.type)) return part
  const common = leastRestrictive([a.type, b.type])
  if (common === undefined) return part
  return {
    ...part,
    args: [a, b].map((arg) => (sameIgnoringNullability(arg.type, common) ? arg : widened(arg, common))),
  }
}

const widened = (expr: BoundExpr, like: LogicalType): BoundExpr => ({
  kind: 'cast',
  mode: 'implicit',
  operand: expr,
  type: { ...like, nullable: expr.type.nullable },
  span: expr.span,
})

/** An equality between an expression of one side and one of the other, of which one at least is no column. */
function splitEquality(part: BoundExpr, width: number) {
  const found = equality(part)
  if (found === undefined || part.kind !== 'call') return undefined
  const sides = found.operands.map((o) => [...inputsOf(o)])
  if (sides.some((columns) => columns.length === 0) || !found.operands.every(isDeterministic)) return undefined
  const left = sides.map((columns) => columns.every((c) => c < width))
  const right = sides.map((columns) => columns.every((c) => c >= width))
  const apart = (left[0] && right[1]) || (left[1] && right[0])
  if (!apart) return undefined
  const [a, b] = found.operands
  const areColumns = a.kind === 'input' && b.kind === 'input'
  // Flink fails over keys whose types differ, and only a plain = casts them.
  if (found.nullSafe && !(areColumns && a.type.kind === b.type.kind))
    throw unsupported('IS NOT DISTINCT FROM of more than columns of one type in a join', part.span)
  if (areColumns) return undefined
  return found
}

function joinOverComputed(
  node: LogicalJoin | LogicalTemporalJoin,
  computed: { readonly left: readonly BoundExpr[]; readonly right: readonly BoundExpr[] },
  parts: readonly Part[],
): LogicalNode {
  const width = node.left.columns.length
  const left = withExpressions(node.left, computed.left)
  const right = withExpressions(
    node.right,
    computed.right.map((e) => moveInputs(e, (i) => i - width)),
  )
  const newWidth = left.columns.length
  const place = (index: number): number => (index < width ? index : index - width + newWidth)
  const at = (ref: Placed): BoundExpr => {
    const { computed: isComputed, left: onLeft, ...input } = ref
    if (!isComputed) return { ...input, index: place(ref.index) }
    return { ...input, index: onLeft ? width + ref.index : newWidth + node.right.columns.length + ref.index }
  }
  const conditions = parts.map((part): BoundExpr => {
    if (!('placed' in part)) return moveInputs(part, place)
    const { part: call, placed } = part
    return call.kind === 'call' ? { ...call, args: [at(placed[0]), at(placed[1])] } : call
  })
  const condition = conjunction(conditions) ?? node.condition
  const joined =
    node.kind === 'Join'
      ? join(left, right, node.joinType, condition, node.span)
      : withTemporalParts(node, { left, right, condition, span: node.span })
  const kept = joinColumns(node.left.columns, node.right.columns, node.joinType)
  return project(
    joined,
    kept.map((_, i) => inputRef(joined, place(i), node.span)),
    kept.map((c) => c.name),
    node.span,
  )
}

function withExpressions(node: LogicalNode, exprs: readonly BoundExpr[]): LogicalNode {
  if (exprs.length === 0) return node
  const own = node.columns.map((_, i) => inputRef(node, i, node.span))
  const names = [...node.columns.map((c) => c.name), ...exprs.map((_, i) => `$f${node.columns.length + i}`)]
  return project(node, [...own, ...exprs], names, node.span)
}
