import { addMonths, addMonthsToTimestamp, monthsBetweenMillis } from '../../../types/calendar.ts'
import { INTERVAL_MONTH, INTERVAL_SECOND, withNullable, withoutTime } from '../../../types/construct-type.ts'
import { addLong, divideLong, longToInt, multiplyLong, negateLong, subtractLong } from '../../../types/integer.ts'
import type { IntervalType, LogicalType, TemporalType } from '../../../types/logical-type.ts'
import { addMillis, MILLIS_PER_DAY, timestampMillis, unitsPerMilli } from '../../../types/timestamp.ts'
import { isDatetime, isInteger, isInterval, isNumeric, isTimestamp } from '../../../types/type-family.ts'
import type { Hybrid } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarCallSite, ScalarImplementation } from '../declaration.ts'
import { constantText, refuse, refuseTypes, refuseTypesLate, unsupportedCall } from '../define.ts'
import { someNullable } from '../strategy/result.ts'

// Dates, times and intervals under + - * /.

const UNITS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const

/** Undefined when neither operand is a date-time or an interval. */
export function inferDatetimeSum(sign: string, args: readonly Argument[]): Inference | undefined {
  const [left, right] = args.map((a) => a.type)
  if (!left || !right || !(isDatetime(left) || isDatetime(right) || isInterval(left) || isInterval(right)))
    return undefined
  const type = sumType(sign, left, right)
  if (type && isInterval(left) && right.kind === 'TIMESTAMP_LTZ')
    return refuseTypesLate(sign, args, withNullable(withoutTime(type), someNullable(args)))
  // Flink's code takes the sum for one that is never NULL, and gives -1 for NULL
  const isNullConstant = args[1]?.constant?.value === null
  if (type && isInterval(left) && isInterval(right) && !left.nullable && right.nullable && !isNullConstant)
    return unsupportedCall('an INTERVAL that may be NULL behind one that may not')
  if (type) return { ok: true, type: withNullable(withoutTime(type), someNullable(args)) }
  // the validator knows intervals times and by any number, code generation only whole factors
  const numbers = (isInterval(left) && isNumeric(right)) || (isNumeric(left) && isInterval(right) && sign === '*')
  const late = numbers && (sign === '*' || sign === '/')
  if (!late) return refuseTypes(sign, args)
  return refuseTypesLate(sign, args, withNullable(isInterval(left) ? left : right, someNullable(args)))
}

function sumType(sign: string, left: LogicalType, right: LogicalType): LogicalType | undefined {
  if (sign === '*') {
    if (isInterval(left) && isInteger(right)) return left
    return isInteger(left) && isInterval(right) ? right : undefined
  }
  if (sign === '/') return undefined
  if (isInterval(left) && isInterval(right)) return left.kind === right.kind ? widest(left, right) : undefined
  if (isDatetime(left) && isInterval(right)) return left
  return sign === '+' && isInterval(left) && isDatetime(right) ? right : undefined
}

function widest(a: IntervalType, b: IntervalType): IntervalType {
  const from = Math.min(UNITS.indexOf(a.from), UNITS.indexOf(b.from))
  const to = Math.max(UNITS.indexOf(a.to), UNITS.indexOf(b.to))
  return { ...a, from: UNITS[from] ?? a.from, to: UNITS[to] ?? a.to, precision: Math.max(a.precision, b.precision) }
}

/** (unit, a, b) → INTERVAL */
export function inferDatetimeDifference(args: readonly Argument[]): Inference {
  const unit = constantText(args[0])
  const [left, right] = args.slice(-2)
  if (!left || !right || !isDatetime(left.type) || !isDatetime(right.type)) return refuseTypes('-', args.slice(-2))
  if (left.type.kind !== right.type.kind) return refuse('Parameters must be of the same type')
  const type = unit === 'YEAR' || unit === 'MONTH' || unit === 'QUARTER' ? INTERVAL_MONTH : INTERVAL_SECOND
  return { ok: true, type: withNullable(type, someNullable(args)) }
}

