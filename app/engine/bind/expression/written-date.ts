import { SqlError } from '../../../sql/diagnostic.ts'
import { CastFailure } from '../../../types/cast/cast-failure.ts'
import { isCharacter } from '../../../types/type-family.ts'
import type { BoundExpr, CastCall } from '../../expr/bound.ts'
import { operandsOf } from '../../expr/operands.ts'
import { plannedDate } from '../../expr/planned-date.ts'
import { RunFailure } from '../../run-failure.ts'
import type { BindContext } from './context.ts'

/** Flink's parser computes the cast of a written text to DATE, and has no literal for the year 0. */
export function assertWrittenDates(expr: BoundExpr, context: BindContext): void {
  for (const operand of reachable(expr)) assertWrittenDates(operand, context)
  if (expr.kind !== 'cast' || expr.type.kind !== 'DATE' || expr.mode === 'try' || !isWrittenText(expr.operand)) return
  const days = computed(expr, context)
  if (days !== undefined) plannedDate(days, expr.type, 'parse', expr.span)
}

/** Branches of a CASE on a written FALSE are gone by then. */
function reachable(expr: BoundExpr): readonly BoundExpr[] {
  if (expr.kind !== 'case') return operandsOf(expr)
  const open = expr.branches.filter(({ when }) => when.kind !== 'constant' || when.value === true)
  return [...open.flatMap(({ when, then }) => [when, then]), expr.otherwise]
}

const isWrittenText = (expr: BoundExpr): boolean =>
  isCharacter(expr.type) && (expr.kind === 'constant' || (expr.kind === 'cast' && isWrittenText(expr.operand)))

function computed(cast: CastCall, context: BindContext) {
  try {
    return context.constant(cast)
  } catch (failure) {
    if (failure instanceof SqlError || failure instanceof CastFailure || failure instanceof RunFailure) return undefined
    throw failure
  }
}
