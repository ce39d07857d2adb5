import { readDate, readTimestamp } from '../../../../types/cast/parse-temporal.ts'
import { daysFromCivil } from '../../../../types/civil.ts'
import { BIGINT, DATE, STRING, timestamp, timestampLtz } from '../../../../types/construct-type.ts'
import { wholePart } from '../../../../types/decimal.ts'
import { doubleToLong, LONG_MIN, multiplyLong } from '../../../../types/integer.ts'
import { calendarZone, findZoneId, timeZoneOf } from '../../../../types/java-zone.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { MILLIS_PER_DAY, nanosOfMilli, timestampMillis } from '../../../../types/timestamp.ts'
import { isCharacter, isNumeric, isTimestamp } from '../../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../../types/value.ts'
import { type Zone, zoneOrGmt } from '../../../../types/zone.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, FunctionContext, ScalarFunction } from '../../declaration.ts'
import { refuseTypes, scalar, signature } from '../../define.ts'
import { CHARACTER, castTo, oneOf, TIMESTAMP_OPERAND } from '../../strategy/operand.ts'
import { alwaysNullable, neverNull, nullableIfArgs } from '../../strategy/result.ts'
import { dateTimeFormatter, type Formatter, simpleDateFormatter } from './format-pattern.ts'
import { localFields, localFieldsOfLong } from './local-fields.ts'
import { dateTimeParser, simpleDateParser } from './parse-pattern.ts'
import { patternUnit } from './pattern-unit.ts'
import { parseSqlTimestamp } from './sql-timestamp.ts'

// Between times and texts, and between times and numbers.

const DEFAULT_PATTERN = 'yyyy-MM-dd HH:mm:ss'
const LONG = castTo(BIGINT, '<INTEGER>')
/** What a Long.MIN_VALUE of milliseconds becomes as a date. */
const FAILED_DATE = daysFromCivil(1705471, 9, 27)
const FAILED_CONSTANT_DATE = daysFromCivil(5471, 9, 27)

/** java.util.Calendar takes the later offset where local times overlap. */
function calendarInstant(zone: Zone, local: number): number {
  const later = local - zone.offsetAt(local + MILLIS_PER_DAY)
  const early = zone.toInstant(local)
  return later > early && later + zone.offsetAt(later) === local ? later : early
}

function parseIn(zone: Zone, text: string, pattern: string): number | null {
  // a parser that has read nothing has failed
  const local = pattern === '' ? null : simpleDateParser(pattern)(text)
  return local === null ? null : calendarInstant(zone, local)
}
const formatLocal = (pattern: string, millis: number, zone: { readonly id: string; readonly offset: number }): string =>
  simpleDateFormatter(pattern)({ ...localFields(millis + zone.offset), zone })
const formatIn = (zone: Zone, millis: number, pattern: string): string =>
  formatLocal(pattern, millis, { id: zone.id, offset: zone.offsetAt(millis) })

/** In the year in which Java's clock ends, the end of summer time lies beyond it: there is none. */
const LAST_YEAR = daysFromCivil(292278994, 1, 1) * MILLIS_PER_DAY
const JANUARY = Date.UTC(2100, 0)
const JULY = Date.UTC(2100, 6)

function formatLongIn(zone: Zone, millis: bigint, pattern: string): string {
  const instant = Number(millis)
  const offset = instant < LAST_YEAR ? zone.offsetAt(instant) : Math.min(zone.offsetAt(JANUARY), zone.offsetAt(JULY))
  return simpleDateFormatter(pattern)({ ...localFieldsOfLong(millis + BigInt(offset)), zone: { id: zone.id, offset } })
}

/** Formats local times. One after the other, they are mostly of the same day or minute, and then have the text of the last one. */
function lastTextFormat(): (pattern: string, local: number, nanos: number) => string {
  let lastPattern: string | undefined
  let format: Formatter
  let unit = 0
  let lastStart = Number.NaN
  let lastText = ''
  return (pattern, local, nanos) => {
    if (pattern !== lastPattern) {
      format = dateTimeFormatter(pattern)
      lastPattern = pattern
      unit = patternUnit(pattern)
      lastStart = Number.NaN
    }
    if (unit === 0) return format(localFields(local, nanos))
    const start = Math.floor(local / unit)
    if (start === lastStart) return lastText
    lastText = format(localFields(local, nanos))
    lastStart = start
    return lastText
  }
}

