import type { BoundExpr, InputRef } from '../expr/bound.ts'
import { mapOperands, operandsOf } from '../expr/operands.ts'

// Walking and rewriting bound expressions.

/** Puts something else where a column stood. */
export function mapInputs(expr: BoundExpr, change: (ref: InputRef) => BoundExpr): BoundExpr {
  return expr.kind === 'input' ? change(expr) : mapOperands(expr, (o) => mapInputs(o, change))
}

/** Columns moved by a function of their index. */
export const moveInputs = (expr: BoundExpr, move: (index: number) => number): BoundExpr =>
  mapInputs(expr, (ref) => ({ ...ref, index: move(ref.index) }))

/** Columns replaced by what a projection below computes for them. */
export const composeInputs = (expr: BoundExpr, below: readonly BoundExpr[]): BoundExpr =>
  mapInputs(expr, (ref) => below[ref.index] ?? ref)

export function inputsOf(expr: BoundExpr, into: Set<number> = new Set()): Set<number> {
  if (expr.kind === 'input') into.add(expr.index)
  else for (const operand of operandsOf(expr)) inputsOf(operand, into)
  return into
}

/** Whether the same row always gives the same value: NOW(), RAND() and the like do not. */
export function isDeterministic(expr: BoundExpr): boolean {
  if (expr.kind === 'call' && !expr.fn.deterministic) return false
  return operandsOf(expr).every(isDeterministic)
}

/** The parts of a AND b AND c. */
export const conjuncts = (condition: BoundExpr): readonly BoundExpr[] =>
  condition.kind === 'logic' && condition.op === 'AND' ? condition.args.flatMap(conjuncts) : [condition]

export function conjunction(parts: readonly BoundExpr[]): BoundExpr | undefined {
  const [first, ...rest] = parts
  if (first === undefined || rest.length === 0) return first
  const nullable = parts.some((p) => p.type.nullable)
  return { kind: 'logic', op: 'AND', args: parts, type: { kind: 'BOOLEAN', nullable }, span: first.span }
}
