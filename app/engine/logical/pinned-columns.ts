import type { BoundExpr, Constant } from '../expr/bound.ts'
import { conjuncts } from './expressions.ts'
import type { LogicalNode } from './node.ts'

/** Columns that have one value only, because a filter says so. */
export function pinnedColumns(node: LogicalNode): ReadonlyMap<number, Constant> {
  const pinned = new Map<number, Constant>()
  if (node.kind === 'Filter') {
    for (const [column, value] of pinnedColumns(node.input)) pinned.set(column, value)
    for (const part of conjuncts(node.condition)) pin(part, pinned)
  } else if (node.kind === 'Project') {
    const below = pinnedColumns(node.input)
    node.exprs.forEach((expr, i) => {
      const value = expr.kind === 'input' ? below.get(expr.index) : undefined
      if (value !== undefined) pinned.set(i, value)
    })
  }
  return pinned
}

function pin(part: BoundExpr, pinned: Map<number, Constant>): void {
  if (part.kind !== 'call' || part.fn.name !== '=') return
  const [a, b] = part.args
  if (a?.kind === 'input' && b?.kind === 'constant') pinned.set(a.index, b)
  if (b?.kind === 'input' && a?.kind === 'constant') pinned.set(b.index, a)
}

/** Whether a column has one value for all rows, NULL and computed constants included. */
export function isFixed(node: LogicalNode, column: number): boolean {
  if (node.kind === 'Project') {
    const expr = node.exprs[column]
    return expr !== undefined && isFixedExpr(node.input, expr)
  }
  if (node.kind === 'Join') {
    const width = node.left.columns.length
    if (column < width) return node.joinType !== 'RIGHT' && node.joinType !== 'FULL' && isFixed(node.left, column)
    return node.joinType === 'INNER' && isFixed(node.right, column - width)
  }
  if (node.kind !== 'Filter') return false
  const isNull = conjuncts(node.condition).some(
    (part) =>
      part.kind === 'logic' && part.op === 'IS NULL' && part.args.some((a) => a.kind === 'input' && a.index === column),
  )
  return isNull || pinnedColumns(node).has(column) || isFixed(node.input, column)
}

/** Whether a column has one value for all rows, and it is a side of a join that says so. */
export function isFixedByJoin(node: LogicalNode, column: number): boolean {
  if (node.kind === 'Join') return isFixed(node, column)
  if (node.kind === 'Filter') return isFixedByJoin(node.input, column)
  if (node.kind !== 'Project') return false
  const expr = withoutCasts(node.exprs[column])
  return expr?.kind === 'input' && isFixedByJoin(node.input, expr.index)
}

const withoutCasts = (expr: BoundExpr | undefined): BoundExpr | undefined =>
  expr?.kind === 'cast' ? withoutCasts(expr.operand) : expr

function isFixedExpr(input: LogicalNode, expr: BoundExpr): boolean {
  if (expr.kind === 'cast') return isFixedExpr(input, expr.operand)
  return expr.kind === 'constant' || (expr.kind === 'input' && isFixed(input, expr.index))
}
