import type { Span } from '../../sql/span.ts'
import type { Column, LogicalBase } from './column.ts'
import type { MatchSpec } from './match-spec.ts'
import type { LogicalNode } from './node.ts'

/** MATCH_RECOGNIZE, one row per match: the partition columns, then the measures. */
export interface LogicalMatch extends LogicalBase {
  readonly kind: 'Match'
  readonly input: LogicalNode
  readonly match: MatchSpec
}

export const match = (input: LogicalNode, spec: MatchSpec, columns: readonly Column[], span: Span): LogicalMatch =>
  Object.freeze({ kind: 'Match', input, match: spec, columns, span })
