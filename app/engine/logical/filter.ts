import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

export interface LogicalFilter extends LogicalBase {
  readonly kind: 'Filter'
  readonly input: LogicalNode
  readonly condition: BoundExpr
}

export const filter = (input: LogicalNode, condition: BoundExpr, span: Span): LogicalFilter =>
  Object.freeze({ kind: 'Filter', input, condition, columns: input.columns, span })
