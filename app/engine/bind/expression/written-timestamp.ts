import { sqlError } from '../../../sql/diagnostic.ts'
import { CastFailure } from '../../../types/cast/cast-failure.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampFromMillis, timestampMillis } from '../../../types/timestamp.ts'
import { isCharacter } from '../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import type { BoundExpr, CastCall } from '../../expr/bound.ts'
import { brokenTimeText } from '../../expr/broken-time.ts'
import { operandsOf } from '../../logical/expressions.ts'
import { RunFailure } from '../../run-failure.ts'

// A TIMESTAMP that is written out, also as a text that is cast: Calcite computes casts of it by its digits, at once.

interface Written {
  readonly value: Hybrid
  readonly precision: number
}

function writtenTimestamp(expr: BoundExpr, constant: (expr: BoundExpr) => Value): Written | undefined {
  const { type } = expr
  if (type.kind !== 'TIMESTAMP') return undefined
  const isText = expr.kind === 'cast' && expr.mode === 'cast' && isCharacter(expr.operand.type)
  const isWritten = expr.kind === 'constant' || (isText && expr.operand.kind === 'constant')
  const value = isWritten ? constantOrNull(expr, constant) : null
  return value === null ? undefined : { value: value as Hybrid, precision: type.precision }
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
  if (type.kind !== 'TIMESTAMP') return undefined
  const written = writtenTimestamp(operand, constant)
  if (written === undefined || type.precision >= written.precision) return undefined
  const { value, precision } = written
  const step = 10 ** Math.max(0, 3 - type.precision)
  const millis = Math.floor(timestampMillis(value, precision) / step) * step
  const nanoStep = 10 ** (9 - Math.max(3, type.precision))
  const nanos = nanosOfMilli(value, precision)
  return timestampFromMillis(millis, nanos - (nanos % nanoStep), type.precision)
}

/** A select list computes the casts of written timestamps to TIME while it is read. */
export function assertWrittenTimes(expr: BoundExpr, constant: (expr: BoundExpr) => Value): void {
  if (expr.kind === 'cast') assertWrittenTime(expr, constant)
  for (const operand of operandsOf(expr)) assertWrittenTimes(operand, constant)
}

function assertWrittenTime({ mode, type, operand, span }: CastCall, constant: (expr: BoundExpr) => Value): void {
  if (mode !== 'cast' || type.kind !== 'TIME') return
  const written = writtenTimestamp(operand, constant)
  if (written === undefined) return
  const text = brokenTimeText(timestampMillis(written.value, written.precision) % MILLIS_PER_DAY)
  if (text !== undefined) throw sqlError('parse', 'bind.broken-time', `Invalid time format: [${text}]`, span)
}
