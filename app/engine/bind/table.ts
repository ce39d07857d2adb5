import { must } from '../../base/assert.ts'
import type { Span } from '../../sql/span.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { tableScan } from '../logical/table-scan.ts'
import { watermarkAssigner } from '../logical/watermark-assigner.ts'

/** A table as queries see it: scan, then its computed columns, then its watermark. */
export function bindTable(table: CatalogTable, span: Span): LogicalNode {
  const scan = tableScan(table, span)
  const declared = declaredColumns(table, scan, span)
  const watermark = table.watermark
  if (watermark === undefined) return declared
  return watermarkAssigner(declared, watermark.column, watermark.expr, table.watermarkPushDown, span)
}

/** The columns in the order of the DDL; the scan itself when that is its order. */
function declaredColumns(table: CatalogTable, scan: LogicalNode, span: Span): LogicalNode {
  const sourceIndex = new Map(scan.columns.map((c, i) => [c.name, i]))
  const inOrder = table.columns.every((c, i) => c.form !== 'computed' && sourceIndex.get(c.name) === i)
  if (inOrder) return scan
  const exprs = table.columns.map((column): BoundExpr => {
    if (column.form === 'computed') return must(column.expr, 'computed column')
    const index = must(sourceIndex.get(column.name), 'source column')
    return { kind: 'input', index, type: column.type, span }
  })
  return project(
    scan,
    exprs,
    table.columns.map((c) => c.name),
    span,
  )
}
