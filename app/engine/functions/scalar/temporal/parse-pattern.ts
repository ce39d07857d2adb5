import { daysFromCivil, daysInMonth } from '../../../../types/civil.ts'
import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { RunFailure } from '../../../run-failure.ts'
import { dayOfWeek, daysFromHybridCalendar } from './local-fields.ts'
import { loneLetterParser } from './lone-letter.ts'
import { DAYS, MONTHS, type PatternPart, short, splitPattern } from './pattern.ts'

// Parsing by patterns: java.text.SimpleDateFormat is lenient, java.time.DateTimeFormatter is not.

type Field =
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'half'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'nanos'
  | 'millis'
  | 'ignored'
  | 'weekday'
type Fields = Partial<Record<Field, number>>

const unsupported = (what: string): RunFailure => new RunFailure('Unsupported', `date pattern: ${what}`)

/** Local milliseconds, or null when the text does not fit. */
export type PatternParser = (text: string) => number | null

const cached = <T>(create: (pattern: string) => T): ((pattern: string) => T) => {
  const known = new Map<string, T>()
  return (pattern) => {
    let parser = known.get(pattern)
    if (parser === undefined) {
      parser = create(pattern)
      if (known.size >= 1000) known.clear()
      known.set(pattern, parser)
    }
    return parser
  }
}

const isNumeric = (part: PatternPart | undefined): boolean =>
  part !== undefined &&
  'letter' in part &&
  !(part.count >= 3 && 'ML'.includes(part.letter)) &&
  !'EaGz'.includes(part.letter)

const SIMPLE_FIELDS: Readonly<Record<string, Field>> = {
  y: 'year',
  M: 'month',
  L: 'month',
  d: 'day',
  H: 'hour',
  k: 'hour',
  h: 'hour12',
  K: 'hour12',
  m: 'minute',
  s: 'second',
  S: 'millis',
  E: 'ignored',
  a: 'half',
}

/** Numbers may have any size and spaces before them; what follows the pattern is ignored, but nothing read is no date. */
export const simpleDateParser = cached((pattern: string): PatternParser => {
  const parts = splitPattern(pattern)
  if (parts === null) throw new RunFailure('IllegalArgumentException', 'Unterminated quote')
  for (const part of parts) {
    if ('literal' in part) continue
    if (SIMPLE_FIELDS[part.letter] === undefined) {
      if ('GYDwWFuzZX'.includes(part.letter)) throw unsupported(`letter ${part.letter}`)
      throw new RunFailure('IllegalArgumentException', `Illegal pattern character '${part.letter}'`)
    }
    if (part.letter === 'y' && part.count === 2) throw unsupported('years of two digits')
  }
  const has = (letter: string): boolean => parts.some((part) => 'letter' in part && part.letter === letter)
  if (has('E') && !has('d')) throw unsupported('letter E without d')
  return (text) => {
    const fields: Fields = {}
    let at = 0
    for (const [i, part] of parts.entries()) {
      at =
        'literal' in part
          ? skipLiteral(text, at, part.literal)
          : readSimple(text, at, part, isNumeric(parts[i + 1]), fields)
      if (at < 0) return null
    }
    return at === 0 ? null : lenientMillis(fields)
  }
})

const skipLiteral = (text: string, at: number, literal: string): number =>
  text.startsWith(literal, at) ? at + literal.length : -1

function readSimple(
  text: string,
  start: number,
  part: { letter: string; count: number },
  abuts: boolean,
  fields: Fields,
): number {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at++
  const field = SIMPLE_FIELDS[part.letter] as Field
  if (!isNumeric(part)) return readName(text, at, part.letter, fields, true)
  // where a number follows, spaces count among this one's letters, all of which must be there
  const end = abuts ? start + part.count : text.length
  const digits = end > text.length ? null : /^-?\d+/.exec(text.slice(at, end))
  if (!digits) return -1
  if (part.letter === 'y' && part.count < 3 && digits[0].length === 2) throw unsupported('years of two digits')
  let value = javaInt(digits[0])
  if (part.letter === 'k' && value === 24) value = 0
  if (part.letter === 'h' && value === 12) value = 0
  fields[field] = value
  return at + digits[0].length
}

/** As Java's Number.intValue: a long wraps around, what is larger is a double by then and stops at the ends. */
function javaInt(digits: string): number {
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) === value) return Number(BigInt.asIntN(32, value))
  return value > 0n ? 2147483647 : -2147483648
}

