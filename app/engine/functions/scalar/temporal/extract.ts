import { calendarDate, calendarDay } from '../../../../types/calendar.ts'
import { isoDayOfWeek, isoWeek } from '../../../../types/civil.ts'
import { BIGINT, withNullable } from '../../../../types/construct-type.ts'
import { calendarZone } from '../../../../types/java-zone.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampMillis } from '../../../../types/timestamp.ts'
import { isInterval, isTimestamp } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import type { Hybrid, Value } from '../../../../types/value.ts'
import { zoneOrGmt } from '../../../../types/zone.ts'
import type { Argument, FunctionContext, Inference, ScalarFunction, ScalarImplementation } from '../../declaration.ts'
import { constantText, type Docs, refuse, refuseLate, refuseTypes, scalar, unsupportedCall } from '../../define.ts'

// EXTRACT and its short forms. Times before 1970 are cut toward it, so parts may be negative or one too high.

const DATE_UNITS = [
  'MILLENNIUM',
  'CENTURY',
  'DECADE',
  'YEAR',
  'QUARTER',
  'MONTH',
  'DAY',
  'DOW',
  'DOY',
  'ISODOW',
  'ISOYEAR',
  'WEEK',
]
const TIME_UNITS: Readonly<Record<string, readonly [modulo: number, divisor: number]>> = {
  HOUR: [MILLIS_PER_DAY, 3600000],
  MINUTE: [3600000, 60000],
  SECOND: [60000, 1000],
  MILLISECOND: [1000, 1],
  MICROSECOND: [1000, 0.001],
  NANOSECOND: [1000, 0.000001],
}
const isUnit = (unit: string): boolean => DATE_UNITS.includes(unit) || unit in TIME_UNITS || unit === 'EPOCH'

function datePart(unit: string, days: number): number {
  const { year, month, day } = calendarDate(days)
  switch (unit) {
    case 'YEAR':
      return year
    case 'QUARTER':
      return Math.ceil(month / 3)
    case 'MONTH':
      return month
    case 'DAY':
      return day
    case 'DOW':
      return (isoDayOfWeek(days) % 7) + 1
    case 'ISODOW':
      return isoDayOfWeek(days)
    case 'DOY':
      return days - calendarDay(year, 1, 1) + 1
    case 'WEEK':
      return isoWeek(days).week
    case 'ISOYEAR':
      return isoWeek(days).year
    case 'DECADE':
      return Math.trunc(year / 10)
    case 'CENTURY':
      return Math.trunc((year > 0 ? year + 99 : year - 99) / 100)
    default:
      return Math.trunc((year > 0 ? year + 999 : year - 999) / 1000)
  }
}

function timePart(unit: string, millis: number, nanos: number): number {
  if (unit === 'EPOCH') return Math.trunc(millis / 1000) + 0
  if (unit === 'MICROSECOND') return (millis % 1000) * 1000 + Math.floor(nanos / 1000)
  if (unit === 'NANOSECOND') return (millis % 1000) * 1000000 + nanos
  const [modulo, divisor] = TIME_UNITS[unit] as readonly [number, number]
  return Math.trunc((millis % modulo) / divisor) + 0
}

function inferExtract(unit: string, type: LogicalType): Inference {
  const result = { ok: true, type: withNullable(BIGINT, type.nullable) } as const
  const isBelowMillis = unit === 'MICROSECOND' || unit === 'NANOSECOND'
  if ((type.kind === 'DATE' || type.kind === 'TIME') && isBelowMillis) {
    return refuseLate(`unit ${unit} can not be applied to ${typeText(type)} variable`, result.type)
  }
  if (type.kind === 'DATE' || isTimestamp(type)) return result
  if (type.kind === 'TIME') {
    return DATE_UNITS.includes(unit) || unit === 'EPOCH'
      ? refuseLate(`unit ${unit} can not be applied to time variable`, result.type)
      : result
  }
  const months = ['YEAR', 'MONTH']
  if (type.kind === 'INTERVAL_YEAR_MONTH' && months.includes(unit)) return result
  if (
    type.kind === 'INTERVAL_DAY_SECOND' &&
    (unit === 'DAY' || unit === 'HOUR' || unit === 'MINUTE' || unit === 'SECOND' || unit === 'MILLISECOND')
  )
    return result
  if (isInterval(type)) return unsupportedCall(`EXTRACT(${unit} FROM INTERVAL)`)
  return refuse(`Cannot apply 'EXTRACT' to arguments of type 'EXTRACT(<INTERVAL ${unit}> FROM <${type.kind}>)'.`)
}

