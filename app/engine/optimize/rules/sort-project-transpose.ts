import { isDeterministic } from '../../logical/expressions.ts'
import { project } from '../../logical/project.ts'
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
    if (input.kind !== 'Project' || !input.exprs.every(isDeterministic)) return undefined
    const orderBy = node.orderBy.map((key) => {
      const expr = input.exprs[key.index]
      return expr?.kind === 'input' ? { ...key, index: expr.index } : undefined
    })
    if (!orderBy.every((key) => key !== undefined)) return undefined
    const { form, ranking, partitionBy, numbered } = node
    const moved = rank(input.input, { form, ranking, partitionBy, orderBy, range, numbered }, node.span)
    const names = node.columns.map((c) => c.name)
    return project(moved, input.exprs, names, input.span)
  },
}
