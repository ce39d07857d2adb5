import { aggregate } from '../../logical/aggregate.ts'
import { inputsOf } from '../../logical/expressions.ts'
import { selectColumns } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/**
 * COUNT(*) over a projection that computes something counts the rows below it: directly where that is a table, which
 * then is read with all of its columns, or those that the projection and its filter read.
 */
export const aggregateProjectMerge: Rule = {
  name: 'FlinkAggregateProjectMergeRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.keys.length > 0 || node.input.kind !== 'Project') return undefined
    if (node.calls.length === 0 || node.calls.some((call) => call.args.length > 0 || call.filter !== undefined))
      return undefined
    const { input: below, exprs, span } = node.input
    if (exprs.every((expr) => expr.kind === 'input' || expr.kind === 'constant')) return undefined
    if (below.kind === 'WatermarkAssigner') return undefined
    const read = new Set<number>()
    for (const expr of exprs) inputsOf(expr, read)
    if (below.kind === 'Filter') inputsOf(below.condition, read)
    const columns = [...read].sort((a, b) => a - b)
    const rows = below.kind === 'TableScan' ? below : selectColumns(below, columns, span)
    return aggregate(rows, [], node.calls, node.span, node.sets, node.groupings)
  },
}
