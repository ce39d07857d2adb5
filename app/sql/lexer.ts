import type { Draft } from './draft.ts'
import { isDigit, isNamePart, isNameStart } from './name-characters.ts'
import { createToken, type LexicalMistake, type Token, type TokenKind } from './token.ts'
import { WordTable } from './word-table.ts'

// Reads the text by character codes, once, without regular expressions: its time is linear whatever the text is.

const TAB = 9
const LINE_FEED = 10
const FORM_FEED = 12
const CARRIAGE_RETURN = 13
const SPACE = 32
const DOUBLE_QUOTE = 34
const DOLLAR = 36
const AMPERSAND = 38
const QUOTE = 39
const STAR = 42
const PLUS = 43
const MINUS = 45
const DOT = 46
const SLASH = 47
const UPPER_E = 69
const BACKQUOTE = 96
const LOWER_E = 101

/** By the code of their first character; the long ones come first. */
const OPERATORS = byFirstCode([
  ...['/*+', '...', '<=', '>=', '<>', '!=', '||', '=>', '->', '*/', '::'],
  ...'(){}[];.,=<>+-*/%|^$?:!&@#~\\',
])

/** What the character sets of `_charset'text'` may be. */
const CHARSETS = new Set([
  'UTF8',
  'UTF16',
  'UTF32',
  'UTF-8',
  'UTF-16',
  'UTF-16LE',
  'UTF-16BE',
  'LATIN1',
  'ISO-8859-1',
  'US-ASCII',
  'ASCII',
])

function byFirstCode(operators: readonly string[]): readonly (readonly string[] | undefined)[] {
  const table: string[][] = []
  for (const operator of operators) {
    const code = operator.charCodeAt(0)
    table[code] = [...(table[code] ?? []), operator]
  }
  return table
}

/** -1 at the end of the text. */
const codeAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : -1)

const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB || code === FORM_FEED

/** All tokens of the text, comments included, ending with one of kind 'end'. Never fails: what cannot be read is a 'bad' token. */
export function tokenize(text: string): Token[] {
  const lexer = new Lexer(text)
  const tokens: Token[] = []
  for (;;) {
    const token = createToken()
    lexer.read(token)
    tokens.push(token)
    if (token.kind === 'end') return tokens
  }
}

