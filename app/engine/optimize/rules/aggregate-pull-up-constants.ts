import { must } from '../../../base/assert.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { inputRef, project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/** Constant group keys are added after grouping; the last key stays, for without keys there is always a group. */
export const aggregatePullUpConstants: Rule = {
  name: 'AggregateProjectPullUpConstantsRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.sets.length !== 1 || node.input.kind !== 'Project') return undefined
    const exprs = node.input.exprs
    const isConstant = (key: number): boolean => exprs[key]?.kind === 'constant'
    const varying = node.keys.filter((k) => !isConstant(k))
    const kept = varying.length > 0 ? varying : node.keys.slice(0, 1)
    if (kept.length === node.keys.length) return undefined
    const groups = aggregate(node.input, kept, node.calls, node.span, [kept], node.groupings)
    const outputs = node.columns.map((_, i): BoundExpr => {
      const key = node.keys[i]
      if (key === undefined) return inputRef(groups, i - node.keys.length + kept.length, node.span)
      const position = kept.indexOf(key)
      return position >= 0 ? inputRef(groups, position, node.span) : must(exprs[key], 'constant key')
    })
    return project(
      groups,
      outputs,
      node.columns.map((c) => c.name),
      node.span,
    )
  },
}
