import type { Span } from '../../sql/span.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'
import type { WindowSpec } from './window-spec.ts'

/** TUMBLE, HOP, CUMULATE, SESSION over a table: its columns, then window_start, window_end, window_time. */
export interface LogicalWindowTableFunction extends LogicalBase {
  readonly kind: 'WindowTableFunction'
  readonly input: LogicalNode
  readonly window: WindowSpec
  readonly partitionBy: readonly number[]
}

export const windowTableFunction = (
  input: LogicalNode,
  window: WindowSpec,
  partitionBy: readonly number[],
  columns: readonly Column[],
  span: Span,
): LogicalWindowTableFunction =>
  Object.freeze({ kind: 'WindowTableFunction', input, window, partitionBy, columns, span })
