import { dayOfYear } from '../../../../types/civil.ts'
import { RunFailure } from '../../../run-failure.ts'
import { dayOfWeek, hybridFields, hybridNewYear, type LocalFields, weekOfMonth, weekOfYear } from './local-fields.ts'
import { DAYS, MONTHS, type PatternPart, short, splitPattern } from './pattern.ts'
import { shortZoneName } from './zone-names.ts'

// Formatting by java.time.DateTimeFormatter and by java.text.SimpleDateFormat, locale en-US.

export type Formatter = (fields: LocalFields) => string
type FieldFormat = (f: LocalFields) => string

const illegal = (message: string): RunFailure => new RunFailure('IllegalArgumentException', message)
const unsupported = (what: string): RunFailure => new RunFailure('Unsupported', `date pattern: ${what}`)
const pad = (value: number, count: number): string => {
  const text = String(Math.abs(value)).padStart(count, '0')
  return value < 0 ? `-${text}` : text
}

const cached = (create: (pattern: string) => Formatter): ((pattern: string) => Formatter) => {
  const known = new Map<string, Formatter>()
  return (pattern) => {
    let formatter = known.get(pattern)
    if (formatter === undefined) {
      formatter = create(pattern)
      if (known.size >= 1000) known.clear()
      known.set(pattern, formatter)
    }
    return formatter
  }
}

function createFormatter(pattern: string, field: (part: { letter: string; count: number }) => FieldFormat): Formatter {
  const parts = splitPattern(pattern)
  if (parts === null) throw illegal('Unterminated quote')
  const formats = parts.map((part: PatternPart): FieldFormat => ('literal' in part ? () => part.literal : field(part)))
  return (fields) => formats.map((format) => format(fields)).join('')
}