export class Lexer {
  readonly #text: string
  readonly #words: WordTable
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#words = new WordTable(text)
  }

  /** Makes `token` the one behind the last one; at the end of the text one of kind 'end', again and again. */
  read(token: Draft<Token>): void {
    const text = this.#text
    let start = this.#at
    let code = codeAt(text, start)
    while (isSpace(code)) code = codeAt(text, ++start)
    if (isNameStart(code) && !(code === DOLLAR && !isNamePart(codeAt(text, start + 1)))) this.#word(token, start, code)
    else this.#other(token, start, code)
  }

  #other(token: Draft<Token>, start: number, code: number): void {
    const next = this.#code(start + 1)
    if (code === QUOTE) this.#string(token, start, start)
    else if (isDigit(code) || (code === DOT && isDigit(next))) this.#number(token, start)
    else if (code === BACKQUOTE) this.#quotedIdentifier(token, start)
    else if (code === DOUBLE_QUOTE) this.#doubleQuoted(token, start)
    else if ((code === MINUS || code === SLASH) && next === code) this.#lineComment(token, start)
    else if (code === SLASH && next === STAR && this.#code(start + 2) !== PLUS) this.#blockComment(token, start)
    else if (code === -1) this.#set(token, 'end', start, start, '')
    else this.#operator(token, start, code)
  }

  #code(at: number): number {
    return codeAt(this.#text, at)
  }

  #set(token: Draft<Token>, kind: TokenKind, start: number, end: number, value: string, key = ''): void {
    token.kind = kind
    token.key = key
    token.value = value
    token.start = start
    token.end = end
    token.mistake = undefined
    token.prefix = undefined
    this.#at = end
  }

  #setBad(token: Draft<Token>, mistake: LexicalMistake, start: number, end: number): void {
    this.#set(token, 'bad', start, end, this.#text.slice(start, end))
    token.mistake = mistake
  }

  #lineComment(token: Draft<Token>, start: number): void {
    const end = this.#lineEnd(start)
    this.#set(token, 'comment', start, end, this.#text.slice(start, end))
  }

  #blockComment(token: Draft<Token>, start: number): void {
    const close = this.#text.indexOf('*/', start + 2)
    if (close < 0) this.#setBad(token, 'unterminated-comment', start, this.#text.length)
    else this.#set(token, 'comment', start, close + 2, this.#text.slice(start, close + 2))
  }

  /** `open` is where the text's opening quote stands; a prefix may come before it. */
  #string(token: Draft<Token>, start: number, open: number, prefix?: string): void {
    const close = this.#closing(open, "'")
    if (close < 0) this.#setBad(token, 'unterminated-string', start, this.#lineEnd(open))
    else {
      this.#set(token, 'string', start, close + 1, this.#quoted(open, close, "'"))
      token.prefix = prefix
    }
  }

  #quotedIdentifier(token: Draft<Token>, start: number): void {
    const close = this.#closing(start, '`')
    const lineEnd = this.#lineEnd(start)
    if (close < 0 || close > lineEnd) this.#setBad(token, 'unterminated-identifier', start, lineEnd)
    else if (close === start + 1) this.#setBad(token, 'empty-identifier', start, close + 1)
    else this.#set(token, 'quoted-identifier', start, close + 1, this.#quoted(start, close, '`'))
  }

  /** The quote that ends what begins at `open`; a doubled one stands for itself. -1 without an end. */
  #closing(open: number, quote: "'" | '`'): number {
    const code = quote.charCodeAt(0)
    let close = this.#text.indexOf(quote, open + 1)
    while (close >= 0 && this.#code(close + 1) === code) close = this.#text.indexOf(quote, close + 2)
    return close
  }

  #quoted(open: number, close: number, quote: "'" | '`'): string {
    const text = this.#text.slice(open + 1, close)
    return text.includes(quote) ? text.replaceAll(quote + quote, quote) : text
  }

  /** An open quote most likely lacks its end on its own line: reading goes on behind that line. */
  #lineEnd(from: number): number {
    const newline = this.#text.indexOf('\n', from)
    return newline < 0 ? this.#text.length : newline
  }

  #doubleQuoted(token: Draft<Token>, start: number): void {
    const close = this.#text.indexOf('"', start + 1)
    const lineEnd = this.#lineEnd(start)
    this.#setBad(token, 'double-quotes', start, close < 0 || close > lineEnd ? start + 1 : close + 1)
  }

  #number(token: Draft<Token>, start: number): void {
    let at = this.#digits(start)
    if (this.#code(at) === DOT && this.#code(at + 1) !== DOT) at = this.#digits(at + 1)
    const exponent = this.#code(at)
    if (exponent === LOWER_E || exponent === UPPER_E) {
      const sign = this.#code(at + 1)
      const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1
      if (isDigit(this.#code(digits))) at = this.#digits(digits)
    }
    this.#set(token, 'number', start, at, this.#text.slice(start, at))
  }

  #digits(from: number): number {
    let at = from
    while (isDigit(this.#code(at))) at++
    return at
  }

  #word(token: Draft<Token>, start: number, first: number): void {
    const all = this.#text
    let hash = first
    let end = start + 1
    let next = codeAt(all, end)
    while (isNamePart(next)) {
      hash = Math.imul(hash, 31) ^ next
      next = codeAt(all, ++end)
    }
    const { text, key } = this.#words.find(start, end, hash)
    const mayBePrefix = next === QUOTE || next === AMPERSAND || next === MINUS
    if (mayBePrefix && this.#prefixed(token, start, end, key)) return
    this.#set(token, 'word', start, end, text, key)
  }

  /** Whether the word begins a text: X'0F', N'..', U&'..', _UTF-16LE'..'. */
  #prefixed(token: Draft<Token>, start: number, end: number, key: string): boolean {
    const isCharset = key.length > 1 && key.startsWith('_')
    const quote = isCharset ? this.#charsetEnd(end) : key === 'U' && this.#code(end) === AMPERSAND ? end + 1 : end
    if (this.#code(quote) !== QUOTE) return false
    if (isCharset) this.#charsetString(token, start, quote)
    else if (quote > end) this.#string(token, start, quote, 'U&')
    else if (key === 'N' || key === 'E') this.#string(token, start, quote, key)
    else if (key === 'X') this.#binary(token, start, quote)
    else return false
    return true
  }

  #binary(token: Draft<Token>, start: number, quote: number): void {
    this.#string(token, start, quote)
    if (token.kind === 'string') token.kind = 'binary'
  }

  /** Character sets may hold hyphens and digits: _UTF-16LE'..'. */
  #charsetEnd(from: number): number {
    let at = from
    while (this.#code(at) === MINUS || isNamePart(this.#code(at))) at++
    return at
  }

  #charsetString(token: Draft<Token>, start: number, quote: number): void {
    const charset = this.#text.slice(start + 1, quote)
    this.#string(token, start, quote, `_${charset}`)
    if (token.kind === 'bad' || CHARSETS.has(charset.toUpperCase())) return
    this.#setBad(token, 'unknown-charset', start, token.end)
  }

  #operator(token: Draft<Token>, start: number, code: number): void {
    const operators = OPERATORS[code]
    const operator = operators?.length === 1 ? operators[0] : this.#longest(operators, start)
    if (operator === undefined) this.#setBad(token, 'unknown-character', start, start + 1)
    else this.#set(token, 'operator', start, start + operator.length, operator, operator)
  }

  #longest(operators: readonly string[] | undefined, start: number): string | undefined {
    return operators?.find((operator) => this.#text.startsWith(operator, start))
  }
}
