import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { conjunction, conjuncts, inputsOf } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { inputRef, project } from '../../logical/project.ts'
import { RANK_TYPE, type RankRange, rank } from '../../logical/rank.ts'
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
    const parts = conjuncts(node.condition)
    const bounds = parts.map((part) => boundOf(part, column))
    const range = rangeOf(bounds, node.condition)
    if (range === undefined) return undefined
    const fixed = 'start' in range && range.start === range.end
    const { partitionBy, orderBy } = group
    const spec = { form: 'Rank', ranking: call.fn.name, partitionBy, orderBy, range, numbered: !fixed } as const
    const ranked = rank(input, spec, group.span)
    const rest = conjunction(parts.filter((_, i) => bounds[i] === undefined))
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

/** What a comparison says of the rank. A column can only be the upper bound. */
type Bound =
  | { readonly kind: 'lower' | 'upper' | 'both'; readonly value: number }
  | { readonly kind: 'column'; readonly column: number }

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }

function boundOf(part: BoundExpr, rankColumn: number): Bound | undefined {
  if (part.kind !== 'call' || MIRRORED[part.fn.name] === undefined) return undefined
  const [left, right] = part.args.map(withoutCast)
  if (left === undefined || right === undefined) return undefined
  const isRank = (e: BoundExpr): boolean => e.kind === 'input' && e.index === rankColumn
  if (!isRank(left) && !isRank(right)) return undefined
  const other = isRank(left) ? right : left
  if (inputsOf(other).has(rankColumn)) return undefined
  const op = isRank(left) ? part.fn.name : (MIRRORED[part.fn.name] as string)
  if (other.kind === 'input') return op === '>' || op === '>=' ? undefined : columnBound(op, other.index, part)
  if (other.kind !== 'constant') return undefined
  const value = Number(other.value)
  if (!Number.isInteger(value) || other.value === null) throw unsupported('a rank bound that is no integer', part.span)
  if (op === '=') return { kind: 'both', value }
  if (op === '<' || op === '<=') return { kind: 'upper', value: op === '<' ? value - 1 : value }
  return { kind: 'lower', value: op === '>' ? value + 1 : value }
}

function columnBound(op: string, column: number, part: BoundExpr): Bound {
  if (op !== '<=') throw unsupported('a rank compared to a column other than by <=', part.span)
  return { kind: 'column', column }
}

const withoutCast = (expr: BoundExpr): BoundExpr =>
  expr.kind === 'cast' && expr.mode === 'implicit' && expr.operand.kind === 'input' ? expr.operand : expr

function rangeOf(all: readonly (Bound | undefined)[], condition: BoundExpr): RankRange | undefined {
  const bounds = all.filter((b) => b !== undefined)
  const [first, second, third] = bounds
  if (first === undefined) return undefined
  if (second === undefined) {
    switch (first.kind) {
      case 'column':
        return { endColumn: first.column }
      case 'both':
        return { start: first.value, end: first.value }
      case 'upper':
        return { start: 1, end: first.value }
      case 'lower':
        return { start: first.value, end: Number.POSITIVE_INFINITY }
    }
  }
  const lower = bounds.find((b) => b.kind === 'lower')
  const upper = bounds.find((b) => b.kind === 'upper')
  if (third !== undefined || lower === undefined || upper === undefined || !('value' in lower) || !('value' in upper))
    throw unsupported('several bounds of a rank', condition.span)
  return { start: lower.value, end: upper.value }
}
