import type { BoundExpr } from '../../expr/bound.ts'
import { filter } from '../../logical/filter.ts'
import { inputRef, project } from '../../logical/project.ts'
import { RANK_TYPE, rank } from '../../logical/rank.ts'
import { boundedRank } from '../rank-range.ts'
import type { Rule } from '../rule.ts'

const RANKINGS: ReadonlySet<string> = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])

/** A filter that bounds the one ranking below it makes a Top-N of both. */
export const rankFromOver: Rule = {
  name: 'FlinkLogicalRankRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Over') return undefined
    const { input, groups, columns } = node.input
    const [group, another] = groups
    const [call, second] = group?.calls ?? []
    if (group === undefined || another !== undefined || call === undefined || second !== undefined) return undefined
    if (!RANKINGS.has(call.fn.name)) return undefined
    const column = input.columns.length
    const bounded = boundedRank(node.condition, column)
    if (bounded === undefined) return undefined
    const { range, rest } = bounded
    const fixed = 'start' in range && range.start === range.end
    const { partitionBy, orderBy } = group
    const spec = { form: 'Rank', ranking: call.fn.name, partitionBy, orderBy, range, numbered: !fixed } as const
    const ranked = rank(input, spec, group.span)
    const named = fixed ? withConstantRank(ranked, range.start) : ranked
    const renamed = project(
      named,
      columns.map((_, i) => inputRef(named, i, node.span)),
      columns.map((c) => c.name),
      node.span,
    )
    return rest === undefined ? renamed : filter(renamed, rest, node.span)
  },
}

function withConstantRank(ranked: ReturnType<typeof rank>, value: number): ReturnType<typeof project> {
  const { span } = ranked
  const columns = ranked.columns.map((_, i) => inputRef(ranked, i, span))
  const constant: BoundExpr = { kind: 'constant', value, type: RANK_TYPE, span }
  return project(ranked, [...columns, constant], [...ranked.columns.map((c) => c.name), 'w0$o0'], span)
}
