import { unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { isNeverNullField } from '../expr/item-element.ts'
import { operandsOf } from '../expr/operands.ts'
import { conjuncts } from '../logical/expressions.ts'
import { expressionsOf } from '../logical/expressions-of.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalJoin } from '../logical/join.ts'
import type { LogicalNode } from '../logical/node.ts'

/**
 * Where it shows that Flink's planner takes a field for never NULL that is NULL in a row that is NULL, and the rules before
 * this have not settled what then comes out: refused by name.
 */
export function assertFields(root: LogicalNode): void {
  const seen = new Set<LogicalNode>()
  const visit = (node: LogicalNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    const inputs = inputsOf(node)
    const rows = inputs.length === 1 ? inputs[0] : undefined
    for (const expr of expressionsOf(node)) assertUntested(expr, rows)
    if (node.kind === 'Join') assertKeys(node)
    inputs.forEach(visit)
  }
  visit(root)
}

function assertUntested(expr: BoundExpr, rows: LogicalNode | undefined): void {
  const isTest = expr.kind === 'logic' ? expr.op.startsWith('IS') : expr.kind === 'call' && expr.fn.name === 'COALESCE'
  if (isTest && holdsField(expr, rows))
    throw unsupported('a test for NULL of a NOT NULL field of a row that may be NULL', expr.span)
  for (const part of operandsOf(expr)) assertUntested(part, rows)
}

function holdsField(expr: BoundExpr, rows: LogicalNode | undefined): boolean {
  if (expr.kind === 'input') return rows !== undefined && isFieldOf(rows, expr.index)
  return isNeverNullField(expr) || operandsOf(expr).some((part) => holdsField(part, rows))
}

/** Keys that are never NULL to the planner are equal where both are. */
function assertKeys({ condition, left, right, span }: LogicalJoin): void {
  const width = left.columns.length
  const isField = (expr: BoundExpr): boolean => {
    if (expr.kind !== 'input') return isNeverNullField(expr)
    return expr.index < width ? isFieldOf(left, expr.index) : isFieldOf(right, expr.index - width)
  }
  for (const part of conjuncts(condition))
    if (part.kind === 'call' && part.fn.name === '=' && part.args.every(isField))
      throw unsupported('a join of NOT NULL fields of rows that may be NULL', span)
}

function isFieldOf(node: LogicalNode, column: number): boolean {
  if (node.kind === 'Filter') return isFieldOf(node.input, column)
  if (node.kind !== 'Project') return false
  const expr = node.exprs[column]
  if (expr === undefined) return false
  return expr.kind === 'input' ? isFieldOf(node.input, expr.index) : isNeverNullField(expr)
}
