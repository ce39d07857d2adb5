import type { Span } from '../../sql/span.ts'
import type { SortKey } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** ORDER BY without LIMIT: possible on a stream only if time comes first. */
export interface LogicalSort extends LogicalBase {
  readonly kind: 'Sort'
  readonly input: LogicalNode
  readonly orderBy: readonly SortKey[]
}

export const sort = (input: LogicalNode, orderBy: readonly SortKey[], span: Span): LogicalSort =>
  Object.freeze({ kind: 'Sort', input, orderBy, columns: input.columns, span })
