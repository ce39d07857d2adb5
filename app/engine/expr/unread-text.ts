import { type SqlError, sqlError } from '../../sql/diagnostic.ts'
import { CastFailure } from '../../types/cast/cast-failure.ts'
import { withNullable } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isCharacter, isDatetime } from '../../types/type-family.ts'
import type { Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'
import type { BoundExpr, ScalarCall } from './bound.ts'
import { isConstantPart } from './constant-part.ts'

type Evaluate = (expr: BoundExpr) => Value

const EQUATIONS: ReadonlySet<string> = new Set(['=', '<>', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'])

const CODE = 'bind.unread-text'

/**
 * A computed text that is to equal a time is read as one when Flink plans, as a written one is. Where it is none, the call
 * cannot be planned, and is not simplified either.
 */
export function unreadCall(call: ScalarCall, constant: Evaluate): ScalarCall | undefined {
  if (call.unplannable !== undefined) return call.unplannable.diagnostic.code === CODE ? call : undefined
  if (!EQUATIONS.has(call.fn.name)) return undefined
  for (const [i, arg] of call.args.entries()) {
    const other = call.args[1 - i]
    if (other === undefined || isConstantPart(other)) continue
    const { text, time } = readAs(arg, other)
    if (time === undefined || !isConstantPart(text)) continue
    const unplannable = failureToRead(text, time, constant)
    if (unplannable !== undefined) return { ...call, unplannable }
  }
  return undefined
}

/** What is read, and as what: either it is cast for the purpose, or stands beside a time. */
function readAs(arg: BoundExpr, other: BoundExpr): { readonly text: BoundExpr; readonly time?: LogicalType } {
  if (arg.kind === 'cast' && arg.unplanned === true && isCharacter(arg.operand.type) && isDatetime(arg.type))
    return { text: arg.operand, time: arg.type }
  return isCharacter(arg.type) && isDatetime(other.type) ? { text: arg, time: other.type } : { text: arg }
}

function failureToRead(operand: BoundExpr, time: LogicalType, constant: Evaluate): SqlError | undefined {
  const { type, span } = operand
  if (failureOf(operand, constant) !== undefined) return undefined
  const cast: BoundExpr = { kind: 'cast', mode: 'cast', operand, type: withNullable(time, type.nullable), span }
  const message = failureOf(cast, constant)
  return message === undefined ? undefined : sqlError('plan', CODE, message, span)
}

function failureOf(expr: BoundExpr, constant: Evaluate): string | undefined {
  try {
    constant(expr)
    return undefined
  } catch (failure) {
    if (failure instanceof CastFailure || failure instanceof RunFailure) return failure.message
    throw failure
  }
}