/** A month's or day's name, or AM and PM. */
function readName(text: string, at: number, letter: string, fields: Fields, anyCase: boolean): number {
  const names = letter === 'a' ? ['AM', 'PM'] : letter === 'E' ? DAYS : MONTHS
  const forms = letter === 'a' ? [names] : [names, names.map(short)]
  const fold = (s: string): string => (anyCase ? s.toLowerCase() : s)
  for (const form of forms) {
    const index = form.findIndex((name) => fold(text.slice(at, at + name.length)) === fold(name))
    if (index < 0) continue
    if (letter === 'a') fields.half = index
    else if (letter !== 'E') fields.month = index + 1
    return at + (form[index] as string).length
  }
  return -1
}

const MOST_YEAR = 280_000_000

function lenientMillis(fields: Fields): number {
  const { year = 1970, month = 1, day = 1, minute = 0, second = 0, millis = 0 } = fields
  if (Math.abs(year) > MOST_YEAR) throw unsupported('years that Java cannot count the milliseconds of')
  const hour = fields.hour ?? (fields.hour12 ?? 0) + (fields.half ?? 0) * 12
  const months = year * 12 + month - 1
  const y = Math.floor(months / 12)
  const time = hour * 3600000 + minute * 60000 + second * 1000 + millis
  const extra = Math.floor(time / MILLIS_PER_DAY)
  const days = daysFromHybridCalendar(y, months - y * 12 + 1, day + extra, year)
  return (days - extra) * MILLIS_PER_DAY + time
}

const STRICT_FIELDS: Readonly<Record<string, Field>> = { ...SIMPLE_FIELDS, u: 'year', S: 'nanos', E: 'weekday' }

const MOST_LETTERS: Readonly<Record<string, number>> = {
  a: 1,
  d: 2,
  H: 2,
  k: 2,
  h: 2,
  K: 2,
  m: 2,
  s: 2,
  M: 5,
  L: 5,
  E: 5,
}

/** The whole text must fit; days up to the 31st are cut to the month's last. */
export const dateTimeParser = cached((pattern: string): PatternParser => {
  const parts = splitPattern(pattern)
  if (parts === null) throw new RunFailure('IllegalArgumentException', 'Pattern ends with an incomplete string literal')
  const [only] = parts
  const lone = parts.length === 1 && only && 'letter' in only && only.count === 1 && loneLetterParser(only.letter)
  if (lone) return lone
  for (const part of parts) {
    if ('literal' in part) {
      if (/[{}#]/.test(part.literal))
        throw new RunFailure('IllegalArgumentException', `Pattern includes reserved character: '${part.literal}'`)
    } else if (OFFSETS[part.letter]?.[part.count - 1] !== undefined) {
      // is read, and then does not count
    } else if (part.count > (MOST_LETTERS[part.letter] ?? 9)) {
      throw new RunFailure('IllegalArgumentException', `Too many pattern letters: ${part.letter}`)
    } else if (STRICT_FIELDS[part.letter] === undefined) {
      if ('GDeEcQqwWYzZXVvxOAnNFgBp'.includes(part.letter)) throw unsupported(`letter ${part.letter}`)
      throw new RunFailure('IllegalArgumentException', `Unknown pattern letter: ${part.letter}`)
    }
  }
  const regexp = new RegExp(`^${sectionedSource(parts)}$`)
  const letters = parts.filter((part): part is LetterPart => 'letter' in part)
  return (text) => {
    const match = regexp.exec(text)
    if (!match) return null
    const fields: Fields = {}
    for (const [i, part] of letters.entries()) {
      const found = match[i + 1]
      if (found !== undefined && !setStrict(fields, part, found)) return null
    }
    return strictMillis(fields)
  }
})

/** Sections in brackets may be missing. One that is not closed reaches to the end. */
function sectionedSource(parts: readonly PatternPart[]): string {
  let open = 0
  const sources = parts.map((part, i) => {
    if (!('literal' in part) || part.bare !== true || !/[[\]]/.test(part.literal))
      return strictSource(part, parts[i + 1])
    if (part.literal === '[') {
      open++
      return takesAllDigits(parts.slice(0, i)) ? '(?!\\d)(?:' : '(?:'
    }
    if (open-- === 0)
      throw new RunFailure('IllegalArgumentException', 'Pattern invalid as it contains ] without previous [')
    return ')?'
  })
  return sources.join('') + ')?'.repeat(open)
}

/** Whether the numbers at the end begin with one of any length: it takes all digits but those of the next ones. */
function takesAllDigits(parts: readonly PatternPart[]): boolean {
  const run = parts.slice(parts.findLastIndex((part) => !isNumeric(part)) + 1)
  const [first] = run
  if (first === undefined || !('letter' in first)) return false
  return 'yu'.includes(first.letter) ? first.count !== 2 : first.count === 1 && first.letter !== 'S'
}

/** The forms of an offset by the number of letters, each with its text for zero; Z for what has none of its own. */
const ISO_OFFSETS = ['HHmm', 'HHMM', 'HH:MM', 'HHMMss', 'HH:MM:ss']
const OFFSETS: Readonly<Record<string, readonly (readonly [form: string, zero: string])[]>> = {
  X: ISO_OFFSETS.map((form) => [form, 'Z']),
  x: ISO_OFFSETS.map((form) => [form, form === 'HHmm' ? '+00' : form.includes(':') ? '+00:00' : '+0000']),
  Z: [
    ['HHMM', '+0000'],
    ['HHMM', '+0000'],
    ['HHMM', '+0000'],
  ],
}

/** Small letters may be left out. What begins with the text for zero is zero, whatever follows. */
function offsetSource(form: string, zero: string): string {
  const digits = form
    .replace('HH', '\\d{2}')
    .replace(/(:?)MM/, '$1[0-5]\\d')
    .replace(/(:?)(mm|ss)/, '(?:$1[0-5]\\d)?')
  const written = zero.replace('+', '\\+')
  return `(${written}|(?!${written})[+-]${digits})`
}

const MOST_OFFSET = 18 * 3600

/** Whether an offset is within 18 hours. */
function isOffset(text: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d{2}/g) ?? []).map(Number)
  return hours * 3600 + minutes * 60 + seconds <= MOST_OFFSET
}

