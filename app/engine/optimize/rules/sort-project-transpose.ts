import { inputsOf, isDeterministic, moveInputs } from '../../logical/expressions.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { type LogicalProject, project, selectColumns } from '../../logical/project.ts'
import { rank } from '../../logical/rank.ts'
import { values } from '../../logical/values.ts'
import type { Rule } from '../rule.ts'

/**
 * ORDER BY … LIMIT and LIMIT go below a projection that hands their keys on: all columns of the rows below then
 * count when changes are told apart. LIMIT 0 is empty.
 */
export const sortProjectTranspose: Rule = {
  name: 'SortProjectTransposeRule',
  apply(node) {
    if (node.kind !== 'Rank' || node.form === 'Rank') return undefined
    const { range, input } = node
    if ('end' in range && range.end < range.start) return values(node.columns, [], node.span)
    if (input.kind !== 'Project' || !input.exprs.every(isDeterministic) || staysAbove(input)) return undefined
    const orderBy = node.orderBy.map((key) => {
      const expr = input.exprs[key.index]
      return expr?.kind === 'input' ? { ...key, index: expr.index } : undefined
    })
    if (!orderBy.every((key) => key !== undefined)) return undefined
    const { form, ranking, partitionBy, numbered } = node
    const names = node.columns.map((c) => c.name)
    // by then a join has been left with what the projection reads
    const read = [...new Set(input.exprs.flatMap((expr) => [...inputsOf(expr)]))].sort((a, b) => a - b)
    const narrows = input.input.kind === 'Join' && read.length > 0
    const rows = narrows ? selectColumns(input.input, read, input.span) : input.input
    const place = (index: number): number => (narrows ? read.indexOf(index) : index)
    const keys = orderBy.map((key) => ({ ...key, index: place(key.index) }))
    const moved = rank(rows, { form, ranking, partitionBy, orderBy: keys, range, numbered }, node.span)
    const exprs = input.exprs.map((expr) => moveInputs(expr, place))
    return project(moved, exprs, names, input.span)
  },
}

/** Above columns of a join as they are there is nothing to gain, and above a filter or window the planner leaves the order. */
function staysAbove({ input, exprs }: LogicalProject): boolean {
  return (
    input.kind === 'Filter' ||
    readsWindow(input) ||
    (input.kind === 'Join' && exprs.every((expr) => expr.kind === 'input'))
  )
}

function readsWindow(node: LogicalNode): boolean {
  if (node.kind === 'Project' || node.kind === 'Filter') return readsWindow(node.input)
  return node.kind === 'Over' || (node.kind === 'Rank' && node.form === 'Rank')
}
