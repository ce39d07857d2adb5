import { must } from '../../base/assert.ts'
import type { Span } from '../../sql/span.ts'
import type { AggregateCall } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/**
 * GROUP BY and DISTINCT: the key columns, then one column per call. Several `sets` (each a subset of
 * `keys`) are GROUPING SETS; a rule turns them into an Expand, whose number of the set is then a key.
 */
export interface LogicalAggregate extends LogicalBase {
  readonly kind: 'Aggregate'
  readonly input: LogicalNode
  readonly keys: readonly number[]
  readonly sets: readonly (readonly number[])[]
  readonly calls: readonly AggregateCall[]
  /** GROUPING, GROUPING_ID of these keys: columns after the calls, BIGINT NOT NULL. */
  readonly groupings: readonly GroupingCall[]
}
export interface GroupingCall {
  readonly keys: readonly number[]
  readonly name: string
}

export function aggregate(
  input: LogicalNode,
  keys: readonly number[],
  calls: readonly AggregateCall[],
  span: Span,
  sets: readonly (readonly number[])[] = [keys],
  groupings: readonly GroupingCall[] = [],
): LogicalAggregate {
  const keyColumns = keys.map((k): Column => {
    const column = must(input.columns[k], 'group column')
    const always = sets.every((s) => s.includes(k))
    return always ? column : { name: column.name, type: { ...column.type, nullable: true } }
  })
  const columns = [
    ...keyColumns,
    ...calls.map((c): Column => ({ name: c.name, type: c.type })),
    ...groupings.map((g): Column => ({ name: g.name, type: { kind: 'BIGINT', nullable: false } })),
  ]
  return Object.freeze({ kind: 'Aggregate', input, keys, sets, calls, groupings, columns, span })
}
