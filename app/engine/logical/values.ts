import type { SqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'

/** Constant rows; none at all for a query that can have no result. */
export interface LogicalValues extends LogicalBase {
  readonly kind: 'Values'
  readonly rows: readonly (readonly BoundExpr[])[]
  /** Why Flink cannot plan these rows, whoever reads them. */
  readonly refusal?: SqlError
}

export const values = (
  columns: readonly Column[],
  rows: readonly (readonly BoundExpr[])[],
  span: Span,
  refusal?: SqlError,
): LogicalValues => Object.freeze({ kind: 'Values', rows, columns, span, ...(refusal && { refusal }) })
