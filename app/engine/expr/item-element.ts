import { notNull } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from './bound.ts'

/**
 * The type of what an access by index or key finds, if that is never NULL. Where there is nothing to find
 * Flink computes with NULL all the same, but tells it from no value and writes what is in its variable. An access to NULL,
 * or by NULL, as it is written is NULL before that.
 */
export function neverNullElement(expr: BoundExpr): LogicalType | undefined {
  if (expr.kind !== 'call' || expr.fn.name !== 'ITEM' || expr.args.some(isWrittenNull)) return undefined
  const collection = expr.args[0]?.type
  const element =
    collection?.kind === 'ARRAY' ? collection.element : collection?.kind === 'MAP' ? collection.value : undefined
  return element?.nullable === false ? element : undefined
}

function isWrittenNull(expr: BoundExpr): boolean {
  return expr.kind === 'cast' ? isWrittenNull(expr.operand) : expr.kind === 'constant' && expr.value === null
}

/**
 * A field that is NOT NULL of a row that may be NULL. To Flink's planner it never is NULL, though its column may be and its
 * values are.
 */
export function isNeverNullField(expr: BoundExpr): boolean {
  if (expr.kind !== 'field' || !expr.type.nullable) return false
  const { type } = expr.operand
  return (type.kind === 'ROW' || type.kind === 'STRUCTURED') && type.fields[expr.index]?.type.nullable === false
}

/** As the planner types it: where there is no row, what is in the field's variable is read as its value. */
export const asNeverNull = (expr: BoundExpr): BoundExpr =>
  isNeverNullField(expr) ? { ...expr, type: notNull(expr.type) } : expr
