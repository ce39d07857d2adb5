import type { RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { readTimestampAt, type TimestampForm } from './scan-timestamp.ts'
import { type ScannedField, scannedFields, type Wanted } from './scanned-field.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x7b
const CLOSE = 0x7d
const MINUS = 0x2d
const LAST_CONTROL = 0x1f
/** Fifteen digits are always a safe integer. */
const SAFE_DIGITS = 15

/** The value cannot be read here; the general reader knows whether it can at all. */
const FAILED: unique symbol = Symbol('failed')
type Scanned = Value | typeof FAILED

/**
 * Reads rows straight out of a JSON text, without a tree in between. It knows only what data is mostly like, and
 * answers undefined for anything else (escaped keys, long numbers, values of an unexpected kind, mistakes), which
 * the general reader then reads. Whatever it does answer is what that one would have.
 */
export class RowScanner {
  readonly #fields: readonly ScannedField[]
  readonly #blank: readonly null[]
  readonly #needsAll: boolean
  readonly #plainKeys: boolean
  #text = ''
  #codes: Uint8Array | Uint16Array = new Uint8Array()
  #at = 0
  /** The end of the line. */
  #end = 0
  /** The first backslash that is not behind a string read before. */
  #backslash = -1

  constructor(fields: readonly RowField[], options: DecodeOptions, wanted?: readonly Wanted[]) {
    this.#fields = scannedFields(fields, options, wanted)
    this.#blank = fields.map(() => null)
    this.#needsAll = options.failOnMissing
    this.#plainKeys = hasPlainKeys(this.#fields)
  }

  /** The text of whole lines, and its characters as numbers. */
  open(text: string, codes: Uint8Array | Uint16Array): void {
    this.#text = text
    this.#codes = codes
    this.#backslash = -1
  }

  /** The row that fills the line from `start` to `end`. */
  row(start: number, end: number): readonly Value[] | undefined {
    if (!this.#plainKeys) return undefined
    this.#at = start
    this.#end = end
    const row = this.#object(this.#fields, this.#blank, this.#needsAll)
    if (row === undefined) return undefined
    this.#space()
    return this.#at === end ? row : undefined
  }

  #object(fields: readonly ScannedField[], blank: readonly null[], needsAll: boolean): readonly Value[] | undefined {
    const codes = this.#codes
    if (codes[this.#at] !== OPEN) return undefined
    this.#at++
    const values: Value[] = blank.slice()
    let expected = 0
    for (;;) {
      this.#space()
      if (codes[this.#at] !== QUOTE) return undefined
      const place = this.#key(fields, expected)
      if (place === UNREADABLE) return undefined
      this.#space()
      if (codes[this.#at] !== COLON) return undefined
      this.#at++
      this.#space()
      if (place === UNKNOWN) {
        if (!this.#skip(0)) return undefined
      } else {
        if (needsAll && place !== expected) return undefined
        const value = this.#value(fields[place] as ScannedField)
        if (value === FAILED) return undefined
        values[place] = value
        expected = place + 1
      }
      this.#space()
      const next = codes[this.#at++]
      if (next === CLOSE) return needsAll && expected < fields.length ? undefined : values
      if (next !== COMMA) return undefined
    }
  }

  /** Keys come mostly in the order of the columns. */
  #key(fields: readonly ScannedField[], expected: number): number {
    const start = this.#at + 1
    const likely = fields[expected]
    if (likely !== undefined && this.#isKey(likely.key, start)) {
      this.#at = start + likely.key.length + 1
      return expected
    }
    const end = this.#plainEnd(start)
    if (this.#codes[end] !== QUOTE) return UNREADABLE
    this.#at = end + 1
    for (let i = 0; i < fields.length; i++) {
      const { key } = fields[i] as ScannedField
      if (key.length === end - start && this.#isKey(key, start)) return i
    }
    return UNKNOWN
  }

  #isKey(key: Uint16Array, start: number): boolean {
    const codes = this.#codes
    for (let i = 0; i < key.length; i++) if (codes[start + i] !== key[i]) return false
    return codes[start + key.length] === QUOTE
  }

  #value(field: ScannedField): Scanned {
    const code = this.#codes[this.#at]
    if (code === 0x6e) return this.#null() ? null : FAILED
    switch (field.form) {
      case 'whole':
        return this.#whole(field.most)
      case 'text':
        return code === QUOTE ? this.#string(field.wanted) : FAILED
      case 'timestamp':
        return code === QUOTE ? this.#timestamp(field.timestamp) : FAILED
      case 'row':
        return this.#object(field.fields, field.blank, false) ?? FAILED
      case 'boolean':
        return this.#boolean(code)
      case 'other':
        return this.#other(field)
    }
  }

  #boolean(code: number | undefined): Scanned {
    if (code === 0x74) return this.#word('true') ? true : FAILED
    return this.#word('false') ? false : FAILED
  }

  #whole(most: number): Scanned {
    const codes = this.#codes
    let at = this.#at
    const negative = codes[at] === MINUS
    if (negative) at++
    const start = at
    let value = 0
    let digit = (codes[at] as number) - 0x30
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      at++
      digit = (codes[at] as number) - 0x30
    }
    const length = at - start
    if (length === 0 || length > SAFE_DIGITS || (length > 1 && codes[start] === 0x30)) return FAILED
    if (!isDelimiter(codes[at])) return FAILED
    this.#at = at
    if (negative) return value > most + 1 ? FAILED : 0 - value
    return value > most ? FAILED : value
  }

  #timestamp(form: TimestampForm): Scanned {
    const start = this.#at + 1
    const end = this.#plainEnd(start)
    if (this.#codes[end] !== QUOTE) return FAILED
    this.#at = end + 1
    return readTimestampAt(this.#codes, start, end, form) ?? FAILED
  }

  #string(wanted: boolean): Scanned {
    const start = this.#at
    let end = this.#text.indexOf('"', start + 1)
    if (this.#backslash < start) this.#backslash = indexOrEnd(this.#text, BACKSLASH_TEXT, start)
    const plain = this.#backslash > end
    if (!plain) end = this.#escapedEnd(this.#backslash)
    if (end < 0 || end >= this.#end) return FAILED
    this.#at = end + 1
    if (!wanted) return null
    if (plain && end - start <= LONGEST_COPIED_BY_SLICE) return this.#text.slice(start + 1, end)
    return copyOf(this.#text.slice(start, end + 1)) ?? FAILED
  }

  /** The closing quote of a string whose first escape is here; -1 where there is none, or no such escape. */
  #escapedEnd(from: number): number {
    let end = from
    while (this.#codes[end] === BACKSLASH) {
      if (!this.#isEscape(end)) return -1
      end = this.#plainEnd(end + 2)
    }
    return this.#codes[end] === QUOTE ? end : -1
  }

  #isEscape(at: number): boolean {
    const letter = this.#codes[at + 1]
    if (letter === 0x75) return /^[0-9a-fA-F]{4}$/.test(this.#text.slice(at + 2, at + 6))
    return letter !== undefined && ESCAPES.has(letter)
  }

  /** Any value, read by itself in the general way. */
  #other(field: ScannedField): Scanned {
    const start = this.#at
    if (!this.#skip(0)) return FAILED
    const value = field.decode(this.#text.slice(start, this.#at))
    return value === undefined ? FAILED : value
  }

  /** Steps over a value of any kind that is not nested too deep. */
  #skip(depth: number): boolean {
    const code = this.#codes[this.#at]
    if (code === QUOTE) return this.#string(false) !== FAILED
    if (code === OPEN || code === 0x5b) return depth < DEEPEST && this.#skipNested(code, depth)
    if (code === 0x74) return this.#word('true')
    if (code === 0x66) return this.#word('false')
    if (code === 0x6e) return this.#null()
    NUMBER.lastIndex = this.#at
    if (!NUMBER.test(this.#text)) return false
    this.#at = NUMBER.lastIndex
    return true
  }

  #skipNested(open: number, depth: number): boolean {
    const codes = this.#codes
    const close = open + 2
    this.#at++
    this.#space()
    if (codes[this.#at] === close) {
      this.#at++
      return true
    }
    for (;;) {
      this.#space()
      if (open === OPEN && !this.#skipKey()) return false
      if (!this.#skip(depth + 1)) return false
      this.#space()
      const next = codes[this.#at++]
      if (next === close) return true
      if (next !== COMMA) return false
    }
  }

  #skipKey(): boolean {
    if (this.#codes[this.#at] !== QUOTE || this.#string(false) === FAILED) return false
    this.#space()
    if (this.#codes[this.#at] !== COLON) return false
    this.#at++
    this.#space()
    return true
  }

  /** By far the most frequent word. */
  #null(): boolean {
    const codes = this.#codes
    const at = this.#at
    if (codes[at + 1] !== 0x75 || codes[at + 2] !== 0x6c || codes[at + 3] !== 0x6c) return false
    this.#at = at + 4
    return true
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  /** Where a run of characters ends that mean nothing but themselves. */
  #plainEnd(from: number): number {
    const codes = this.#codes
    let at = from
    for (;;) {
      const code = codes[at] as number
      if (code > BACKSLASH) at++
      else if (isPlain(code)) at++
      else return at
    }
  }

  #space(): void {
    const codes = this.#codes
    let code = codes[this.#at]
    while (code === 0x20 || code === 0x09 || code === 0x0d) code = codes[++this.#at]
  }
}

/** Names that stand in a JSON text as they are. */
const hasPlainKeys = (fields: readonly ScannedField[]): boolean =>
  fields.every(({ key, fields: nested }) => key.every(isPlain) && hasPlainKeys(nested))
const isPlain = (code: number): boolean => code > LAST_CONTROL && code !== QUOTE && code !== BACKSLASH

const BACKSLASH_TEXT = '\\'

function indexOrEnd(text: string, what: string, from: number): number {
  const index = text.indexOf(what, from)
  return index < 0 ? text.length : index
}

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

const UNKNOWN = -1
const UNREADABLE = -2
const DEEPEST = 50
/** The engine cuts longer ones out by reference. */
const LONGEST_COPIED_BY_SLICE = 12
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPES: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)))

/** What may stand behind a number that is over. */
const isDelimiter = (code: number | undefined): boolean =>
  code === COMMA || code === CLOSE || code === 0x5d || code === 0x20 || code === 0x0d || code === 0x09
