import type { Span } from '../../sql/span.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { Column, LogicalBase } from './column.ts'

/** Reads a table's physical columns, then its metadata columns; `fields` chooses among them. */
export interface LogicalTableScan extends LogicalBase {
  readonly kind: 'TableScan'
  readonly table: CatalogTable
  readonly fields: readonly number[]
  /** The source's changes are incomplete (upserts) or may repeat: ChangelogNormalize makes them a changelog. */
  readonly normalized: boolean
}

/** The columns that a connector delivers, in the order that `fields` counts. */
export function sourceColumns(table: CatalogTable): readonly Column[] {
  const physical = table.columns.filter((c) => c.form === 'physical')
  const metadata = table.columns.filter((c) => c.form === 'metadata')
  return [...physical, ...metadata].map((c) => ({ name: c.name, type: c.type }))
}

export function tableScan(
  table: CatalogTable,
  normalized: boolean,
  span: Span,
  fields?: readonly number[],
): LogicalTableScan {
  const all = sourceColumns(table)
  const chosen = fields ?? all.map((_, i) => i)
  const columns = chosen.map((i) => all[i] as Column)
  return Object.freeze({ kind: 'TableScan', table, normalized, fields: chosen, columns, span })
}
