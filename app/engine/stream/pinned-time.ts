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
  if (part.kind === 'logic' && part.op === 'OR') return sameBound(part.args.map((arg) => boundOf(arg, column)))
  if (part.kind !== 'call') return []
  const { name } = part.fn
  if (name !== '=' && name !== '>=' && name !== '<=') return []
  const [a, b] = part.args
  if (isColumn(a, column) && b?.kind === 'constant') return [{ op: name, value: b }]
  return isColumn(b, column) && a?.kind === 'constant' ? [{ op: MIRRORED[name], value: a }] : []
}

/** One bound said several times: `x IN (1, 1)`. */
function sameBound(bounds: readonly (readonly Bound[])[]): readonly Bound[] {
  const [first, ...others] = bounds.map(([bound]) => bound)
  if (first === undefined) return []
  return others.every((other) => other?.op === first.op && sameExpr(other.value, first.value)) ? [first] : []
}

function isColumn(expr: BoundExpr | undefined, column: number): boolean {
  const inner = expr?.kind === 'cast' && expr.mode === 'implicit' ? expr.operand : expr
  return inner?.kind === 'input' && inner.index === column
}
