import type { Span } from '../../sql/span.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** Where a query ends: a table, or the result of a SELECT. */
export interface LogicalSink extends LogicalBase {
  readonly kind: 'Sink'
  readonly input: LogicalNode
  readonly table?: CatalogTable
  readonly name: string
}

export const sink = (
  input: LogicalNode,
  columns: readonly Column[],
  table: CatalogTable | undefined,
  name: string,
  span: Span,
): LogicalSink => Object.freeze({ kind: 'Sink', input, ...(table && { table }), name, columns, span })
