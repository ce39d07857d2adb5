import type { Span } from '../../sql/span.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { Column, LogicalBase } from './column.ts'

/** Reads a table's physical columns, then its metadata columns; `fields` chooses among them. */
export interface LogicalTableScan extends LogicalBase {
  readonly kind: 'TableScan'
  readonly table: CatalogTable
  readonly fields: readonly number[]
}

/** The columns that a connector delivers, in the order that `fields` counts. */
export function sourceColumns(table: CatalogTable): readonly Column[] {
  const physical = table.columns.filter((c) => c.form === 'physical')
  const metadata = table.columns.filter((c) => c.form === 'metadata')
  return [...physical, ...metadata].map((c) => ({ name: c.name, type: c.type }))
}

export function tableScan(table: CatalogTable, span: Span, fields?: readonly number[]): LogicalTableScan {
  const all = sourceColumns(table)
  const chosen = fields ?? all.map((_, i) => i)
  return Object.freeze({
    kind: 'TableScan',
    table,
    fields: chosen,
    columns: chosen.map((i) => all[i] as Column),
    span,
  })
}
