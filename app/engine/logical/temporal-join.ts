import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import { joinColumns } from './join.ts'
import type { LogicalNode } from './node.ts'

/** JOIN … FOR SYSTEM_TIME AS OF left.time: each left row with the version of the right table at that time. */
export interface LogicalTemporalJoin extends LogicalBase {
  readonly kind: 'TemporalJoin'
  readonly left: LogicalNode
  readonly right: LogicalNode
  readonly joinType: 'INNER' | 'LEFT'
  /** Over the columns of the left side, then of the right side. */
  readonly condition: BoundExpr
  readonly leftTime: number
  /** The row time of the versions, among the right columns; absent for a lookup at processing time. */
  readonly rightTime?: number
  /** The right side is a view: Flink cannot look into one. */
  readonly viewed?: true
}

export const temporalJoin = (parts: Omit<LogicalTemporalJoin, 'kind' | 'columns'>): LogicalTemporalJoin =>
  Object.freeze({
    kind: 'TemporalJoin',
    ...parts,
    columns: joinColumns(parts.left.columns, parts.right.columns, parts.joinType),
  })

/** The same join with something else in some places. */
export function withTemporalParts(
  node: LogicalTemporalJoin,
  parts: Partial<Omit<LogicalTemporalJoin, 'kind' | 'columns'>> & { readonly span: Span },
): LogicalTemporalJoin {
  return temporalJoin({ ...node, ...parts })
}
