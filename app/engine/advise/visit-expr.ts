import type { BoundExpr } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'

/** Every part of an expression, the whole first. */
export function visitExpr(expr: BoundExpr, visit: (part: BoundExpr) => void): void {
  visit(expr)
  for (const part of operandsOf(expr)) visitExpr(part, visit)
}

export function columnsOf(expr: BoundExpr): readonly number[] {
  const found: number[] = []
  visitExpr(expr, (part) => {
    if (part.kind === 'input') found.push(part.index)
  })
  return found
}
