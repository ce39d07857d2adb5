import { isDigit, isNamePart, isNameStart } from './name-characters.ts'
import type { LexicalMistake, Token, TokenKind } from './token.ts'

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

const LONG_OPERATORS = ['/*+', '...', '<=', '>=', '<>', '!=', '||', '=>', '->', '*/', '::']
/** What the long ones begin with: every other operator needs no second look. */
const LONG_STARTS = '/.<>!|=-*:'
const SHORT_OPERATORS = '(){}[];.,=<>+-*/%|^$?:!&@#~\\'

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

const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB || code === FORM_FEED

/** All tokens of the text, comments included, ending with one of kind 'end'. Never fails: what cannot be read is a 'bad' token. */
export function tokenize(text: string): Token[] {
  const lexer = new Lexer(text)
  const tokens: Token[] = []
  for (;;) {
    const token = lexer.next()
    tokens.push(token)
    if (token.kind === 'end') return tokens
  }
}

export class Lexer {
  readonly #text: string
  /** The key of each word met so far. */
  readonly #keys = new Map<string, string>()
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The token behind the last one; at the end of the text one of kind 'end', again and again. */
  next(): Token {
    this.#skipSpace()
    const start = this.#at
    if (start >= this.#text.length) return { kind: 'end', key: '', value: '', start, end: start }
    const code = this.#text.charCodeAt(start)
    if (isNameStart(code) && !(code === DOLLAR && !isNamePart(this.#code(start + 1)))) return this.#word(start)
    if (code === QUOTE) return this.#string(start, start, undefined)
    if (code === BACKQUOTE) return this.#quotedIdentifier(start)
    if (code === DOUBLE_QUOTE) return this.#doubleQuoted(start)
    if (isDigit(code) || (code === DOT && isDigit(this.#code(start + 1)))) return this.#number(start)
    if (this.#isLineComment(start, code)) return this.#lineComment(start)
    if (code === SLASH && this.#code(start + 1) === STAR && this.#code(start + 2) !== PLUS)
      return this.#blockComment(start)
    return this.#operator(start)
  }

  #code(at: number): number {
    return at < this.#text.length ? this.#text.charCodeAt(at) : -1
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && isSpace(this.#text.charCodeAt(this.#at))) this.#at++
  }

  #token(kind: TokenKind, start: number, end: number, value: string, key = ''): Token {
    this.#at = end
    return { kind, key, value, start, end }
  }

  #bad(mistake: LexicalMistake, start: number, end: number): Token {
    this.#at = end
    return { kind: 'bad', key: '', value: this.#text.slice(start, end), start, end, mistake }
  }

  #isLineComment(start: number, code: number): boolean {
    return (code === MINUS || code === SLASH) && this.#code(start + 1) === code
  }

  #lineComment(start: number): Token {
    const newline = this.#text.indexOf('\n', start)
    const end = newline < 0 ? this.#text.length : newline
    return this.#token('comment', start, end, this.#text.slice(start, end))
  }

  #blockComment(start: number): Token {
    const close = this.#text.indexOf('*/', start + 2)
    if (close < 0) return this.#bad('unterminated-comment', start, this.#text.length)
    return this.#token('comment', start, close + 2, this.#text.slice(start, close + 2))
  }

  /** `quote` is where the text's opening quote stands; a prefix may come before it. */
  #string(start: number, quote: number, prefix: string | undefined): Token {
    let from = quote + 1
    let value = ''
    for (;;) {
      const close = this.#text.indexOf("'", from)
      if (close < 0) return this.#bad('unterminated-string', start, this.#lineEnd(quote))
      value += this.#text.slice(from, close)
      if (this.#code(close + 1) !== QUOTE) {
        const token = this.#token('string', start, close + 1, value)
        return prefix === undefined ? token : { ...token, prefix }
      }
      value += "'"
      from = close + 2
    }
  }

  /** An open quote most likely lacks its end on its own line: reading goes on behind that line. */
  #lineEnd(from: number): number {
    const newline = this.#text.indexOf('\n', from)
    return newline < 0 ? this.#text.length : newline
  }

  #quotedIdentifier(start: number): Token {
    let from = start + 1
    let value = ''
    const lineEnd = this.#lineEnd(start)
    for (;;) {
      const close = this.#text.indexOf('`', from)
      if (close < 0 || close > lineEnd) return this.#bad('unterminated-identifier', start, lineEnd)
      value += this.#text.slice(from, close)
      if (this.#code(close + 1) !== BACKQUOTE) {
        if (value === '') return this.#bad('empty-identifier', start, close + 1)
        return this.#token('quoted-identifier', start, close + 1, value)
      }
      value += '`'
      from = close + 2
    }
  }

  #doubleQuoted(start: number): Token {
    const close = this.#text.indexOf('"', start + 1)
    const lineEnd = this.#lineEnd(start)
    return this.#bad('double-quotes', start, close < 0 || close > lineEnd ? start + 1 : close + 1)
  }

  #number(start: number): Token {
    let at = this.#digits(start)
    if (this.#code(at) === DOT && this.#code(at + 1) !== DOT) at = this.#digits(at + 1)
    const exponent = this.#code(at)
    if (exponent === LOWER_E || exponent === UPPER_E) {
      const sign = this.#code(at + 1)
      const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1
      if (isDigit(this.#code(digits))) at = this.#digits(digits)
    }
    return this.#token('number', start, at, this.#text.slice(start, at))
  }

  #digits(from: number): number {
    let at = from
    while (isDigit(this.#code(at))) at++
    return at
  }

  #word(start: number): Token {
    let end = start + 1
    while (isNamePart(this.#code(end))) end++
    const word = this.#text.slice(start, end)
    const next = this.#code(end)
    if (next === QUOTE) {
      const literal = this.#prefixedString(start, end, word)
      if (literal !== undefined) return literal
    } else if (next === AMPERSAND && this.#code(end + 1) === QUOTE && (word === 'U' || word === 'u')) {
      return this.#string(start, end + 1, 'U&')
    } else if (next === MINUS && word.startsWith('_')) {
      const quote = this.#charsetEnd(end)
      if (this.#code(quote) === QUOTE) return this.#charsetString(start, quote)
    }
    return this.#token('word', start, end, word, this.#keyOf(word))
  }

  #prefixedString(start: number, quote: number, word: string): Token | undefined {
    if (word === 'X' || word === 'x') {
      const literal = this.#string(start, quote, undefined)
      return literal.kind === 'string' ? { ...literal, kind: 'binary' } : literal
    }
    if (word === 'N' || word === 'n') return this.#string(start, quote, 'N')
    if (word === 'E' || word === 'e') return this.#string(start, quote, 'E')
    return word.startsWith('_') && word.length > 1 ? this.#charsetString(start, quote) : undefined
  }

  /** Character sets may hold hyphens and digits: _UTF-16LE'..'. */
  #charsetEnd(from: number): number {
    let at = from
    while (this.#code(at) === MINUS || isNamePart(this.#code(at))) at++
    return at
  }

  #charsetString(start: number, quote: number): Token {
    const charset = this.#text.slice(start + 1, quote)
    const literal = this.#string(start, quote, `_${charset}`)
    if (literal.kind === 'bad' || CHARSETS.has(charset.toUpperCase())) return literal
    return this.#bad('unknown-charset', start, literal.end)
  }

  #keyOf(word: string): string {
    let key = this.#keys.get(word)
    if (key === undefined) {
      key = word.toUpperCase()
      this.#keys.set(word, key)
    }
    return key
  }

  #operator(start: number): Token {
    const char = this.#text.charAt(start)
    if (LONG_STARTS.includes(char)) {
      for (const operator of LONG_OPERATORS) {
        if (this.#text.startsWith(operator, start)) {
          return this.#token('operator', start, start + operator.length, operator, operator)
        }
      }
    }
    if (SHORT_OPERATORS.includes(char)) return this.#token('operator', start, start + 1, char, char)
    return this.#bad('unknown-character', start, start + 1)
  }
}
