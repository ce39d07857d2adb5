import type { Draft } from './draft.ts'

export type TokenKind =
  | 'word'
  | 'quoted-identifier'
  | 'string'
  | 'binary'
  | 'number'
  | 'operator'
  | 'comment'
  | 'bad'
  | 'end'

/** What makes a 'bad' token bad: its text cannot be read at all. */
export type LexicalMistake =
  | 'unterminated-string'
  | 'unterminated-identifier'
  | 'unterminated-comment'
  | 'empty-identifier'
  | 'double-quotes'
  | 'bad-unicode-escape'
  | 'unknown-charset'
  | 'unknown-character'

export interface Token {
  readonly kind: TokenKind
  /** A word in upper case or an operator as written; '' for every other kind, so that it can be compared without looking at `kind`. */
  readonly key: string
  /** The decoded content: a word as written, a string or quoted identifier without its quotes, a number's digits. */
  readonly value: string
  readonly start: number
  readonly end: number
  readonly mistake?: LexicalMistake | undefined
  /** A string with a character set before it: U&'..', N'..', _UTF8'..', E'..'. */
  readonly prefix?: string | undefined
}

/** To be filled by the lexer. */
export const createToken = (): Draft<Token> => ({
  kind: 'end',
  key: '',
  value: '',
  start: 0,
  end: 0,
  mistake: undefined,
  prefix: undefined,
})
