import { must } from '../../base/assert.ts'
import type { TableElement, WatermarkElement } from '../../sql/ast-statement.ts'
import { SqlError, sqlError } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { CatalogColumn, CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { planFailure } from './expression/plan-failure.ts'
import { plainContext } from './expression-context.ts'
import { RelationScope } from './scope.ts'

/** WATERMARK FOR c AS e: c must be a timestamp column, e a timestamp over the table's columns. */
export function bindWatermark(
  elements: readonly TableElement[],
  columns: readonly CatalogColumn[],
  env: BindEnvironment,
): CatalogTable['watermark'] {
  const [syntax, second] = elements.filter((e): e is WatermarkElement => e.kind === 'watermark')
  if (syntax === undefined) return undefined
  if (second !== undefined)
    throw sqlError('parse', 'watermark-several', 'Multiple WATERMARK statements is not supported yet.', second.span)
  const index = columnOf(syntax, columns)
  assertTimestamp(columns[index]?.type, 'time field', 'time field type', syntax)
  if (isSourceWatermark(syntax)) return { column: index, source: true }
  const scope = new RelationScope([{ columns, offset: 0 }], { inTable: true })
  const expr = watermarkExpr(syntax, scope, columns[index]?.type, env)
  assertTimestamp(expr.type, 'expression', 'watermark expression type', syntax)
  assertSameKind(expr.type, must(columns[index], 'time column').type, syntax)
  return { column: index, expr, source: false }
}

/** What Flink finds only when it plans does not hinder the table: every query of it fails. */
function watermarkExpr(
  syntax: WatermarkElement,
  scope: RelationScope,
  type: LogicalType | undefined,
  env: BindEnvironment,
): BoundExpr {
  try {
    return bindExpression(syntax.expr, scope, plainContext(env, 'a column'))
  } catch (error) {
    if (!(error instanceof SqlError) || !error.diagnostic.code.endsWith('interval-precision')) throw error
    return planFailure(error, must(type, 'type of the time column'), syntax.expr.span)
  }
}

function columnOf(syntax: WatermarkElement, columns: readonly CatalogColumn[]): number {
  const parts = syntax.column.parts.map((p) => p.name)
  const name = parts.join('.')
  const index = columns.findIndex((c) => c.name === parts[0])
  if (index < 0) {
    const message = `The rowtime attribute field '${name}' is not defined in the table schema`
    throw sqlError('parse', 'watermark-column', message, syntax.column.span)
  }
  if (parts.length > 1) {
    const available = columns.map((c) => c.name).join(', ')
    const message = `Invalid column name '${name}' for rowtime attribute in watermark declaration. Available columns are: [${available}]`
    throw sqlError('parse', 'watermark-column', message, syntax.column.span)
  }
  return index
}

function assertTimestamp(type: LogicalType | undefined, what: string, which: string, syntax: WatermarkElement): void {
  if (type !== undefined && 'time' in type && type.time === 'proctime') {
    const message = 'A watermark can not be defined for a processing-time attribute.'
    throw sqlError('parse', 'watermark-proctime', message, syntax.span)
  }
  if ((type?.kind === 'TIMESTAMP' || type?.kind === 'TIMESTAMP_LTZ') && type.precision <= 3) return
  const shown = type === undefined ? '' : typeText(type)
  const message = `Invalid data type of ${what} for watermark definition. The field must be of type TIMESTAMP(p) or TIMESTAMP_LTZ(p), the supported precision 'p' is from 0 to 3, but the ${which} is ${shown}`
  throw sqlError('parse', 'watermark-type', message, syntax.span)
}

function assertSameKind(watermark: LogicalType, time: LogicalType, syntax: WatermarkElement): void {
  if (watermark.kind === time.kind) return
  const message = `The watermark declaration's output data type '${typeText(watermark)}' is different from the time field's data type '${typeText(time)}'.`
  throw sqlError('parse', 'watermark-type', message, syntax.span)
}

const isSourceWatermark = (syntax: WatermarkElement): boolean =>
  syntax.expr.kind === 'call' && syntax.expr.name.parts.at(-1)?.name.toUpperCase() === 'SOURCE_WATERMARK'
