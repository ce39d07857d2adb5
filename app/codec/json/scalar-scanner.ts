import { hybrid, type Value } from '../../types/value.ts'
import type { TimestampForm } from '../scan-timestamp.ts'
import { readTimestampAt } from '../scan-timestamp.ts'
import { isDelimiter, type JsonLines, NO_PLACE, QUOTE } from './json-lines.ts'
import type { ScannedField } from './scanned-field.ts'

const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
/** Fifteen digits are always a safe integer, and exact as a floating point number. */
const SAFE_DIGITS = 15

/**
 * Reads values that have no values in them, in the forms that data mostly has. Each method takes a place, leaves the
 * value in `value` and answers the place behind it; `NO_PLACE` says that the general reader has to look at it.
 */
export class ScalarScanner {
  value: Value = null
  readonly #lines: JsonLines
  /** Of the number that was read last: its digits without the point, and how many of them were behind it. */
  #mantissa = 0
  #decimals = 0
  #isNegative = false

  constructor(lines: JsonLines) {
    this.#lines = lines
  }

  whole(start: number, most: number): number {
    const { codes } = this.#lines
    const isNegative = codes[start] === MINUS
    const first = isNegative ? start + 1 : start
    let at = first
    let value = 0
    let digit = (codes[at] as number) - ZERO
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digit = (codes[++at] as number) - ZERO
    }
    const length = at - first
    if (length === 0 || (length > 1 && codes[first] === ZERO)) return NO_PLACE
    if (!isDelimiter(codes[at])) return NO_PLACE
    if (length > SAFE_DIGITS) return most === Number.MAX_SAFE_INTEGER ? this.#long(start, at) : NO_PLACE
    if (value > (isNegative ? most + 1 : most)) return NO_PLACE
    this.value = isNegative ? 0 - value : value
    return at
  }

  /** A BIGINT of many digits. */
  #long(start: number, end: number): number {
    if (end - start > LONGEST_LONG) return NO_PLACE
    const value = BigInt(this.#lines.text.slice(start, end))
    if (BigInt.asIntN(64, value) !== value) return NO_PLACE
    this.value = hybrid(value)
    return end
  }

  /** A number that is no longer than fifteen digits, without an exponent. */
  #plainNumber(start: number): number {
    const { codes } = this.#lines
    this.#isNegative = codes[start] === MINUS
    const first = this.#isNegative ? start + 1 : start
    let at = first
    let mantissa = 0
    let point = -1
    for (;;) {
      const digit = (codes[at] as number) - ZERO
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
      else if (codes[at] === DOT && point < 0) point = at
      else break
      at++
    }
    const wholes = (point < 0 ? at : point) - first
    const decimals = point < 0 ? 0 : at - point - 1
    if (wholes === 0 || (wholes > 1 && codes[first] === ZERO) || (point >= 0 && decimals === 0)) return NO_PLACE
    if (wholes + decimals > SAFE_DIGITS || !isDelimiter(codes[at])) return NO_PLACE
    this.#mantissa = mantissa
    this.#decimals = decimals
    return at
  }

  /** One division of two exact numbers rounds once, as Java's parser does. */
  floating(start: number, isSingle: boolean): number {
    const at = this.#plainNumber(start)
    if (at < 0) return NO_PLACE
    const size = this.#mantissa / (POWERS[this.#decimals] as number)
    const value = this.#isNegative ? -size : size
    this.value = isSingle ? Math.fround(value) : value
    return at
  }

  /** With no more digits before and behind the point than the type has. */
  decimal(start: number, { precision, scale }: ScannedField['digits']): number {
    const at = this.#plainNumber(start)
    const missing = scale - this.#decimals
    if (at < 0 || missing < 0 || missing > SAFE_DIGITS) return NO_PLACE
    const unscaled = this.#mantissa * (POWERS[missing] as number)
    if (unscaled >= (POWERS[Math.min(precision, SAFE_DIGITS)] as number)) return NO_PLACE
    this.value = this.#isNegative ? 0 - unscaled : unscaled
    return at
  }

  boolean(at: number): number {
    this.value = this.#lines.codes[at] === 0x74
    return this.#lines.word(this.value ? 'true' : 'false', at)
  }

  timestamp(start: number, form: TimestampForm): number {
    const { codes } = this.#lines
    const first = start + 1
    if (codes[start] !== QUOTE) return NO_PLACE
    // With milliseconds or whole seconds; a quote before that would not be a digit.
    let end = first + (form.zoned ? 24 : 23)
    if (codes[end] !== QUOTE) end = this.#lines.plainEnd(first)
    if (codes[end] !== QUOTE) return NO_PLACE
    const value = readTimestampAt(codes, first, end, form)
    if (value === undefined) return NO_PLACE
    this.value = value
    return end + 1
  }

  text(start: number, isWanted: boolean): number {
    const { text } = this.#lines
    const end = this.#lines.string(start)
    if (end < 0) return NO_PLACE
    if (!isWanted) this.value = null
    else if (!this.#lines.hasEscapes && end - start <= LONGEST_COPIED_BY_SLICE) {
      this.value = text.slice(start + 1, end - 1)
    } else {
      const copy = copyOf(text.slice(start, end))
      if (copy === undefined) return NO_PLACE
      this.value = copy
    }
    return end
  }
}

const LONGEST_LONG = '-9223372036854775808'.length
const POWERS: readonly number[] = Array.from({ length: SAFE_DIGITS + 1 }, (_, i) => 10 ** i)
/** The engine cuts longer ones out by reference. */
const LONGEST_COPIED_BY_SLICE = 14

/**
 * The string of a JSON text as one of its own: a part that is long keeps the whole text that it was cut out of, and
 * a row may be kept for good. Undefined where it has characters that only the general reader takes.
 */
function copyOf(json: string): string | undefined {
  try {
    return JSON.parse(json) as string
  } catch {
    return undefined
  }
}
