import type { Span } from '../../sql/span.ts'
import { nullable } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column, LogicalBase } from './column.ts'
import type { LogicalNode } from './node.ts'

/** What makes several rows of one; its expression is over the row's columns. */
export type RowFunction = UnnestRows | ReplicateRows

/** The elements of an array, map or multiset. */
export interface UnnestRows {
  readonly kind: 'unnest'
  readonly collection: BoundExpr
  readonly ordinality: boolean
}
/** As many rows without columns as `count` says, a BIGINT. */
export interface ReplicateRows {
  readonly kind: 'replicate'
  readonly count: BoundExpr
}

/** Each row of the input with each row that the function makes of it. */
export interface LogicalCorrelate extends LogicalBase {
  readonly kind: 'Correlate'
  readonly input: LogicalNode
  readonly fn: RowFunction
  /** What the function gives, before LEFT makes it nullable. */
  readonly fnColumns: readonly Column[]
  readonly joinType: 'INNER' | 'LEFT'
  /** Over the columns of the input, then of the function; Flink plans it only if it reads none of the input's. */
  readonly condition?: BoundExpr
}

export type CorrelateParts = Pick<LogicalCorrelate, 'fn' | 'fnColumns' | 'joinType' | 'condition'>

export function correlate(input: LogicalNode, parts: CorrelateParts, span: Span): LogicalCorrelate {
  const { fn, fnColumns, joinType, condition } = parts
  const padded =
    joinType === 'LEFT' ? fnColumns.map((c): Column => ({ name: c.name, type: nullable(c.type) })) : fnColumns
  const columns = [...input.columns, ...padded]
  return Object.freeze({
    kind: 'Correlate',
    input,
    fn,
    fnColumns,
    joinType,
    ...(condition && { condition }),
    columns,
    span,
  })
}

export const operandOf = (fn: RowFunction): BoundExpr => (fn.kind === 'unnest' ? fn.collection : fn.count)

/** The same function of another expression. */
export const withOperand = (fn: RowFunction, operand: BoundExpr): RowFunction =>
  fn.kind === 'unnest' ? { ...fn, collection: operand } : { ...fn, count: operand }
