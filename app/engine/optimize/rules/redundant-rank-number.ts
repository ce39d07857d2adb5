import { inputsOf } from '../../logical/expressions.ts'
import { project } from '../../logical/project.ts'
import { rank } from '../../logical/rank.ts'
import type { Rule } from '../rule.ts'

/** A rank number that the projection above does not read is not made: then ranks need not be kept up to date. */
export const redundantRankNumber: Rule = {
  name: 'RedundantRankNumberColumnRemoveRule',
  apply(node) {
    if (node.kind !== 'Project' || node.input.kind !== 'Rank' || !node.input.numbered) return undefined
    const { input, span, ...parts } = node.input
    if (node.exprs.some((expr) => inputsOf(expr).has(input.columns.length))) return undefined
    const names = node.columns.map((c) => c.name)
    return project(rank(input, { ...parts, numbered: false }, span), node.exprs, names, node.span)
  },
}
