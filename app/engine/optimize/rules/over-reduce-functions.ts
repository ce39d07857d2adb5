import { must } from '../../../base/assert.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { moveInputs } from '../../logical/expressions.ts'
import { over } from '../../logical/over.ts'
import { inputRef, project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'
import { reduce } from './aggregate-reduce-functions.ts'

const REDUCED: ReadonlySet<string> = new Set([
  'SUM',
  'AVG',
  'VAR_POP',
  'VAR_SAMP',
  'VARIANCE',
  'STDDEV',
  'STDDEV_POP',
  'STDDEV_SAMP',
])

/** With OVER, sums are always $SUM0 beside COUNT, and averages and variances are made of sums. */
export const overReduceFunctions: Rule = {
  name: 'SqlToRelConverter.convertOver',
  apply(node, context) {
    if (node.kind !== 'Over') return undefined
    const [group, another] = node.groups
    if (group === undefined || another !== undefined) return undefined
    if (!group.calls.some((c) => REDUCED.has(c.fn.name))) return undefined
    // as if the rows were grouped by their first column: how a call is made of others is the same
    const reduced = reduce(aggregate(node.input, [0], group.calls, node.span), context, true)
    if (reduced.kind !== 'Project' || reduced.input.kind !== 'Aggregate') return undefined
    const { input, calls } = reduced.input
    const named = calls.map((call, i) => ({ ...call, name: `w0$o${i}` }))
    const more = input.columns.length - node.input.columns.length
    const below = over(input, [{ ...group, calls: named }], node.span, (node.extras ?? 0) + more)
    const columns = node.input.columns.map((_, i) => inputRef(below, i, node.span))
    const results = reduced.exprs
      .slice(1)
      .map((expr) => moveInputs(expr, (i) => (i === 0 ? 0 : input.columns.length + i - 1)))
    const names = node.columns.map((c) => must(c).name)
    return project(below, [...columns, ...results], names, node.span)
  },
}
