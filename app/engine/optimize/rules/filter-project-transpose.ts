import { composeInputs, isDeterministic } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/** A filter moves below a projection: fewer rows are computed, and sources may take it over. */
export const filterProjectTranspose: Rule = {
  name: 'FilterProjectTransposeRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Project') return undefined
    const below = node.input
    if (!below.exprs.every(isDeterministic)) return undefined
    const moved = filter(below.input, composeInputs(node.condition, below.exprs), node.span)
    const names = below.columns.map((c) => c.name)
    return project(moved, below.exprs, names, below.span)
  },
}
