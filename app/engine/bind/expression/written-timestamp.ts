import { sqlError } from '../../../sql/diagnostic.ts'
import { CastFailure } from '../../../types/cast/cast-failure.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampFromMillis, timestampMillis } from '../../../types/timestamp.ts'
import { isCharacter, isTimestamp } from '../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import type { BoundExpr, CastCall } from '../../expr/bound.ts'
import { brokenTimeText } from '../../expr/broken-time.ts'
import { operandsOf } from '../../expr/operands.ts'
import { RunFailure } from '../../run-failure.ts'

// A TIMESTAMP that is written out, also as a text that is cast: Calcite computes casts of it by its digits, at once.

interface Written {
  readonly value: Hybrid
  readonly precision: number
}

function writtenTimestamp(expr: BoundExpr, constant: (expr: BoundExpr) => Value): Written | undefined {
  const { type } = expr
  if (!isTimestamp(type)) return undefined
  const isWritten =
    expr.kind === 'constant' || (expr.kind === 'cast' && expr.mode === 'cast' && isOfWritten(expr.operand))
  const value = isWritten ? constantOrNull(expr, constant) : null
  return value === null ? undefined : { value: value as Hybrid, precision: type.precision }
}

/** Cast to as many digits, also in the session's zone. */
function isOfWritten(operand: BoundExpr): boolean {
  if (operand.kind === 'constant') return isCharacter(operand.type) || isTimestamp(operand.type)
  return operand.kind === 'cast' && operand.mode === 'cast' && isTimestamp(operand.type) && isOfWritten(operand.operand)
}

/** A text that is no time fails when it runs. */
function constantOrNull(expr: BoundExpr, constant: (expr: BoundExpr) => Value): Value {
  try {
    return constant(expr)
  } catch (failure) {
    if (failure instanceof RunFailure || failure instanceof CastFailure) return null
    throw failure
  }
}

/** A cast to fewer digits drops the others, where that of a column goes toward 1970. */
export function withFewerDigits(
  operand: BoundExpr,
  type: LogicalType,
  constant: (expr: BoundExpr) => Value,
): Hybrid | undefined {
  if (!isTimestamp(type) || type.kind !== operand.type.kind) return undefined
  const written = writtenTimestamp(operand, constant)
  if (written === undefined || type.precision >= written.precision) return undefined
  const { value, precision } = written
  const step = 10 ** Math.max(0, 3 - type.precision)
  const millis = Math.floor(timestampMillis(value, precision) / step) * step
  const nanoStep = 10 ** (9 - Math.max(3, type.precision))
  const nanos = nanosOfMilli(value, precision)
  return timestampFromMillis(millis, nanos - (nanos % nanoStep), type.precision)
}

/** A literal of TIME loses what the type has no digits for when it is cast to TIME or TIMESTAMP_LTZ. */
export function withoutLostDigits(operand: BoundExpr, type: LogicalType): BoundExpr {
  if (operand.kind !== 'constant' || operand.type.kind !== 'TIME' || operand.value === null) return operand
  if (type.kind !== 'TIME' && type.kind !== 'TIMESTAMP_LTZ') return operand
  const step = 10 ** Math.max(0, 3 - (type.kind === 'TIME' ? 0 : type.precision))
  return { ...operand, value: Math.floor((operand.value as number) / step) * step }
}

/** A select list computes the casts of written timestamps to TIME while it is read. */
export function assertWrittenTimes(expr: BoundExpr, constant: (expr: BoundExpr) => Value): void {
  if (expr.kind === 'cast') assertWrittenTime(expr, constant)
  for (const operand of operandsOf(expr)) assertWrittenTimes(operand, constant)
}

function assertWrittenTime({ mode, type, operand, span }: CastCall, constant: (expr: BoundExpr) => Value): void {
  if (mode !== 'cast' || type.kind !== 'TIME') return
  const written = operand.type.kind === 'TIMESTAMP' ? writtenTimestamp(operand, constant) : undefined
  if (written === undefined) return
  const text = brokenTimeText(timestampMillis(written.value, written.precision) % MILLIS_PER_DAY)
  if (text !== undefined) throw sqlError('parse', 'bind.broken-time', `Invalid time format: [${text}]`, span)
}
