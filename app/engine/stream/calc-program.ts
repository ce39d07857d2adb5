import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'
import { composeInputs, conjuncts, isDeterministic } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'

/** Filters and projections in a row, as one: all expressions are over the columns of `base`. */
export interface CalcProgram {
  readonly base: LogicalNode
  readonly conditions: readonly BoundExpr[]
  readonly projections: readonly BoundExpr[]
  readonly columns: readonly Column[]
  readonly span: Span
  /** An expression over the program's output, as one over its input. */
  inline(expr: BoundExpr): BoundExpr
}

export function calcProgram(node: LogicalNode): CalcProgram {
  const { columns, span } = node
  let base = node
  let conditions: BoundExpr[] = []
  let projections: readonly BoundExpr[] = columns.map((c, index) => ({ kind: 'input', index, type: c.type, span }))
  while (base.kind === 'Project' || base.kind === 'Filter') {
    if (base.kind === 'Filter') {
      conditions = [...conjuncts(base.condition), ...conditions]
    } else {
      const below = base.exprs
      const untouched = conditions.length === 0 && projections.every((p) => p.kind === 'input')
      if (!untouched && !below.every(isDeterministic)) break
      conditions = conditions.map((c) => composeInputs(c, below))
      projections = projections.map((p) => composeInputs(p, below))
    }
    base = base.input
  }
  const inline = (expr: BoundExpr): BoundExpr => composeInputs(expr, projections)
  return { base, conditions, projections, columns, span, inline }
}
