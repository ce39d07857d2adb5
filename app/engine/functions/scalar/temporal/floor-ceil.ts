import { calendarDay, julianDate } from '../../../../types/calendar.ts'
import { withoutTime } from '../../../../types/construct-type.ts'
import { calendarZone } from '../../../../types/java-zone.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampFromMillis, timestampMillis } from '../../../../types/timestamp.ts'
import { isDatetime, isInterval, isTimestamp } from '../../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../../types/value.ts'
import { zoneOrGmt } from '../../../../types/zone.ts'
import type { FunctionContext, Inference, ScalarFunction } from '../../declaration.ts'
import { constantText, type Docs, refuse, refuseLate, refuseTypes, scalar, unsupportedCall } from '../../define.ts'
import { implementNumberFloor, inferNumberFloor } from '../rounding.ts'

// FLOOR and CEIL of numbers, or of times to a unit.

const CALENDAR_UNITS = ['MILLENNIUM', 'CENTURY', 'DECADE', 'YEAR', 'QUARTER', 'MONTH', 'WEEK']
/** Calcite knows these too, and Flink makes no code for them. */
const UNCODABLE_UNITS =
  /^(?:ISOWEEK|FRAC_SECOND|SQL_TSI_(?:FRAC_SECOND|MICROSECOND|SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|QUARTER|YEAR))$/
/** What Flink makes of these has no sense. */
const ODD_UNITS = ['MICROSECOND', 'NANOSECOND', 'EPOCH', 'DOY', 'DOW', 'DAYOFYEAR', 'DAYOFWEEK', 'ISODOW', 'ISOYEAR']
const CLOCK_UNITS: Readonly<Record<string, number>> = {
  DAY: MILLIS_PER_DAY,
  HOUR: 3600000,
  MINUTE: 60000,
  SECOND: 1000,
  MILLISECOND: 1,
}

/** A day taken down or up to a calendar unit, with Flink's own idea of CEIL for quarters and days. */
function dayFloor(unit: string, days: number, up: boolean): number {
  const { year, month, day } = julianDate(days)
  const span = unit === 'MILLENNIUM' ? 1000 : 100
  switch (unit) {
    case 'MILLENNIUM':
    case 'CENTURY': {
      const last = span * Math.trunc((year + span - 1) / span)
      return calendarDay(up ? last + 1 : last - span + 1, 1, 1)
    }
    case 'DECADE':
      return calendarDay(10 * (Math.trunc(year / 10) + (up ? 1 : 0)), 1, 1)
    case 'YEAR':
      return calendarDay(up && (month > 1 || day > 1) ? year + 1 : year, 1, 1)
    case 'QUARTER':
      return calendarDay(year, (Math.ceil(month / 3) + (up && (month > 1 || day > 1) ? 1 : 0)) * 3 - 2, 1)
    case 'MONTH':
      return calendarDay(year, up && day > 1 ? month + 1 : month, 1)
    case 'WEEK': {
      const sinceSunday = (((days + 4) % 7) + 7) % 7
      return calendarDay(year, month, day) - sinceSunday + (up && sinceSunday > 0 ? 7 : 0)
    }
    default:
      return calendarDay(year, month, day) + (up ? 1 : 0)
  }
}

function toMultiple(value: number, unit: number, up: boolean): number {
  return (up ? Math.ceil(value / unit) : Math.floor(value / unit)) * unit + 0
}

function inferFloor(name: string, unit: string, type: LogicalType): Incoming {
  if (!CALENDAR_UNITS.includes(unit) && CLOCK_UNITS[unit] === undefined) {
    if (ODD_UNITS.includes(unit)) return unsupportedCall(`${name}(… TO ${unit})`)
    if (UNCODABLE_UNITS.test(unit) && isDatetime(type))
      return refuseLate(`Unsupported call: ${name} to ${unit}`, withoutTime(type))
    return refuse(`'${unit}' is not a valid time frame`)
  }
  if (type.kind === 'DATE' || isTimestamp(type)) return { ok: true, type: withoutTime(type) }
  if (type.kind === 'TIME') {
    return CALENDAR_UNITS.includes(unit) ? unsupportedCall(`${name}(TIME TO ${unit})`) : { ok: true, type }
  }
  if (isInterval(type)) return unsupportedCall(`${name} of an INTERVAL`)
  return refuse(`Cannot apply '${name}' to arguments of type '${name}(<${type.kind}> TO <INTERVAL ${unit}>)'.`)
}
type Incoming = Inference

function implementFloor(
  unit: string,
  type: LogicalType,
  up: boolean,
): (context: FunctionContext) => (value: Hybrid) => Value {
  const clock = CLOCK_UNITS[unit]
  if (type.kind === 'DATE') {
    if (clock !== undefined && unit !== 'DAY') return () => (value) => value
    return () => (value) => dayFloor(unit, value as number, up)
  }
  if (type.kind === 'TIME' && unit === 'DAY') return () => (value) => value
  if (type.kind === 'TIME') return () => (value) => toMultiple(value as number, clock as number, up)
  const precision = isTimestamp(type) ? type.precision : 3
  return (context) => {
    const { offsetAt } = calendarZone(zoneOrGmt(type.kind === 'TIMESTAMP' ? 'UTC' : context.zone))
    // minutes and less do not look at the zone
    const zoned = clock === undefined || clock >= 3600000
    return (value) => {
      const millis = timestampMillis(value, precision)
      const offset = zoned ? offsetAt(millis) : 0
      const local = millis + offset
      if (unit === 'MILLISECOND' && up && nanosOfMilli(value, precision) > 0)
        return timestampFromMillis(millis + 1, 0, precision)
      const result =
        clock === undefined
          ? dayFloor(unit, Math.trunc(local / MILLIS_PER_DAY) | 0, up) * MILLIS_PER_DAY
          : toMultiple(local, clock, up)
      return timestampFromMillis(result - offset, 0, precision)
    }
  }
}

const floorFunction = (name: string, up: boolean, docs: Docs, aliases: readonly string[] = []): ScalarFunction =>
  scalar({
    name,
    aliases,
    category: 'arithmetic',
    docs,
    infer: (args) => {
      const [value, second] = args
      if (args.length === 1) return inferNumberFloor(name, args)
      const unit = constantText(second)
      return value && unit !== undefined && args.length === 2
        ? inferFloor(name, unit, value.type)
        : refuseTypes(name, args)
    },
    implement: ({ args }) => {
      const type = args[0]?.type as LogicalType
      if (args.length === 1) return implementNumberFloor(type, up)
      return { withContext: implementFloor(constantText(args[1]) ?? '', type, up) }
    },
  })

export const floorFunctions: readonly ScalarFunction[] = [
  floorFunction('FLOOR', false, [
    ['FLOOR(number)', 'FLOOR(temporal TO unit)'],
    'FLOOR(ts TO DAY)',
    'The number or time taken down.',
    '向下取整；或把时间向下取到指定单位。',
  ]),
  floorFunction(
    'CEIL',
    true,
    [
      ['CEIL(number)', 'CEIL(temporal TO unit)'],
      'CEIL(ts TO DAY)',
      'The number or time taken up.',
      '向上取整；或把时间向上取到指定单位。',
    ],
    ['CEILING'],
  ),
]
