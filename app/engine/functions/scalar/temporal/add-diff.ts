import { addMonths, monthsBetweenMillis } from '../../../../types/calendar.ts'
import {
  BIGINT,
  BOOLEAN,
  INT,
  INTERVAL_MONTH,
  INTERVAL_SECOND,
  timestamp,
  withNullable,
  withoutTime,
} from '../../../../types/construct-type.ts'
import { longToInt, multiplyLong } from '../../../../types/integer.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { MILLIS_PER_DAY, withPrecision } from '../../../../types/timestamp.ts'
import { isDatetime, isInterval, isTimestamp } from '../../../../types/type-family.ts'
import { type Hybrid, hybrid, type Value } from '../../../../types/value.ts'
import type { Argument, Inference, ScalarFunction } from '../../declaration.ts'
import {
  constantText,
  refuse,
  refuseLate,
  refuseTypes,
  refuseTypesLate,
  scalar,
  unsupportedCall,
} from '../../define.ts'
import { castTo } from '../../strategy/operand.ts'
import { someNullable } from '../../strategy/result.ts'
import { addInterval, exactInt, millisReader } from '../datetime-arithmetic.ts'

// TIMESTAMPADD, TIMESTAMPDIFF and OVERLAPS.

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 }
const MILLIS: Readonly<Record<string, number>> = {
  MILLISECOND: 1,
  SECOND: 1000,
  MINUTE: 60000,
  HOUR: 3600000,
  DAY: MILLIS_PER_DAY,
  WEEK: 7 * MILLIS_PER_DAY,
}
const ODD_UNITS = [
  'NANOSECOND',
  'FRAC_SECOND',
  'CENTURY',
  'DECADE',
  'MILLENNIUM',
  'EPOCH',
  'DOY',
  'DOW',
  'DAYOFYEAR',
  'DAYOFWEEK',
  'ISOWEEK',
  'ISODOW',
  'ISOYEAR',
]
const LONG = castTo(BIGINT, '<INTEGER>')

function unitOf(args: readonly Argument[]): string | Inference {
  const unit = constantText(args[0])
  if (unit === undefined) return refuseTypes('TIMESTAMPADD', args)
  const short = unit.replace(/^SQL_TSI_/, '')
  if (short in MONTHS || short in MILLIS) return short
  if (short === 'MICROSECOND') return short
  if (ODD_UNITS.includes(short)) return unsupportedCall(`time unit ${unit}`)
  return refuse(`'${unit}' is not a valid time frame`)
}

const timestampAdd = scalar({
  name: 'TIMESTAMPADD',
  category: 'temporal',
  docs: [
    'TIMESTAMPADD(unit, n, temporal)',
    "TIMESTAMPADD(DAY, 1, DATE '2024-01-31')",
    'A time moved by n units.',
    '把时间移动 n 个单位。',
  ],
  infer: (args) => {
    const [, amount, value] = args
    const unit = unitOf(args)
    if (typeof unit !== 'string') return unit
    if (!amount || !value || args.length !== 3 || !LONG.accepts(amount) || !isDatetime(value.type))
      return refuseTypes('TIMESTAMPADD', args)
    if (DIGITS[unit] !== undefined && value.type.kind === 'DATE') return refuse('A DATE has no digits of a second')
    const wider = value.type.kind === 'DATE' && (MILLIS[unit] ?? MILLIS_PER_DAY) < MILLIS_PER_DAY
    const type = wider ? timestamp(6) : withUnit(withoutTime(value.type), unit)
    const result = withNullable(type, someNullable(args.slice(1)))
    if (unit === 'MICROSECOND') return refuseLate('Unsupported call: /INT(INTERVAL SECOND(3), INT NOT NULL)', result)
    return { ok: true, type: result }
  },
  implement: ({ args, type }) => {
    const unit = (constantText(args[0]) ?? '').replace(/^SQL_TSI_/, '')
    const from = args[2]?.type as LogicalType
    const months = MONTHS[unit]
    const step = months ?? (MILLIS[unit] as number)
    if (from.kind === 'DATE' && type.kind === 'DATE') {
      if (months !== undefined)
        return { apply: (_: string, n: Hybrid, value: number) => addMonths(value, timesInt(n, months)) }
      if (unit === 'WEEK')
        return { apply: (_: string, n: Hybrid, value: number) => (value + exactInt(multiplyLong(n, 7))) | 0 }
      return { apply: (_: string, n: Hybrid, value: number) => (value + exactInt(n)) | 0 }
    }
    if (from.kind === 'TIME' && months !== undefined) return { apply: (_: string, _n: Hybrid, value: number) => value }
    const add = addInterval(type, months === undefined ? INTERVAL_SECOND : INTERVAL_MONTH, false)
    const read = (value: Hybrid): Hybrid =>
      from.kind === 'DATE' ? hybrid(BigInt(value) * BigInt(MILLIS_PER_DAY) * 1000n) : value
    const amount = months === undefined ? multiplyLong : timesInt
    return { apply: (_: string, n: Hybrid, value: Hybrid) => add(read(value), amount(n, step)) }
  },
})

const DIGITS: Readonly<Record<string, number>> = { MILLISECOND: 3, MICROSECOND: 6 }

/** A unit below the second needs its digits. */
function withUnit(type: LogicalType, unit: string): LogicalType {
  return isTimestamp(type) ? { ...type, precision: Math.max(type.precision, DIGITS[unit] ?? 0) } : type
}

/** Months are counted in 32 bits. */
const timesInt = (n: Hybrid, step: number): number => Math.imul(longToInt(n), step)

