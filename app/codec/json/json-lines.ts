import { maskedCodes } from './masked-codes.ts'
import type { Member } from './object-layout.ts'

export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN = 0x7b
export const CLOSE = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
export const SPACE = 0x20

/** Where something else stands than what was asked for. */
export const NO_PLACE = -1

/**
 * The lines of a text, to be read from one place to the next: each method takes a place and answers the one behind
 * what it has found there, or `NO_PLACE`.
 */
export class JsonLines {
  text = ''
  /** A number for each character: its code where it is ASCII, for nothing else has a meaning outside of strings. */
  codes: Uint8Array = new Uint8Array()
  /** The end of the line that is read. */
  end = 0
  #words: DataView = new DataView(new ArrayBuffer(0))
  /** The first backslash that is not behind a string read before. */
  #backslash = -1

  /** `bytes` are the text in UTF-8. */
  open(text: string, bytes: Uint8Array): void {
    this.text = text
    this.codes = maskedCodes(bytes, text.length)
    this.#words = new DataView(this.codes.buffer, this.codes.byteOffset, this.codes.length)
    this.#backslash = -1
  }

  /** Whether the key of a member stands here, with its colon. */
  hasKey({ words, length }: Member, at: number): boolean {
    if (at + length > this.end) return false
    const last = words.length - 1
    for (let i = 0; i < last; i++) if (this.#words.getUint32(at + 4 * i, true) !== words[i]) return false
    return this.#words.getUint32(at + length - 4, true) === words[last]
  }

  space(at: number): number {
    let behind = at
    while (isSpace(this.codes[behind])) behind++
    return behind
  }

  /** Where a run of characters ends that mean nothing but themselves. */
  plainEnd(at: number): number {
    let end = at
    while (isPlain(this.codes[end])) end++
    return end
  }

  null(at: number): number {
    const { codes } = this
    return codes[at + 1] === 0x75 && codes[at + 2] === 0x6c && codes[at + 3] === 0x6c && codes[at] === 0x6e
      ? at + 4
      : NO_PLACE
  }

  word(word: string, at: number): number {
    return this.text.startsWith(word, at) ? at + word.length : NO_PLACE
  }

  /** Whether the string that was stepped over last has escapes. */
  hasEscapes = false

  string(at: number): number {
    if (this.codes[at] !== QUOTE) return NO_PLACE
    if (this.#backslash < at) this.#backslash = indexOrEnd(this.text, '\\', at)
    let end = this.text.indexOf('"', at + 1)
    this.hasEscapes = this.#backslash < end
    if (this.hasEscapes) end = this.#escapedEnd(this.#backslash)
    return end < 0 || end >= this.end ? NO_PLACE : end + 1
  }

  /** The closing quote of a string whose first escape is here. */
  #escapedEnd(from: number): number {
    let end = from
    while (this.codes[end] === BACKSLASH) {
      if (!this.#isEscape(end)) return NO_PLACE
      end = this.plainEnd(end + 2)
    }
    return this.codes[end] === QUOTE ? end : NO_PLACE
  }

  #isEscape(at: number): boolean {
    const letter = this.codes[at + 1]
    if (letter === 0x75) return /^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))
    return letter !== undefined && ESCAPES.has(letter)
  }

  number(at: number): number {
    NUMBER.lastIndex = at
    return NUMBER.test(this.text) ? NUMBER.lastIndex : NO_PLACE
  }

  /** A value of any kind that is not nested too deep. */
  value(at: number, depth = 0): number {
    switch (this.codes[at]) {
      case QUOTE:
        return this.string(at)
      case OPEN:
      case OPEN_LIST:
        return depth < DEEPEST ? this.#nested(at, depth) : NO_PLACE
      case 0x74:
        return this.word('true', at)
      case 0x66:
        return this.word('false', at)
      case 0x6e:
        return this.null(at)
      default:
        return this.number(at)
    }
  }

  #nested(start: number, depth: number): number {
    const { codes } = this
    const isObject = codes[start] === OPEN
    const close = isObject ? CLOSE : CLOSE_LIST
    let at = this.space(start + 1)
    if (codes[at] === close) return at + 1
    for (;;) {
      if (isObject) at = this.#key(at)
      if (at >= 0) at = this.value(at, depth + 1)
      if (at < 0) return NO_PLACE
      at = this.space(at)
      if (codes[at] === close) return at + 1
      if (codes[at] !== COMMA) return NO_PLACE
      at = this.space(at + 1)
    }
  }

  /** Up to the value behind it. */
  #key(start: number): number {
    const end = this.string(start)
    if (end < 0) return NO_PLACE
    const colon = this.space(end)
    return this.codes[colon] === COLON ? this.space(colon + 1) : NO_PLACE
  }
}

const DEEPEST = 50
const LAST_CONTROL = 0x1f
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPES: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)))

export const isSpace = (code: number | undefined): boolean => code === SPACE || code === 0x09 || code === 0x0d

/** Not the end of a string, nor special in it; undefined, behind the end of the text, is neither. */
const isPlain = (code: number | undefined): boolean =>
  code !== undefined && code > LAST_CONTROL && code !== QUOTE && code !== BACKSLASH

/** What may stand behind a number that is over. */
export const isDelimiter = (code: number | undefined): boolean =>
  code === COMMA || code === CLOSE || code === CLOSE_LIST || isSpace(code)

function indexOrEnd(text: string, what: string, from: number): number {
  const index = text.indexOf(what, from)
  return index < 0 ? text.length : index
}
