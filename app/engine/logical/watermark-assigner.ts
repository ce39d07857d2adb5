import type { Span } from '../../sql/span.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** Marks `column` as the row time, which has milliseconds whatever it was declared with; `expr` (absent for SOURCE_WATERMARK()) sees the same columns. */
export interface LogicalWatermarkAssigner extends LogicalBase {
  readonly kind: 'WatermarkAssigner'
  readonly input: LogicalNode
  readonly column: number
  readonly expr?: BoundExpr
  /** Inside the source (Kafka family), not as an operator after it. */
  readonly pushedDown: boolean
}

export function watermarkAssigner(
  input: LogicalNode,
  column: number,
  expr: BoundExpr | undefined,
  pushedDown: boolean,
  span: Span,
): LogicalWatermarkAssigner {
  const columns = input.columns.map((c, i) =>
    i === column && (c.type.kind === 'TIMESTAMP' || c.type.kind === 'TIMESTAMP_LTZ')
      ? { name: c.name, type: { ...c.type, precision: 3, time: 'rowtime' as const } }
      : c,
  )
  return Object.freeze({ kind: 'WatermarkAssigner', input, column, ...(expr && { expr }), pushedDown, columns, span })
}