const dateFormat = scalar({
  name: 'DATE_FORMAT',
  category: 'temporal',
  docs: [
    'DATE_FORMAT(timestamp, pattern)',
    "DATE_FORMAT(ts, 'yyyy-MM-dd')",
    'A time stamp as text, by a Java pattern.',
    '按 Java 格式把时间戳格式化为文本。',
  ],
  infer: signature('DATE_FORMAT', [oneOf(TIMESTAMP_OPERAND, CHARACTER), CHARACTER], alwaysNullable(STRING)),
  implement: ({ args }) => {
    const type = args[0]?.type as LogicalType
    if (isTimestamp(type)) {
      const { precision } = type
      return {
        withContext: (context: FunctionContext) => {
          const { offsetAt } = zoneOrGmt(type.kind === 'TIMESTAMP' ? 'UTC' : context.zone)
          const format = lastTextFormat()
          return (value: Hybrid, pattern: string) => {
            const millis = timestampMillis(value, precision)
            return format(pattern, millis + offsetAt(millis), nanosOfMilli(value, precision))
          }
        },
      }
    }
    return {
      apply: (text: string, pattern: string) => {
        const format = simpleDateFormatter(pattern)
        const millis = simpleDateParser(DEFAULT_PATTERN)(text)
        return millis === null ? null : format(localFields(millis))
      },
    }
  },
})

/** As CAST reads it. */
function wholeTimestamp(text: string): number {
  const read = readTimestamp(text)
  if (read === null) throw new RunFailure('DateTimeParseException', `Text '${text}' could not be parsed at index 0`)
  return read.millis
}

/** As TO_TIMESTAMP reads: by the pattern, else as java.sql does. */
function readByPattern(text: string, pattern: string): number | null {
  try {
    return dateTimeParser(pattern)(text) ?? parseSqlTimestamp(text)
  } catch (failure) {
    // a pattern that Java does not know gives NULL here
    if (failure instanceof RunFailure && failure.errorClass === 'IllegalArgumentException') return null
    throw failure
  }
}

const MIN_SECONDS = -62167219200
const MAX_SECONDS = 253402300799

function fromNumber(type: LogicalType): (value: Hybrid, precision?: number) => Value {
  const whole = (value: Hybrid): Hybrid =>
    type.kind === 'DECIMAL'
      ? wholePart(value, type.scale)
      : type.kind === 'FLOAT' || type.kind === 'DOUBLE'
        ? doubleToLong(value as number)
        : value
  return (value, precision = 3) => {
    if (precision !== 0 && precision !== 3) {
      throw new RunFailure(
        'TableException',
        `The precision value '${precision}' for function TO_TIMESTAMP_LTZ(numeric, precision) is unsupported, the supported value is '0' for second or '3' for millisecond.`,
      )
    }
    const seconds = precision === 0
    if (seconds && (type.kind === 'FLOAT' || type.kind === 'DOUBLE')) {
      return (value as number) >= MIN_SECONDS && (value as number) <= MAX_SECONDS
        ? Math.trunc((value as number) * 1000) + 0
        : null
    }
    const millis = Number(whole(value)) * (seconds ? 1000 : 1)
    return millis >= MIN_SECONDS * 1000 && millis <= MAX_SECONDS * 1000 + 999 ? millis : null
  }
}

const toTimestampLtz = scalar({
  name: 'TO_TIMESTAMP_LTZ',
  category: 'temporal',
  docs: [
    ['TO_TIMESTAMP_LTZ(number[, precision])', 'TO_TIMESTAMP_LTZ(string[, pattern[, zone]])'],
    'TO_TIMESTAMP_LTZ(1710054000, 0)',
    'A time stamp from seconds or milliseconds since 1970, or from a text in UTC.',
    '由 1970 年以来的秒或毫秒，或由 UTC 文本得到时间戳。',
  ],
  infer: (args) => {
    const [value, ...rest] = args
    if (!value || args.length > 3) return refuseTypes('TO_TIMESTAMP_LTZ', args)
    const isText = ({ type }: Argument): boolean => isCharacter(type) || type.kind === 'NULL'
    const fits =
      ((isNumeric(value.type) || value.type.kind === 'NULL') &&
        rest.length <= 1 &&
        rest.every(({ type }) => type.kind === 'INT')) ||
      (isText(value) && rest.every(isText))
    return fits ? { ok: true, type: timestampLtz(3) } : refuseTypes('TO_TIMESTAMP_LTZ', args)
  },
  implement: ({ args }) => {
    const type = args[0]?.type as LogicalType
    if (isNumeric(type)) return { apply: fromNumber(type) }
    return {
      apply: (text: string, pattern?: string, zone = 'UTC') => {
        if (pattern === undefined) return wholeTimestamp(text)
        const local = readByPattern(text, pattern)
        return local === null ? null : (findZoneId(zone)?.toInstant(local) ?? null)
      },
    }
  },
})

