import { bigDecimalTo, fitDecimal, parseBigDecimal, powerOfTen } from '../decimal.ts'
import { type Hybrid, hybrid } from '../value.ts'
import { CastFailure } from './cast-failure.ts'

// Texts to numbers, as CAST reads them.

const invalid = (text: string, reason: string): CastFailure =>
  new CastFailure('NumberFormatException', `For input string: '${text}'. ${reason}`)

const INTEGER = /^[+-]?\d*(?:\.\d*)?$/

/** Whole numbers of `bits` bits: a fraction is checked and ignored, spaces around are too. */
export function parseInteger(text: string, bits: number): Hybrid {
  const trimmed = trimSpaces(text)
  if (trimmed === '') throw invalid(text, 'Input is empty.')
  if (trimmed === '+' || trimmed === '-') throw invalid(trimmed, 'Input has only positive or negative symbol.')
  if (!INTEGER.test(trimmed)) throw invalid(trimmed, 'Invalid character found.')
  const dot = trimmed.indexOf('.')
  const digits = dot < 0 ? trimmed : trimmed.slice(0, dot)
  const value = /\d/.test(digits) ? BigInt(digits.startsWith('+') ? digits.slice(1) : digits) : 0n
  const limit = 1n << BigInt(bits - 1)
  if (value >= limit || value < -limit) throw invalid(trimmed, 'Overflow.')
  return hybrid(value)
}

function trimSpaces(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text[start] === ' ') start++
  while (end > start && text[end - 1] === ' ') end--
  return text.slice(start, end)
}

const JAVA_DOUBLE = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/
const HEX_DOUBLE = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/

/** `Double.parseDouble`. */
export function parseDouble(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Java trims all control characters
  const trimmed = text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, '')
  if (trimmed === '') throw new CastFailure('NumberFormatException', 'empty String')
  if (JAVA_DOUBLE.test(trimmed)) {
    if (trimmed.endsWith('NaN')) return Number.NaN
    return Number(trimmed.endsWith('Infinity') ? trimmed : trimmed.replace(/[fFdD]$/, ''))
  }
  const hex = HEX_DOUBLE.exec(trimmed)
  const [, sign, whole = '', fraction = '', exponent] = hex ?? []
  if (!hex || whole + fraction === '') throw new CastFailure('NumberFormatException', `For input string: "${text}"`)
  const magnitude = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -magnitude : magnitude
}

/** DECIMAL: the short way for at most 18 digits forgives one character after the number, the long way none. */
export function parseDecimal(text: string, precision: number, scale: number): Hybrid {
  const value =
    precision > 18 || byteLength(text) > 18 ? parseLong(text, precision, scale) : parseShort(text, precision, scale)
  if (value === null) throw invalid(text, 'Overflow.')
  return value
}

function byteLength(text: string): number {
  let bytes = 0
  for (const c of text) bytes += c < '\u0080' ? 1 : c < '\u0800' ? 2 : c.length === 2 ? 4 : 3
  return bytes
}

/** Decimal digits of any script count for java.math.BigDecimal; in Unicode they come in runs of ten. */
function asciiDigit(digit: string): string {
  let zero = digit.codePointAt(0) as number
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) as number) - zero < 9) zero--
  return String((digit.codePointAt(0) as number) - zero)
}

function parseLong(text: string, precision: number, scale: number): Hybrid | null {
  const trimmed = text.replace(/^[ \n\t]+|[ \n\t]+$/g, '')
  const parsed = parseBigDecimal(trimmed.replace(/\p{Nd}/gu, asciiDigit))
  if (!parsed) throw new CastFailure('NumberFormatException', `For input string: "${text}"`)
  return bigDecimalTo(parsed, precision, scale)
}

const SIGNIFICAND = /^[ \n\t]*([+-]?)([\d.]*)/
const EXPONENT = /^([+-]?)(\d*)/
const BLANK = /^[ \n\t]*$/

function parseShort(text: string, precision: number, scale: number): Hybrid | null {
  const match = SIGNIFICAND.exec(text)
  const [all = '', sign, number = ''] = match ?? []
  if (all.length === text.length && number === '') return null
  const [whole = '', fraction = '', ...more] = number.split('.')
  if (more.length > 0) return null
  let rest = text.slice(all.length)
  const stop = rest[0]
  // the character that ends the number is forgiven if it is a single byte
  if (stop !== undefined && stop > '\u007f') return null
  rest = rest.slice(1)
  let exponent = 0
  if ((stop === 'e' || stop === 'E') && rest !== '') {
    const [read = '', expSign, digits = ''] = EXPONENT.exec(rest) ?? []
    if (expSign !== '' && rest.length === 1) return null
    exponent = Math.min(Number(digits === '' ? 0 : digits), 409) * (expSign === '-' ? -1 : 1)
    rest = rest.slice(read.length + 1)
  }
  if (!BLANK.test(rest)) return null
  const digits = whole.length + fraction.length
  const change = exponent - fraction.length + scale
  // the JDK array of powers that Flink uses here ends at 10^18
  if (digits + change > precision || change < -18) return null
  const magnitude = BigInt(`${whole}${fraction}` || '0')
  const unscaled =
    change >= 0 ? magnitude * powerOfTen(change) : (magnitude + 5n * powerOfTen(-change - 1)) / powerOfTen(-change)
  return fitDecimal(hybrid(sign === '-' ? -unscaled : unscaled), precision)
}
