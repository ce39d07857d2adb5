import { must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { isInterval } from '../../types/type-family.ts'
import { pathText } from '../catalog/catalog.ts'
import { cdcEventsDuplicate } from '../catalog/configuration.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { tableScan } from '../logical/table-scan.ts'
import { watermarkAssigner } from '../logical/watermark-assigner.ts'
import type { BindEnvironment } from './environment.ts'

/** A table as queries see it: scan, then its computed columns, then its watermark. */
export function bindTable(table: CatalogTable, span: Span, env: BindEnvironment): LogicalNode {
  const scan = tableScan(table, needsNormalize(table, span, env), span)
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
  // Flink loses its precision on the way from the table to the query, and mostly fails
  const interval = table.columns.find((c) => c.form === 'computed' && isInterval(c.type))
  if (interval !== undefined) throw unsupported('a computed column of an INTERVAL', span)
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

function needsNormalize(table: CatalogTable, span: Span, env: BindEnvironment): boolean {
  const keyed = table.primaryKey.length > 0
  if (table.sourceMode === 'upsert') {
    if (keyed) return true
    const message = `Table '${pathText(table.path)}' produces a changelog stream that contains UPDATE_AFTER but no UPDATE_BEFORE. This requires defining a primary key constraint on the table.`
    throw sqlError('parse', 'upsert-without-key', message, span)
  }
  if (table.sourceMode === 'insert' || !cdcEventsDuplicate(env.config, span)) return false
  if (keyed) return true
  const message = `Configuration 'table.exec.source.cdc-events-duplicate' is enabled which requires the changelog sources to define a PRIMARY KEY. However, table '${pathText(table.path)}' doesn't have a primary key.`
  throw sqlError('parse', 'duplicate-without-key', message, span)
}
