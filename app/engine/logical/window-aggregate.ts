import { must } from '../../base/assert.ts'
import type { Span } from '../../sql/span.ts'
import type { AggregateCall } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'
import type { WindowSpec } from './window-spec.ts'

export type WindowProperty = 'window_start' | 'window_end' | 'window_time'

/** GROUP BY window_start, window_end over a window TVF: the keys, the calls, then the asked properties. */
export interface LogicalWindowAggregate extends LogicalBase {
  readonly kind: 'WindowAggregate'
  readonly input: LogicalNode
  readonly window: WindowSpec
  readonly keys: readonly number[]
  readonly calls: readonly AggregateCall[]
  readonly properties: readonly WindowProperty[]
}

export function windowAggregate(
  input: LogicalNode,
  window: WindowSpec,
  keys: readonly number[],
  calls: readonly AggregateCall[],
  properties: readonly { readonly property: WindowProperty; readonly column: Column }[],
  span: Span,
): LogicalWindowAggregate {
  const columns = [
    ...keys.map((k) => must(input.columns[k], 'group column')),
    ...calls.map((c): Column => ({ name: c.name, type: c.type })),
    ...properties.map((p) => p.column),
  ]
  const asked = properties.map((p) => p.property)
  return Object.freeze({ kind: 'WindowAggregate', input, window, keys, calls, properties: asked, columns, span })
}
