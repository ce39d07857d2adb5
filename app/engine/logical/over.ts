import type { Span } from '../../sql/span.ts'
import type { AggregateCall, SortKey } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** Aggregates over the rows before each row: the input's columns, then one per call, group by group. */
export interface LogicalOver extends LogicalBase {
  readonly kind: 'Over'
  readonly input: LogicalNode
  readonly groups: readonly OverGroup[]
  /** As bound: so many last columns of the input were computed for the calls. Absent once a rule has settled the rows. */
  readonly extras?: number
}

/** The calls that share one window. */
export interface OverGroup extends OverWindow {
  readonly calls: readonly AggregateCall[]
}

export interface OverWindow {
  readonly partitionBy: readonly number[]
  readonly orderBy: readonly SortKey[]
  readonly unit: 'ROWS' | 'RANGE'
  readonly lower: OverBound
  readonly upper: OverBound
  readonly span: Span
}

export type OverBound =
  | { readonly kind: 'UNBOUNDED PRECEDING' | 'UNBOUNDED FOLLOWING' | 'CURRENT ROW' }
  /** Rows, or milliseconds of a range. */
  | {
      readonly kind: 'PRECEDING' | 'FOLLOWING'
      readonly value: number
      /** What Flink's planner says of a bound that no window may have; its value is NaN. */
      readonly refusal?: string
      /** Said even where no row comes to the window. */
      readonly always?: boolean
    }

export function over(input: LogicalNode, groups: readonly OverGroup[], span: Span, extras?: number): LogicalOver {
  const calls = groups.flatMap((g) => g.calls).map((c): Column => ({ name: c.name, type: c.type }))
  const columns = [...input.columns, ...calls]
  const once = groups.map((group) => ({ ...group, orderBy: eachColumnOnce(group.orderBy) }))
  return Object.freeze({ kind: 'Over', input, groups: once, ...(extras !== undefined && { extras }), columns, span })
}

/** An order by a column that comes again, in whichever direction, is decided by the first time: Flink plans that alone. */
export const eachColumnOnce = (orderBy: readonly SortKey[]): readonly SortKey[] =>
  orderBy.filter(({ index }, i) => orderBy.findIndex((key) => key.index === index) === i)
