import type { Span } from '../../sql/span.ts'
import { nullable } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { IntervalBounds } from './interval-bounds.ts'
import type { LogicalNode } from './node.ts'

/** SEMI and ANTI, what IN, EXISTS and their negations become, give the columns of the left side alone. */
export type JoinType = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'SEMI' | 'ANTI'

export interface LogicalJoin extends LogicalBase {
  readonly kind: 'Join'
  readonly left: LogicalNode
  readonly right: LogicalNode
  readonly joinType: JoinType
  /** Over the columns of the left side, then of the right side; TRUE for a cross join. */
  readonly condition: BoundExpr
  /** How far apart in time rows may be, once it is known to be an interval join; no longer in `condition` then. */
  readonly interval?: IntervalBounds
}

export const join = (
  left: LogicalNode,
  right: LogicalNode,
  joinType: JoinType,
  condition: BoundExpr,
  span: Span,
): LogicalJoin =>
  Object.freeze({
    kind: 'Join',
    left,
    right,
    joinType,
    condition,
    columns: joinColumns(left.columns, right.columns, joinType),
    span,
  })

/** The columns of both sides; those of a side that may be missing become nullable. */
export function joinColumns(left: readonly Column[], right: readonly Column[], type: JoinType): readonly Column[] {
  if (type === 'SEMI' || type === 'ANTI') return left
  return [...(preserves(type, 1) ? left.map(padded) : left), ...(preserves(type, 0) ? right.map(padded) : right)]
}

const padded = (column: Column): Column => ({ name: column.name, type: nullable(column.type) })

/** Whether a row of this side (0 left, 1 right) comes out even without a match, padded with NULL. */
export const preserves = (type: JoinType, side: 0 | 1): boolean =>
  type === 'FULL' || type === (side === 0 ? 'LEFT' : 'RIGHT')
