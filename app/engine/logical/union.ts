import type { Span } from '../../sql/span.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** UNION ALL. The inputs already have the types of `columns`. */
export interface LogicalUnion extends LogicalBase {
  readonly kind: 'Union'
  readonly inputs: readonly LogicalNode[]
}

export const union = (inputs: readonly LogicalNode[], columns: readonly Column[], span: Span): LogicalUnion =>
  Object.freeze({ kind: 'Union', inputs, columns, span })
