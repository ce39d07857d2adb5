import type { BoundExpr } from '../../expr/bound.ts'
import { composeInputs, inputsOf, isDeterministic } from '../../logical/expressions.ts'
import { project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/** Two projections in a row are one, unless that would evaluate RAND() and the like twice. */
export const projectMerge: Rule = {
  name: 'ProjectMergeRule',
  apply(node) {
    if (node.kind !== 'Project' || node.input.kind !== 'Project') return undefined
    const below = node.input
    if (!below.exprs.every(isDeterministic) && !eachUsedOnce(node.exprs)) return undefined
    const exprs = node.exprs.map((e) => composeInputs(e, below.exprs))
    const names = node.columns.map((c) => c.name)
    return project(below.input, exprs, names, node.span)
  },
}

function eachUsedOnce(exprs: readonly BoundExpr[]): boolean {
  const uses = exprs.flatMap((e) => [...inputsOf(e)])
  return new Set(uses).size === uses.length && exprs.every((e) => e.kind === 'input')
}