/** DATE_FORMAT of time stamps. */
export const dateTimeFormatter = cached((pattern) => {
  const bare = pattern.replace(/'[^']*'/g, '')
  const reserved = /[{}#]/.exec(bare)
  if (reserved) throw illegal(`Pattern includes reserved character: '${reserved[0]}'`)
  let open = 0
  for (const bracket of bare.match(/[[\]]/g) ?? []) {
    open += bracket === '[' ? 1 : -1
    if (open < 0) throw illegal('Pattern invalid as it contains ] without previous [')
  }
  return createFormatter(pattern.replace(/[[\]]/g, ''), dateTimeField)
})

function dateTimeField({ letter, count }: { letter: string; count: number }): FieldFormat {
  const width = (max: number): number => {
    if (count > max) throw illegal(`Too many pattern letters: ${letter}`)
    return count
  }
  switch (letter) {
    case 'y':
    case 'u':
      return yearFormat(count, (f) => (letter === 'y' && f.year <= 0 ? 1 - f.year : f.year))
    case 'Y':
      return yearFormat(count, (f) => weekOfYear(f.days, f.year).year)
    case 'M':
    case 'L':
      return nameOrNumber(
        width(5),
        (f) => f.month,
        (f) => MONTHS[f.month - 1] as string,
      )
    case 'E':
      width(5)
      return nameOrNumber(
        Math.max(count, 3),
        (f) => f.day,
        (f) => DAYS[dayOfWeek(f.days)] as string,
      )
    case 'e':
    case 'c':
      if (letter === 'c' && count === 2) throw illegal('Invalid pattern "cc"')
      return nameOrNumber(
        width(5),
        (f) => dayOfWeek(f.days) + 1,
        (f) => DAYS[dayOfWeek(f.days)] as string,
      )
    case 'Q':
    case 'q':
      return quarterFormat(width(5))
    case 'S':
      width(9)
      return (f) => String(f.nanos).padStart(9, '0').slice(0, count)
    case 'n':
      return (f) => pad(f.nanos, count)
    case 'A':
      return (f) => pad(millisOfDay(f), count)
    case 'N':
      return (f) => pad(millisOfDay(f) * 1000000 + (f.nanos % 1000000), count)
    case 'D':
      width(3)
      return (f) => pad(dayOfYear(f.days, f.year), count)
    case 'W':
      return (f) => pad(weekOfMonth(f.days, f.day), width(1))
    case 'a':
      width(1)
      return (f) => (f.hour < 12 ? 'AM' : 'PM')
    case 'B':
      if (count === 5) throw unsupported('letters BBBBB')
      if (count !== 1 && count !== 4) throw illegal('Wrong number of pattern letters: B')
      return dayPeriod
    case 'F':
      width(1)
      return (f) => String(((f.day - 1) % 7) + 1)
    case 'g':
      return (f) => pad(f.days + MODIFIED_JULIAN_DAY, count)
    case 'p':
      throw unsupported('letter p')
    case 'G':
      return (f) =>
        count === 4 ? (f.year > 0 ? 'Anno Domini' : 'Before Christ') : count === 5 ? 'A' : f.year > 0 ? 'AD' : 'BC'
    default:
      width(2)
      return commonField(letter, count, 'java.time')
  }
}

/** The first day of 1970 among those counted from November 17, 1858. */
const MODIFIED_JULIAN_DAY = 40587

function dayPeriod({ hour, minute }: LocalFields): string {
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon'
  if (hour < 6 || hour >= 21) return 'at night'
  return hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening'
}

const millisOfDay = (f: LocalFields): number =>
  f.hour * 3600000 + f.minute * 60000 + f.second * 1000 + Math.floor(f.nanos / 1000000)

function yearFormat(count: number, year: (f: LocalFields) => number): FieldFormat {
  if (count === 2) return (f) => pad(((year(f) % 100) + 100) % 100, 2)
  return (f) => (count >= 4 && year(f) > 10 ** count - 1 ? `+${year(f)}` : pad(year(f), count))
}

function nameOrNumber(
  count: number,
  number: (f: LocalFields) => number,
  name: (f: LocalFields) => string,
): FieldFormat {
  if (count <= 2) return (f) => pad(number(f), count)
  if (count === 3) return (f) => short(name(f))
  return count === 4 ? name : (f) => name(f).slice(0, 1)
}

function quarterFormat(count: number): FieldFormat {
  const quarter = (f: LocalFields): number => Math.ceil(f.month / 3)
  const ordinals = ['1st', '2nd', '3rd', '4th']
  if (count <= 2) return (f) => pad(quarter(f), count)
  if (count === 3) return (f) => `Q${quarter(f)}`
  return count === 4 ? (f) => `${ordinals[quarter(f) - 1]} quarter` : (f) => String(quarter(f))
}

/** Letters that mean the same to both formatters. */
function commonField(letter: string, count: number, formatter: 'java.time' | 'java.text'): FieldFormat {
  switch (letter) {
    case 'd':
      return (f) => pad(f.day, count)
    case 'H':
      return (f) => pad(f.hour, count)
    case 'k':
      return (f) => pad(f.hour === 0 ? 24 : f.hour, count)
    case 'K':
      return (f) => pad(f.hour % 12, count)
    case 'h':
      return (f) => pad(f.hour % 12 === 0 ? 12 : f.hour % 12, count)
    case 'm':
      return (f) => pad(f.minute, count)
    case 's':
      return (f) => pad(f.second, count)
    case 'a':
      return (f) => (f.hour < 12 ? 'AM' : 'PM')
    case 'w':
      return (f) => pad(weekOfYear(f.days, f.year).week, count)
    default:
      if (formatter === 'java.time' && 'zZXVvxO'.includes(letter))
        throw new RunFailure('DateTimeException', `Unable to extract ZoneId from temporal`)
      throw illegal(
        formatter === 'java.time' ? `Unknown pattern letter: ${letter}` : `Illegal pattern character '${letter}'`,
      )
  }
}

/** FROM_UNIXTIME, CONVERT_TZ and DATE_FORMAT of strings. */
export const simpleDateFormatter = cached((pattern) => {
  const format = createFormatter(pattern, simpleDateField)
  return (fields) => format(hybridFields(fields))
})

function simpleDateField({ letter, count }: { letter: string; count: number }): FieldFormat {
  switch (letter) {
    case 'y':
    case 'Y': {
      const year = (f: LocalFields): number => {
        if (letter === 'Y') return weekOfYear(f.days, f.year, hybridNewYear).year
        return f.year > 0 ? f.year : 1 - f.year
      }
      return count === 2 ? (f) => pad(year(f) % 100, 2) : (f) => pad(year(f), count)
    }
    case 'M':
    case 'L':
      return count > 3
        ? (f) => MONTHS[f.month - 1] as string
        : nameOrNumber(
            count,
            (f) => f.month,
            (f) => MONTHS[f.month - 1] as string,
          )
    case 'E':
      return (f) => (count > 3 ? (DAYS[dayOfWeek(f.days)] as string) : short(DAYS[dayOfWeek(f.days)] as string))
    case 'u':
      return (f) => pad(dayOfWeek(f.days) === 0 ? 7 : dayOfWeek(f.days), count)
    case 'S':
      return (f) => pad(Math.floor(f.nanos / 1000000), count)
    case 'D':
      return (f) => pad(f.days - hybridNewYear(f.year) + 1, count)
    case 'w':
      return (f) => pad(weekOfYear(f.days, f.year, hybridNewYear).week, count)
    case 'W':
      return (f) => pad(weekOfMonth(f.days, f.day), count)
    case 'F':
      return (f) => pad(Math.floor((f.day - 1) / 7) + 1, count)
    case 'G':
      return (f) => (f.year > 0 ? 'AD' : 'BC')
    case 'z':
      if (count > 3) throw unsupported('letters zzzz')
      return zoneName
    case 'Z':
      return (f) => offsetText(f.zone?.offset ?? 0, '')
    case 'X':
      if (count > 3) throw illegal('invalid ISO 8601 format: length=4')
      return (f) => isoOffset(f.zone?.offset ?? 0, count)
    default:
      return commonField(letter, count, 'java.text')
  }
}

function zoneName({ zone }: LocalFields): string {
  if (zone === undefined) return 'UTC'
  const name = shortZoneName(zone.id, zone.offset)
  if (name === undefined) throw unsupported(`letter z in the zone ${zone.id}`)
  return name
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60000)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`
}

function isoOffset(offset: number, count: number): string {
  if (offset === 0) return 'Z'
  return count === 1 ? offsetText(offset, '').slice(0, 3) : offsetText(offset, count === 3 ? ':' : '')
}
