import type { BoundExpr } from '../expr/bound.ts'

/** Every part of an expression, the whole first. */
export function visitExpr(expr: BoundExpr, visit: (part: BoundExpr) => void): void {
  visit(expr)
  for (const part of partsOf(expr)) visitExpr(part, visit)
}

export function columnsOf(expr: BoundExpr): readonly number[] {
  const found: number[] = []
  visitExpr(expr, (part) => {
    if (part.kind === 'input') found.push(part.index)
  })
  return found
}

function partsOf(expr: BoundExpr): readonly BoundExpr[] {
  switch (expr.kind) {
    case 'call':
    case 'logic':
      return expr.args
    case 'case':
      return [...expr.branches.flatMap(({ when, then: result }) => [when, result]), expr.otherwise]
    case 'cast':
    case 'field':
      return [expr.operand]
    case 'input':
    case 'constant':
    case 'correlated':
      return []
  }
}
