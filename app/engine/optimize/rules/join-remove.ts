import { aggregate } from '../../logical/aggregate.ts'
import { inputsOf as columnsOf, moveInputs } from '../../logical/expressions.ts'
import type { LogicalJoin } from '../../logical/join.ts'
import { splitCondition } from '../../logical/join-condition.ts'
import { holdsKey } from '../../logical/join-keys.ts'
import { type LogicalProject, project } from '../../logical/project.ts'
import { keysBeforeRanking } from '../../logical/unique-keys.ts'
import type { Rule } from '../rule.ts'

/** A LEFT JOIN that finds one row at most, of which nothing is used, neither adds nor drops rows. */
export const projectJoinRemove: Rule = {
  name: 'ProjectJoinRemoveRule',
  apply(node) {
    if (node.kind !== 'Project' || node.input.kind !== 'Join') return undefined
    return addsOneRowAtMost(node.input) ? overPreservedSide(node, node.input) : undefined
  },
}

/** Where groups are all that is asked for, it does not matter how often a row comes. */
export const aggregateJoinRemove: Rule = {
  name: 'AggregateJoinRemoveRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.input.kind !== 'Project' || node.input.input.kind !== 'Join') return undefined
    if (!node.calls.every((call) => call.distinct)) return undefined
    const input = overPreservedSide(node.input, node.input.input)
    return input && aggregate(input, node.keys, node.calls, node.span, node.sets, node.groupings)
  },
}

export function addsOneRowAtMost({ joinType, condition, left, right }: LogicalJoin): boolean {
  const { pairs } = splitCondition(condition, left.columns.length)
  if (joinType === 'LEFT')
    return holdsKey(
      pairs.map((p) => p.right),
      keysBeforeRanking(right),
    )
  if (joinType !== 'RIGHT') return false
  return holdsKey(
    pairs.map((p) => p.left),
    keysBeforeRanking(left),
  )
}

/** The projection over the side whose rows all come out, if it reads that side alone. */
function overPreservedSide(node: LogicalProject, below: LogicalJoin): LogicalProject | undefined {
  const width = below.left.columns.length
  const columns = node.exprs.flatMap((e) => [...columnsOf(e)])
  const names = node.columns.map((c) => c.name)
  if (below.joinType === 'LEFT' && columns.every((c) => c < width)) {
    return project(below.left, node.exprs, names, node.span)
  }
  if (below.joinType !== 'RIGHT' || !columns.every((c) => c >= width)) return undefined
  const exprs = node.exprs.map((e) => moveInputs(e, (i) => i - width))
  return project(below.right, exprs, names, node.span)
}