function implementExtract(unit: string, type: LogicalType): (context: FunctionContext) => (value: Hybrid) => Value {
  const dated = DATE_UNITS.includes(unit)
  switch (type.kind) {
    case 'DATE':
      if (dated) return () => (days) => datePart(unit, days as number)
      if (unit === 'EPOCH') return () => (days) => (days as number) * 86400
      // Flink takes the number of days for a number of milliseconds here
      return () => (days) => timePart(unit, days as number, 0)
    case 'TIME':
      return () => (millis) => timePart(unit, millis as number, 0)
    case 'INTERVAL_YEAR_MONTH':
      return () => (months) => Math.trunc(unit === 'YEAR' ? (months as number) / 12 : (months as number) % 12) + 0
    case 'INTERVAL_DAY_SECOND':
      return () => (millis) =>
        unit === 'DAY' ? Math.trunc(Number(millis) / MILLIS_PER_DAY) + 0 : timePart(unit, Number(millis), 0)
    default:
      return (context) => extractTimestamp(unit, type, context.zone)
  }
}

function extractTimestamp(unit: string, type: LogicalType, zone: string): (value: Hybrid) => Value {
  const precision = isTimestamp(type) ? type.precision : 3
  const { offsetAt } = calendarZone(zoneOrGmt(type.kind === 'TIMESTAMP' ? 'UTC' : zone))
  const dated = DATE_UNITS.includes(unit)
  return (value) => {
    const millis = timestampMillis(value, precision)
    const local = millis + offsetAt(millis)
    return dated
      ? datePart(unit, Math.trunc(local / MILLIS_PER_DAY) | 0)
      : timePart(unit, local, nanosOfMilli(value, precision))
  }
}

/** The functions of these names have them as units too. */
const SYNONYMS: Readonly<Record<string, string>> = { DAYOFYEAR: 'DOY', DAYOFWEEK: 'DOW' }

function unitOf([unit]: readonly Argument[]): string | undefined {
  const text = constantText(unit)
  return text === undefined ? undefined : (SYNONYMS[text] ?? text)
}

const extract = scalar({
  name: 'EXTRACT',
  category: 'temporal',
  docs: [
    'EXTRACT(unit FROM temporal)',
    'EXTRACT(DAY FROM ts)',
    'A part of a date, a time or an interval.',
    '提取日期、时间或时间间隔的某一部分。',
  ],
  infer: (args) => {
    const unit = unitOf(args)
    const type = args[1]?.type
    if (unit === undefined || !type || args.length !== 2) return refuseTypes('EXTRACT', args)
    return isUnit(unit) ? inferExtract(unit, type) : refuse(`'${unit}' is not a valid time frame`)
  },
  implement: ({ args }): ScalarImplementation => {
    const make = implementExtract(unitOf(args) ?? '', args[1]?.type as LogicalType)
    return {
      withContext: (context) => {
        const part = make(context)
        return (_unit: string, value: Hybrid) => part(value)
      },
    }
  },
})

const shortForm = (name: string, unit: string, docs: Docs): ScalarFunction =>
  scalar({
    name,
    category: 'temporal',
    docs,
    infer: (args) => (args.length === 1 && args[0] ? inferExtract(unit, args[0].type) : refuseTypes(name, args)),
    implement: ({ args }) => ({ withContext: implementExtract(unit, args[0]?.type as LogicalType) }),
  })

export const extractFunctions: readonly ScalarFunction[] = [
  extract,
  shortForm('YEAR', 'YEAR', ['YEAR(date)', "YEAR(DATE '2024-01-31')", 'The year.', '年份。']),
  shortForm('QUARTER', 'QUARTER', [
    'QUARTER(date)',
    "QUARTER(DATE '2024-01-31')",
    'The quarter, 1 to 4.',
    '季度（1 到 4）。',
  ]),
  shortForm('MONTH', 'MONTH', ['MONTH(date)', "MONTH(DATE '2024-01-31')", 'The month, 1 to 12.', '月份（1 到 12）。']),
  shortForm('WEEK', 'WEEK', ['WEEK(date)', "WEEK(DATE '2024-01-31')", 'The week by ISO 8601.', 'ISO 8601 周数。']),
  shortForm('DAYOFYEAR', 'DOY', [
    'DAYOFYEAR(date)',
    "DAYOFYEAR(DATE '2024-01-31')",
    'The day of the year.',
    '一年中的第几天。',
  ]),
  shortForm('DAYOFMONTH', 'DAY', [
    'DAYOFMONTH(date)',
    "DAYOFMONTH(DATE '2024-01-31')",
    'The day of the month.',
    '一月中的第几天。',
  ]),
  shortForm('DAYOFWEEK', 'DOW', [
    'DAYOFWEEK(date)',
    "DAYOFWEEK(DATE '2024-01-31')",
    'The day of the week, Sunday is 1.',
    '星期几，星期日为 1。',
  ]),
  shortForm('HOUR', 'HOUR', ['HOUR(timestamp)', 'HOUR(ts)', 'The hour.', '小时。']),
  shortForm('MINUTE', 'MINUTE', ['MINUTE(timestamp)', 'MINUTE(ts)', 'The minute.', '分钟。']),
  shortForm('SECOND', 'SECOND', ['SECOND(timestamp)', 'SECOND(ts)', 'The second.', '秒。']),
]