const timestampDiff = scalar({
  name: 'TIMESTAMPDIFF',
  category: 'temporal',
  docs: [
    'TIMESTAMPDIFF(unit, from, to)',
    'TIMESTAMPDIFF(DAY, ts, ts2)',
    'How many whole units lie between two times.',
    '两个时间之间相差的整单位数。',
  ],
  infer: (args) => {
    const unit = unitOf(args)
    if (typeof unit !== 'string') return unit
    const [, a, b] = args
    if (!a || !b || args.length !== 3 || !isDatetime(a.type) || !isDatetime(b.type))
      return refuseTypes('TIMESTAMPDIFF', args)
    const zoned = (type: LogicalType): boolean => type.kind === 'TIMESTAMP_LTZ'
    const isTimely = unit in MONTHS || (a.type.kind !== 'TIME' && b.type.kind !== 'TIME')
    if (!isTimely || zoned(a.type) !== zoned(b.type))
      return refuseTypesLate('TIMESTAMPDIFF', args, withNullable(INT, someNullable(args)))
    return { ok: true, type: withNullable(INT, a.type.nullable || b.type.nullable) }
  },
  implement: ({ args }) => {
    const unit = (constantText(args[0]) ?? '').replace(/^SQL_TSI_/, '')
    const [from, to] = args.slice(1).map((arg) => arg.type) as [LogicalType, LogicalType]
    const months = MONTHS[unit]
    const read = isTimestamp(from) || isTimestamp(to) ? millisReader : daysReader
    const [a, b] = [read(from), read(to)]
    if (months !== undefined) {
      return { apply: (_: string, x: Hybrid, y: Hybrid) => Math.trunc(monthsBetweenMillis(b(y), a(x)) / months) + 0 }
    }
    return { apply: (_: string, x: Hybrid, y: Hybrid) => wholeUnits(b(y) - a(x), unit) }
  },
})

/** Without a TIMESTAMP beside it the number of a TIME is taken for days. */
const daysReader = (type: LogicalType): ((value: Hybrid) => number) =>
  type.kind === 'TIME' ? (value) => Number(value) * MILLIS_PER_DAY : millisReader(type)

/** Small units are counted as whole seconds times 1000 (or more), weeks in seconds of 32 bits; all wraps. */
function wholeUnits(millis: number, unit: string): Value {
  const seconds = Math.trunc(millis / 1000) + 0
  if (unit === 'MILLISECOND') return longToInt(multiplyLong(seconds, 1000))
  if (unit === 'MICROSECOND') return longToInt(multiplyLong(seconds, 1000000))
  if (unit === 'WEEK') return Math.trunc(longToInt(seconds) / 604800) + 0
  return longToInt(Math.trunc(millis / (MILLIS[unit] as number)) + 0)
}

const overlaps = scalar({
  name: 'OVERLAPS',
  category: 'temporal',
  docs: [
    '(start1, end1) OVERLAPS (start2, end2)',
    "(ts, INTERVAL '1' HOUR) OVERLAPS (ts2, INTERVAL '2' HOUR)",
    'Whether two periods have a moment in common.',
    '两个时间段是否有重叠。',
  ],
  infer: (args) => {
    if (args.some(({ type }) => type.kind === 'NULL')) return unsupportedCall('OVERLAPS with NULL')
    const [a, b, c, d] = args.map((arg) => arg.type)
    const end = (from: LogicalType, to: LogicalType): boolean => isInterval(to) || to.kind === from.kind
    if (!a || !b || !c || !d || !isDatetime(a) || a.kind !== c.kind || !end(a, b) || !end(c, d))
      return refuseTypes('OVERLAPS', args)
    return { ok: true, type: withNullable(BOOLEAN, someNullable(args)) }
  },
  implement: ({ args }) => {
    const [a, b, c, d] = args.map((arg) => arg.type) as [LogicalType, LogicalType, LogicalType, LogicalType]
    const [first, second] = [period(a, b), period(c, d)]
    return {
      nulls: 'called',
      apply: (w: Hybrid | null, x: Hybrid | null, y: Hybrid | null, z: Hybrid | null) => {
        const [start1, end1] = first(w, x)
        const [start2, end2] = second(y, z)
        const [a1, a2] = [notBefore(end1, start2), notBefore(end2, start1)]
        return a1 === false || a2 === false ? false : a1 && a2
      },
    }
  },
})

type Moment = Hybrid | null
const notBefore = (a: Moment, b: Moment): boolean | null => (a === null || b === null ? null : a >= b)

/** Start and end, in order; with a NULL among them the end is taken for the start. */
function period(
  start: LogicalType,
  end: LogicalType,
): (a: Hybrid | null, b: Hybrid | null) => readonly [Moment, Moment] {
  const read = momentReader(start)
  const add = isInterval(end) ? addInterval(withoutTime(start), end, false) : undefined
  const readEnd = isTimestamp(end) ? momentReader(end) : read
  return (a, b) => {
    const from = a === null ? null : read(a)
    const to = b === null || (add && a === null) ? null : add ? read(add(a as Hybrid, b)) : readEnd(b)
    return from !== null && to !== null && from <= to ? [from, to] : [to, from]
  }
}

/** To the nanosecond. */
const momentReader = (type: LogicalType): ((value: Hybrid) => Hybrid) =>
  isTimestamp(type) ? (value) => withPrecision(value, type.precision, 9) : (value) => value

export const addDiffFunctions: readonly ScalarFunction[] = [timestampAdd, timestampDiff, overlaps]
