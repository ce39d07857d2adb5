import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from './bound.ts'

/**
 * The type of what an access by index or key finds, if that is never NULL. Where there is nothing to find
 * Flink computes with NULL all the same, but tells it from no value and writes what is in its variable.
 */
export function neverNullElement(expr: BoundExpr): LogicalType | undefined {
  if (expr.kind !== 'call' || expr.fn.name !== 'ITEM') return undefined
  const collection = expr.args[0]?.type
  const element =
    collection?.kind === 'ARRAY' ? collection.element : collection?.kind === 'MAP' ? collection.value : undefined
  return element?.nullable === false ? element : undefined
}
