import { isReserved, RESERVED_FUNCTIONS } from '../../../app/sql/keyword.ts'
import { tokenize } from '../../../app/sql/lexer.ts'
import type { Token } from '../../../app/sql/token.ts'

/** What a line begins inside of: comments and texts may run over several lines. */
export type LineStart = 'code' | 'comment' | 'text'

export type TokenLook = 'keyword' | 'type' | 'function' | 'name' | 'quoted' | 'text' | 'number' | 'operator' | 'comment'

export interface LineTokens {
  readonly tokens: readonly { readonly start: number; readonly look: TokenLook }[]
  readonly next: LineStart
}

/** What stands before a line that begins inside of something, so that the lexer reads it as the middle of it. */
const OPENERS: Readonly<Record<LineStart, string>> = { code: '', comment: '/*', text: "'" }

/** The colours of one line, read by the lexer that reads the SQL itself. */
export function lineTokens(line: string, start: LineStart): LineTokens {
  const opener = OPENERS[start]
  const found = tokenize(opener + line).slice(0, -1)
  const tokens = found.map((token, index) => ({
    start: Math.max(token.start - opener.length, 0),
    look: lookOf(token, found[index + 1]),
  }))
  return { tokens, next: nextStart(found.at(-1)) }
}

function nextStart(last: Token | undefined): LineStart {
  if (last?.mistake === 'unterminated-comment') return 'comment'
  return last?.mistake === 'unterminated-string' ? 'text' : 'code'
}

function lookOf(token: Token, next: Token | undefined): TokenLook {
  switch (token.kind) {
    case 'word':
      return wordLook(token.key, next?.key === '(')
    case 'quoted-identifier':
      return 'quoted'
    case 'string':
    case 'binary':
      return 'text'
    case 'number':
    case 'operator':
    case 'comment':
      return token.kind
    case 'bad':
    case 'end':
      return badLook(token)
  }
}

function badLook({ mistake }: Token): TokenLook {
  if (mistake === 'unterminated-comment') return 'comment'
  return mistake === 'unterminated-identifier' || mistake === 'empty-identifier' ? 'quoted' : 'text'
}

function wordLook(key: string, isCalled: boolean): TokenLook {
  if (TYPES.has(key)) return 'type'
  if (isCalled && (RESERVED_FUNCTIONS.has(key) || !isReserved(key))) return 'function'
  return isReserved(key) ? 'keyword' : 'name'
}

const TYPES = new Set(
  `ARRAY BIGINT BINARY BOOLEAN BYTES CHAR DECIMAL DOUBLE FLOAT INT INTEGER MAP MULTISET NUMERIC REAL ROW SMALLINT
  STRING TIMESTAMP TIMESTAMP_LTZ TINYINT VARBINARY VARCHAR VARIANT`.split(/\s+/),
)
