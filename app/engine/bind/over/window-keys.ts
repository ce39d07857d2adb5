import { unsupported } from '../../../sql/diagnostic.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { sameType } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'

// What Calcite makes of the expressions that part and order a window, before anything is computed.

/** A cast to the type that is there already is none. */
export const withoutIdleCasts = (expr: BoundExpr): BoundExpr =>
  expr.kind === 'cast' && expr.mode !== 'try' && sameType(expr.type, expr.operand.type)
    ? withoutIdleCasts(expr.operand)
    : expr

/** A literal orders nothing and is left out; what has to be computed stays, though it is as constant. Throws SqlError. */
export function isLiteralKey(expr: BoundExpr): boolean {
  if (expr.kind === 'constant') return true
  if (expr.kind !== 'cast' || expr.operand.kind !== 'constant') return false
  const { operand, type, span } = expr
  if (operand.value === null || [TEXTS, INTEGERS].some((kinds) => kinds.has(operand.type.kind) && kinds.has(type.kind)))
    return true
  throw unsupported('an order by a literal of another type', span)
}

const TEXTS: ReadonlySet<LogicalType['kind']> = new Set(['CHAR', 'VARCHAR'])
const INTEGERS: ReadonlySet<LogicalType['kind']> = new Set(['TINYINT', 'SMALLINT', 'INT', 'BIGINT'])
