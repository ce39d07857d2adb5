import { SqlError } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { monthsBetweenMillis } from '../../../types/calendar.ts'
import { withNullable } from '../../../types/construct-type.ts'
import { subtractLong } from '../../../types/integer.ts'
import type { IntervalType, LogicalType } from '../../../types/logical-type.ts'
import { MILLIS_PER_DAY, timestampMillis } from '../../../types/timestamp.ts'
import { isDatetime } from '../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { ScalarFunction } from '../../functions/declaration.ts'
import { typesText } from './call-function.ts'
import { expressionError } from './expression-error.ts'

/** (a - b) DAY: what lies between two times, in months or in milliseconds. Has no name to be called by. */
const difference: ScalarFunction = {
  kind: 'scalar',
  name: 'MINUS_DATE',
  category: 'internal',
  signatures: ['(a - b) DAY'],
  example: '(a - b) DAY',
  summary: { en: 'The difference of two times as an interval.', zh: '两个时间之差（间隔）。' },
  status: 'implemented',
  deterministic: true,
  infer: () => ({ ok: false, message: 'MINUS_DATE has a syntax of its own', phase: 'parse' }),
  implement: ({ args, type }) => {
    const [left, right] = args.map((arg) => millisOf(arg.type))
    const subtract = type.kind === 'INTERVAL_YEAR_MONTH' ? monthsBetweenMillis : subtractLong
    return { apply: (a: Value, b: Value) => subtract(left?.(a) ?? 0, right?.(b) ?? 0) }
  },
}

function millisOf(type: LogicalType): (value: Value) => number {
  if (type.kind === 'DATE') return (value) => (value as number) * MILLIS_PER_DAY
  if (type.kind === 'TIMESTAMP' || type.kind === 'TIMESTAMP_LTZ') {
    const { precision } = type
    return (value) => timestampMillis(value as Hybrid, precision)
  }
  return (value) => value as number
}

export function datetimeDifference(args: readonly BoundExpr[], interval: IntervalType, span: Span): BoundExpr {
  if (args.some((arg) => !isDatetime(arg.type))) {
    throw expressionError('bind.operands', span, { name: '-', types: typesText(args) })
  }
  const [left, right] = args.map((arg) => arg.type.kind)
  const isMixed = left !== right
  if (isMixed && !(isTimestampKind(left) && isTimestampKind(right))) throw sameTypeError('parse', SAME_TYPE, span)
  const type = withNullable(
    interval,
    args.some((arg) => arg.type.nullable),
  )
  const call: BoundExpr = { kind: 'call', fn: difference, args, type, span }
  if (isMixed) return { ...call, unplannable: sameTypeError('plan', SAME_LTZ, span) }
  return left === 'TIME' ? { ...call, unplannable: sameTypeError('plan', `(${left}, ${right})`, span) } : call
}

const SAME_TYPE = 'Parameters must be of the same type'
const SAME_LTZ = 'TIMESTAMP_LTZ only supports diff between the same type.'

const isTimestampKind = (kind: LogicalType['kind'] | undefined): boolean =>
  kind === 'TIMESTAMP' || kind === 'TIMESTAMP_LTZ'

const sameTypeError = (phase: 'parse' | 'plan', message: string, span: Span): SqlError =>
  new SqlError({ code: 'bind.same-type', severity: 'error', message, span, phase })
