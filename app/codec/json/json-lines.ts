import { maskedCodes } from './masked-codes.ts'
import type { Member } from './object-layout.ts'

export const QUOTE = 0x22
const BACKSLASH = 0x5c
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
  /** Whether the string read last has escapes. */
  hasEscapes = false
  #words: DataView = new DataView(new ArrayBuffer(0))
  /** The first backslash from some place on. */
  #backslash = -1
  #backslashFrom = 0

  /** `bytes` are the text in UTF-8. */
  open(text: string, bytes: Uint8Array): void {
    this.text = text
    this.codes = maskedCodes(bytes, text.length)
    this.#words = new DataView(this.codes.buffer, this.codes.byteOffset, this.codes.length)
    this.#findBackslash(0)
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

  string(at: number): number {
    const { text } = this
    if (this.codes[at] !== QUOTE) return NO_PLACE
    if (this.#backslash < at || this.#backslashFrom > at) this.#findBackslash(at)
    let end = text.indexOf('"', at + 1)
    this.hasEscapes = this.#backslash < end
    while (this.#backslash < end) {
      const behind = this.#escapeEnd(this.#backslash)
      if (behind < 0) return NO_PLACE
      if (behind > end) end = text.indexOf('"', behind)
      this.#findBackslash(behind)
    }
    return end < 0 || end >= this.end ? NO_PLACE : end + 1
  }

  #findBackslash(from: number): void {
    const index = this.text.indexOf('\\', from)
    this.#backslash = index < 0 ? this.text.length : index
    this.#backslashFrom = from
  }

  #escapeEnd(at: number): number {
    const letter = this.codes[at + 1] as number
    if (letter === 0x75) return HEXADECIMAL.test(this.text.slice(at + 2, at + 6)) ? at + 6 : NO_PLACE
    return ESCAPES[letter] === 1 ? at + 2 : NO_PLACE
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
const HEXADECIMAL = /^[0-9a-fA-F]{4}$/
/** 1 for the letters that may follow a backslash. */
const ESCAPES = Uint8Array.from({ length: 256 }, (_, code) => ('"\\/bfnrt'.includes(String.fromCharCode(code)) ? 1 : 0))

export const isSpace = (code: number | undefined): boolean => code === SPACE || code === 0x09 || code === 0x0d

/** Not the end of a string, nor special in it; undefined, behind the end of the text, is neither. */
const isPlain = (code: number | undefined): boolean =>
  code !== undefined && (code > BACKSLASH || (code > LAST_CONTROL && code !== QUOTE && code !== BACKSLASH))

/** What may stand behind a number that is over. */
export const isDelimiter = (code: number | undefined): boolean =>
  code === COMMA || code === CLOSE || code === CLOSE_LIST || isSpace(code)
