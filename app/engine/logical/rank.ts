import type { Span } from '../../sql/span.ts'
import type { SortKey } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/**
 * Top-N: of each partition the rows from rank `start` to rank `end`. Also what ORDER BY with LIMIT and
 * LIMIT alone are: one partition, no rank column.
 */
export interface LogicalRank extends LogicalBase {
  readonly kind: 'Rank'
  readonly input: LogicalNode
  readonly form: RankForm
  readonly ranking: string
  readonly partitionBy: readonly number[]
  readonly orderBy: readonly SortKey[]
  readonly range: RankRange
  /** The rank is a column behind those of the input. */
  readonly numbered: boolean
  /** Columns have been trimmed below: what is still read there stays. */
  readonly settled?: true
}

export type RankForm = 'Rank' | 'SortLimit' | 'Limit'

export type RankRange = (
  | { readonly start: number; readonly end: number }
  /** The rank may be as high as this column of the input says. */
  | { readonly endColumn: number }
) & { readonly misread?: MisreadBound }

/** A bound that Flink takes for another than the one that is written. */
export interface MisreadBound {
  /** Digits: `rn < 1.50` is `rn < 150`. At most: `rn < column` and `rn = column` are `rn <= column`. */
  readonly as: 'digits' | 'at most'
  readonly span: Span
}

export const RANK_TYPE = { kind: 'BIGINT', nullable: false } as const

export type RankParts = Pick<
  LogicalRank,
  'form' | 'ranking' | 'partitionBy' | 'orderBy' | 'range' | 'numbered' | 'settled'
>

export function rank(input: LogicalNode, parts: RankParts, span: Span): LogicalRank {
  const columns = parts.numbered ? [...input.columns, { name: 'w0$o0', type: RANK_TYPE }] : input.columns
  return Object.freeze({ ...parts, kind: 'Rank', input, columns, span })
}
