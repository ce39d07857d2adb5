import { daysFromCivil } from '../types/civil.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { timestampFromMillis } from '../types/timestamp.ts'
import type { Hybrid } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'

export interface TimestampForm {
  /** At least 3. */
  readonly precision: number
  /** Ends with a Z. */
  readonly zoned: boolean
  /** Between date and time. */
  readonly separator: number
}

const NO_TIMESTAMP: TimestampForm = { precision: 3, zoned: false, separator: 0 }

export function timestampForm(type: LogicalType, { timestamps }: DecodeOptions): TimestampForm {
  if (type.kind !== 'TIMESTAMP' && type.kind !== 'TIMESTAMP_LTZ') return NO_TIMESTAMP
  const separator = timestamps === 'SQL' ? 0x20 : 0x54
  return { precision: type.precision, zoned: type.kind === 'TIMESTAMP_LTZ', separator }
}

type Codes = Uint8Array

const DASH = 0x2d
const COLON = 0x3a
const DOT = 0x2e
const SECONDS_END = 19
const DAY = 86_400_000
const FRACTIONS = [0, 100, 10, 1] as const

/** Rows of one file are mostly of one day. */
let knownDate = -1
let knownDays = 0

/**
 * `yyyy-MM-dd HH:mm:ss`, with up to three digits of a second's fraction; undefined for every other form, and for
 * days that the month may not have, which the general reader judges.
 */
export function readTimestampAt(codes: Codes, start: number, end: number, form: TimestampForm): Hybrid | undefined {
  const last = form.zoned ? end - 1 : end
  if (form.zoned && codes[last] !== 0x5a) return undefined
  const digits = last - start - SECONDS_END - 1
  if (digits !== -1 && (digits < 1 || digits > 3 || codes[start + SECONDS_END] !== DOT)) return undefined
  const days = daysAt(codes, start)
  const time = timeAt(codes, start, form.separator)
  if (days < 0 || time < 0) return undefined
  if (digits === -1) return timestampFromMillis(days * DAY + time, 0, form.precision)
  let fraction = 0
  for (let at = start + SECONDS_END + 1; at < last; at++) {
    const digit = (codes[at] as number) - 0x30
    if (digit < 0 || digit > 9) return undefined
    fraction = fraction * 10 + digit
  }
  return timestampFromMillis(days * DAY + time + fraction * (FRACTIONS[digits] as number), 0, form.precision)
}

const LONGEST = SECONDS_END + '.123Z'.length
const letters = new Uint8Array(LONGEST)

/** The same from a text of its own. */
export function readTimestampText(text: string, form: TimestampForm): Hybrid | undefined {
  if (text.length > LONGEST) return undefined
  for (let i = 0; i < text.length; i++) letters[i] = Math.min(text.charCodeAt(i), 0xff)
  return readTimestampAt(letters, 0, text.length, form)
}

/** Days since 1970; negative where that is no date of these times. */
function daysAt(codes: Codes, start: number): number {
  if (codes[start + 4] !== DASH || codes[start + 7] !== DASH) return -1
  const century = twoDigits(codes, start)
  const year = twoDigits(codes, start + 2)
  const month = twoDigits(codes, start + 5)
  const day = twoDigits(codes, start + 8)
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return -1
  const date = ((century * 100 + year) * 16 + month) * 32 + day
  if (date === knownDate) return knownDays
  if (day > 28 && !(day <= 30 && month !== 2) && !(day === 31 && LONG_MONTHS.has(month))) return -1
  knownDate = date
  knownDays = daysFromCivil(century * 100 + year, month, day)
  return knownDays
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12])

/** Milliseconds of the day, without the fraction; negative where that is no time. */
function timeAt(codes: Codes, start: number, separator: number): number {
  if (codes[start + 10] !== separator || codes[start + 13] !== COLON || codes[start + 16] !== COLON) return -1
  const hour = twoDigits(codes, start + 11)
  const minute = twoDigits(codes, start + 14)
  const second = twoDigits(codes, start + 17)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1
  return ((hour * 60 + minute) * 60 + second) * 1000
}

function twoDigits(codes: Codes, at: number): number {
  const tens = (codes[at] as number) - 0x30
  const ones = (codes[at + 1] as number) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100
}
