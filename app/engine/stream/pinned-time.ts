import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { conjuncts } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'

/** Whether a condition below leaves one value to a column: Flink then puts the value where the column stood. */
export function isPinned(node: LogicalNode, column: number): boolean {
  if (node.kind === 'Project') {
    const expr = node.exprs[column]
    return expr?.kind === 'input' && isPinned(node.input, expr.index)
  }
  if (node.kind !== 'Filter') return false
  const bounds = conjuncts(node.condition).flatMap((part) => boundOf(part, column))
  const [lower, upper] = [bounds.find((b) => b.op !== '<='), bounds.find((b) => b.op !== '>=')]
  if (lower !== undefined && upper !== undefined && sameExpr(lower.value, upper.value)) return true
  return isPinned(node.input, column)
}

interface Bound {
  readonly op: '=' | '>=' | '<='
  readonly value: BoundExpr
}

const MIRRORED = { '=': '=', '>=': '<=', '<=': '>=' } as const

function boundOf(part: BoundExpr, column: number): readonly Bound[] {
  if (part.kind !== 'call') return []
  const { name } = part.fn
  if (name !== '=' && name !== '>=' && name !== '<=') return []
  const [a, b] = part.args
  if (isColumn(a, column) && b?.kind === 'constant') return [{ op: name, value: b }]
  return isColumn(b, column) && a?.kind === 'constant' ? [{ op: MIRRORED[name], value: a }] : []
}

function isColumn(expr: BoundExpr | undefined, column: number): boolean {
  const inner = expr?.kind === 'cast' && expr.mode === 'implicit' ? expr.operand : expr
  return inner?.kind === 'input' && inner.index === column
}
