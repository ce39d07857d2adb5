import { sameType } from '../../../types/type-text.ts'
import type { BoundExpr, InputRef } from '../../expr/bound.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { type LogicalProject, project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/**
 * An aggregation over all columns of a projection in another order reads the rows below it (AggregateProjectMergeRule): no
 * operator stands between, and a NULL in a column that is NOT NULL stays one.
 */
export const aggregateReadsBelow: Rule = {
  name: 'AggregateProjectMergeRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.input.kind !== 'Project' || !isPermutation(node.input)) return undefined
    const { input, exprs, columns, span } = node.input
    if (exprs.every((expr) => expr.kind === 'input' && expr.asIs === true)) return undefined
    const asIs = exprs.map((expr): BoundExpr => {
      const column = columnOf(expr)
      return column === undefined ? expr : { ...column, type: expr.type, asIs: true }
    })
    const names = columns.map(({ name }) => name)
    return aggregate(project(input, asIs, names, span), node.keys, node.calls, node.span, node.sets, node.groupings)
  },
}

function isPermutation({ exprs, input }: LogicalProject): boolean {
  const read = new Set(exprs.map((expr) => columnOf(expr)?.index))
  return read.size === exprs.length && exprs.length === input.columns.length && !read.has(undefined)
}

/** A column, plain or cast to its own type. */
function columnOf(expr: BoundExpr): InputRef | undefined {
  if (expr.kind === 'input') return expr
  const isSame = expr.kind === 'cast' && expr.mode === 'cast' && sameType(expr.operand.type, expr.type)
  return isSame && expr.operand.kind === 'input' ? expr.operand : undefined
}