interface LetterPart {
  readonly letter: string
  readonly count: number
}

function strictSource(part: PatternPart, next: PatternPart | undefined): string {
  if ('literal' in part) return part.literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const { letter, count } = part
  const offset = OFFSETS[letter]?.[count - 1]
  if (offset !== undefined) return offsetSource(...offset)
  if (letter === 'y' || letter === 'u') {
    if (count === 2) return '(\\d{2})'
    if (count >= 4) return isNumeric(next) ? `(\\d{${count}})` : `(\\d{${count}}|[+]\\d{${count + 1},19})`
    return `(\\d{${count},19})`
  }
  if (letter === 'M' || letter === 'L') {
    if (count === 3) return `(${MONTHS.map(short).join('|')})`
    if (count === 4) return `(${MONTHS.join('|')})`
  }
  if (letter === 'E' && count === 5) throw unsupported('letters EEEEE')
  if (letter === 'E') return `(${(count === 4 ? DAYS : DAYS.map(short)).join('|')})`
  if (letter === 'a') return '(AM|PM)'
  return count === 1 && letter !== 'S' ? '(-?\\d{1,19}?)' : `(\\d{${count}})`
}

function setStrict(fields: Fields, { letter, count }: LetterPart, text: string): boolean {
  if (OFFSETS[letter] !== undefined) return isOffset(text)
  const field = STRICT_FIELDS[letter] as Field
  let value = Number(text)
  if (field === 'half') value = text === 'AM' ? 0 : 1
  else if (field === 'weekday') value = DAYS.findIndex((day) => day.startsWith(text))
  else if (field === 'month' && count >= 3) value = (count === 3 ? MONTHS.map(short) : MONTHS).indexOf(text) + 1
  else if (field === 'nanos') value = Number(text.padEnd(9, '0'))
  else if (field === 'year' && count === 2) value = 2000 + value
  if (letter === 'y' && value < 1) return false
  if (
    (letter === 'k' && value > 24) ||
    (letter === 'h' && (value > 12 || value < 0)) ||
    (letter === 'K' && (value > 11 || value < 0))
  )
    return false
  if (letter === 'k') value = value === 24 ? 0 : value
  if (letter === 'h') value = value === 12 ? 0 : value
  const known = fields[field]
  fields[field] = value
  return known === undefined || known === value
}

function strictMillis(fields: Fields): number | null {
  const { year = 1970, month = 1, day = 1, minute = 0, second = 0, nanos = 0 } = fields
  const twelve = fields.hour12 !== undefined && fields.half !== undefined ? fields.hour12 + fields.half * 12 : undefined
  const halfOnly = fields.half === undefined ? 0 : 6 + fields.half * 12
  const hour = fields.hour ?? twelve ?? (fields.hour12 === undefined ? halfOnly : 0)
  const isWhole = fields.year !== undefined && fields.month !== undefined && fields.day !== undefined
  const inRange =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour >= 0 &&
    hour <= 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60
  if (!inRange || (hour === 24 && minute + second + nanos > 0)) return null
  const days = daysFromCivil(year, month, Math.min(day, daysInMonth(year, month)))
  if (isWhole && fields.weekday !== undefined && fields.weekday !== dayOfWeek(days)) return null
  if (hour === 24 && !isWhole) return days * MILLIS_PER_DAY
  return days * MILLIS_PER_DAY + hour * 3600000 + minute * 60000 + second * 1000 + Math.floor(nanos / 1000000)
}