export const temporalTextFunctions: readonly ScalarFunction[] = [
  dateFormat,
  toTimestampLtz,
  scalar({
    name: 'TO_DATE',
    category: 'temporal',
    docs: ['TO_DATE(string[, pattern])', "TO_DATE('2024-01-31')", 'A date from a text.', '由文本得到日期。'],
    infer: signature('TO_DATE', [CHARACTER, CHARACTER], alwaysNullable(DATE), { optional: 1 }),
    implement: ({ args }) => {
      // a folded constant passes through a literal of four digits for the year
      const failed = args.every((a) => a.fixed) ? FAILED_CONSTANT_DATE : FAILED_DATE
      return {
        apply: (text: string, pattern?: string) => {
          if (pattern === undefined) return readDate(text)
          const millis = simpleDateParser(pattern)(text)
          return millis === null ? failed : Math.floor(millis / MILLIS_PER_DAY)
        },
      }
    },
  }),
  scalar({
    name: 'TO_TIMESTAMP',
    category: 'temporal',
    docs: [
      'TO_TIMESTAMP(string[, pattern])',
      "TO_TIMESTAMP('2024-01-31 10:11:12')",
      'A time stamp from a text.',
      '由文本得到时间戳。',
    ],
    infer: signature('TO_TIMESTAMP', [CHARACTER, CHARACTER], alwaysNullable(timestamp(3)), { optional: 1 }),
    implement: () => ({
      apply: (text: string, pattern?: string) =>
        pattern === undefined ? (readTimestamp(text)?.millis ?? null) : readByPattern(text, pattern),
    }),
  }),
  scalar({
    name: 'UNIX_TIMESTAMP',
    category: 'temporal',
    deterministic: false,
    docs: [
      ['UNIX_TIMESTAMP()', 'UNIX_TIMESTAMP(string[, pattern])'],
      "UNIX_TIMESTAMP('2024-01-31 10:11:12')",
      'Seconds since 1970, now or of a text in the session zone.',
      '1970 年以来的秒数：当前时间，或会话时区的文本。',
    ],
    infer: (args) =>
      args.length === 0
        ? { ok: true, type: neverNull(BIGINT)(args) }
        : signature('UNIX_TIMESTAMP', [CHARACTER, CHARACTER], nullableIfArgs(BIGINT), { optional: 1 })(args),
    implement: ({ args }) => {
      if (args.length === 0)
        return {
          withContext:
            ({ now }) =>
            () =>
              Math.floor(now() / 1000),
        }
      return {
        withContext: (context: FunctionContext) => {
          const zone = calendarZone(zoneOrGmt(context.zone))
          return (text: string, pattern = DEFAULT_PATTERN) => {
            const millis = parseIn(zone, text, pattern)
            return millis === null ? LONG_MIN : Math.trunc(millis / 1000) + 0
          }
        },
      }
    },
  }),
  scalar({
    name: 'FROM_UNIXTIME',
    category: 'temporal',
    docs: [
      'FROM_UNIXTIME(seconds[, pattern])',
      'FROM_UNIXTIME(44)',
      'Seconds since 1970 as text in the session zone.',
      '把 1970 年以来的秒数格式化为会话时区的文本。',
    ],
    infer: signature('FROM_UNIXTIME', [LONG, CHARACTER], alwaysNullable(STRING), { optional: 1 }),
    implement: () => ({
      withContext: (context: FunctionContext) => {
        const zone = calendarZone(zoneOrGmt(context.zone))
        return (seconds: Hybrid, pattern = DEFAULT_PATTERN) => {
          const millis = multiplyLong(seconds, 1000)
          return typeof millis === 'bigint' ? formatLongIn(zone, millis, pattern) : formatIn(zone, millis, pattern)
        }
      },
    }),
  }),
  scalar({
    name: 'CONVERT_TZ',
    category: 'temporal',
    docs: [
      'CONVERT_TZ(string, from, to)',
      "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles')",
      'A text of one time zone in another.',
      '把一个时区的时间文本转换到另一时区。',
    ],
    infer: signature('CONVERT_TZ', [CHARACTER, CHARACTER, CHARACTER], alwaysNullable(STRING)),
    implement: () => ({
      apply: (text: string, from: string, to: string) => {
        const millis = parseIn(calendarZone(timeZoneOf(from)), text, DEFAULT_PATTERN)
        return millis === null ? null : formatIn(calendarZone(timeZoneOf(to)), millis, DEFAULT_PATTERN)
      },
    }),
  }),
]