export function implementDatetimeSum(sign: string, { args, type }: ScalarCallSite): ScalarImplementation | undefined {
  const [left, right] = args.map((a) => a.type) as [LogicalType, LogicalType]
  if (isInterval(type)) {
    if (sign === '*') return isInterval(left) ? scaled(left, false) : scaled(right, true)
    if (isDatetime(left)) return difference(left, right, type)
    if (type.kind === 'INTERVAL_YEAR_MONTH') return { source: ([a, b]) => `((${a} ${sign} ${b}) | 0)` }
    return { source: ([a, b], constant) => `${constant(sign === '+' ? addLong : subtractLong)}(${a}, ${b})` }
  }
  if (!isDatetime(type)) return undefined
  const flipped = isInterval(left)
  const interval = flipped ? left : right
  const add = addInterval(type, interval, sign === '-')
  const moves = isTimestamp(type) && interval.kind === 'INTERVAL_DAY_SECOND'
  const sum = (time: string, amount: string, constant: (value: unknown) => string): string => {
    const call = `${constant(add)}(${time}, ${amount})`
    return moves ? movedTimestamp(time, sign, amount, type.precision, call) : call
  }
  return { source: ([a = '', b = ''], constant) => (flipped ? sum(b, a, constant) : sum(a, b, constant)) }
}

/** Mostly both are small enough to be numbers, and so is the sum: then it is made on the spot. */
function movedTimestamp(time: string, sign: string, amount: string, precision: number, otherwise: string): string {
  const units = unitsPerMilli(precision)
  const moved = `${time} ${sign} ${amount}${units === 1 ? '' : ` * ${units}`}`
  const operands = [time, amount].filter((text) => !/^\d+$/.test(text))
  const areNumbers = operands.map((text) => `typeof ${text} === 'number'`)
  return `(${[...areNumbers, `Number.isSafeInteger(${moved})`].join(' && ')} ? ${moved} : ${otherwise})`
}

function scaled(interval: LogicalType, flipped: boolean): ScalarImplementation {
  const months = interval.kind === 'INTERVAL_YEAR_MONTH'
  const multiply = (v: Hybrid, n: Hybrid): Hybrid => (months ? longToInt(multiplyLong(v, n)) : multiplyLong(v, n))
  return flipped
    ? { source: ([a, b], constant) => `${constant(multiply)}(${b}, ${a})` }
    : { source: ([a, b], constant) => `${constant(multiply)}(${a}, ${b})` }
}

/** A point in time of any type in milliseconds; a TIME counts from its midnight. */
export function millisReader(type: LogicalType): (value: Hybrid) => number {
  if (type.kind === 'DATE') return (value) => (value as number) * MILLIS_PER_DAY
  if (isTimestamp(type)) return (value) => timestampMillis(value, type.precision)
  return Number
}

function difference(left: LogicalType, right: LogicalType, type: IntervalType): ScalarImplementation {
  const a = millisReader(left)
  const b = millisReader(right)
  if (type.kind === 'INTERVAL_YEAR_MONTH') return { apply: (x: Hybrid, y: Hybrid) => monthsBetweenMillis(a(x), b(y)) }
  return { apply: (x: Hybrid, y: Hybrid) => a(x) - b(y) }
}

/** Days must fit into 32 bits; their sums wrap. */
export function exactInt(days: Hybrid): number {
  if (typeof days === 'bigint' || days !== longToInt(days))
    throw new RunFailure('ArithmeticException', 'integer overflow')
  return days
}

/** A function (date-time, interval) → date-time of the same type. */
export function addInterval(
  type: LogicalType,
  interval: LogicalType,
  subtract: boolean,
): (value: Hybrid, amount: Hybrid) => Hybrid {
  const sign = (amount: Hybrid): Hybrid => (subtract ? negateLong(amount) : amount)
  const months = interval.kind === 'INTERVAL_YEAR_MONTH'
  switch (type.kind) {
    case 'DATE':
      if (months) return (value, amount) => addMonths(value as number, Number(sign(amount)))
      return (value, amount) => {
        const days = exactInt(divideLong(amount, MILLIS_PER_DAY))
        return ((value as number) + (subtract ? -days : days)) | 0
      }
    case 'TIME':
      if (months) return (value) => value
      return (value, amount) => {
        const sum = (value as number) + Number(BigInt(sign(amount)) % BigInt(MILLIS_PER_DAY))
        return ((sum % MILLIS_PER_DAY) + MILLIS_PER_DAY) % MILLIS_PER_DAY
      }
    default: {
      const { precision } = type as TemporalType
      if (!months) return (value, amount) => addMillis(value, sign(amount), precision)
      return (value, amount) => addMonthsToTimestamp(value, Number(sign(amount)), precision)
    }
  }
}
