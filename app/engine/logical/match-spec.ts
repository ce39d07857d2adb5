import type { SqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { AggregateCall, BoundExpr, SortKey } from '../expr/bound.ts'

/** What MATCH_RECOGNIZE looks for, as the logical and the physical node carry it. */
export interface MatchSpec {
  /** Columns of the input, in the order in which they are written. */
  readonly partitionBy: readonly number[]
  readonly orderBy: readonly SortKey[]
  readonly pattern: readonly PatternVariable[]
  readonly skip: MatchSkip
  /** Milliseconds. */
  readonly within?: number
  readonly measures: readonly MatchExpression[]
  /** What Flink refuses only when it plans. */
  readonly refusal?: SqlError
}

export interface PatternVariable {
  readonly name: string
  readonly min: number
  readonly max?: number
  /** As the automaton understands it: `?` and `{n}` are not. */
  readonly greedy: boolean
  /** Absent: every row. */
  readonly condition?: MatchExpression
  readonly span: Span
}

export type MatchSkip =
  | { readonly kind: 'PAST LAST ROW' | 'NEXT ROW' }
  | { readonly kind: 'FIRST' | 'LAST'; readonly variable: number }

/** An expression whose columns are what `slots` read from the rows matched so far. */
export interface MatchExpression {
  readonly expr: BoundExpr
  readonly slots: readonly MatchSlot[]
  readonly aggregates: readonly VariableAggregates[]
}

/** A variable of the pattern by its place, all of them, or one that never has rows. */
export type MatchVariable = number | 'all' | 'none'

export type MatchSlot =
  /** A column of the variable's row at `offset` from its first or last row. */
  | {
      readonly kind: 'column'
      readonly variable: MatchVariable
      readonly edge: 'FIRST' | 'LAST'
      readonly offset: number
      readonly column: number
    }
  /** The result of a call of `aggregates`. */
  | { readonly kind: 'aggregate'; readonly group: number; readonly call: number }
  /** The time at which the match came out; `local`: as TIMESTAMP_LTZ. */
  | { readonly kind: 'rowtime'; readonly local: boolean }

/** The aggregate calls over one variable's rows; their arguments are places in `inputs`. */
export interface VariableAggregates {
  readonly variable: MatchVariable
  /** Over the columns of the input. */
  readonly inputs: readonly BoundExpr[]
  readonly calls: readonly AggregateCall[]
}
