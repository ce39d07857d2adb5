import { FormattedStatement, isBareSet } from './format-statement.ts'
import { isReserved } from './keyword.ts'
import { tokenize } from './lexer.ts'
import { keywordPlaces } from './parse-script.ts'
import type { Token } from './token.ts'

/**
 * The script in the house layout: one clause a line, keywords in capitals, comments where they were.
 * Formatting twice changes nothing more. A text that cannot be read as tokens comes back as it is.
 */
export function formatScript(text: string): string {
  const tokens = tokenize(text).slice(0, -1)
  if (tokens.length === 0 || tokens.some(({ kind }) => kind === 'bad')) return text
  const keywords = keywordPlaces(text)
  const isKeyword = (token: Token): boolean =>
    token.kind === 'word' && (isReserved(token.key) || keywords.has(token.start))
  const asWritten = (token: Token): string => text.slice(token.start, token.end).trimEnd()
  const inCapitals = (token: Token): string => (isKeyword(token) ? token.key : asWritten(token))
  const parts = splitStatements(text, tokens).map((part) => ({ part, write: isBareSet(part) ? asWritten : inCapitals }))
  const statements = parts.map(({ part, write }) => new FormattedStatement(text, part, { isKeyword, write }).print())
  const formatted = `${statements.join('\n\n')}\n`
  const written = parts.flatMap(({ part, write }) => part.map(write))
  return sameTokens(written, formatted) ? formatted : text
}

/** Each statement with its semicolon, the comments before it, and a comment behind it on the same line. */
function splitStatements(text: string, tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = []
  let current: Token[] = []
  let inSet = false
  let open = 0
  for (const [at, token] of tokens.entries()) {
    const previous = tokens[at - 1]
    const last = statements.at(-1)
    const behind = token.kind === 'comment' && current.length === 0 && last !== undefined && previous !== undefined
    if (behind && !text.slice(previous.end, token.start).includes('\n')) {
      last.push(token)
      continue
    }
    current.push(token)
    if (token.key === '(') open++
    if (token.key === ')') open--
    if (token.key === 'BEGIN' && previous?.key === 'SET' && open === 0) inSet = true
    if (token.key === 'END' && previous?.key === ';') inSet = false
    if (token.key === ';' && !inSet) {
      statements.push(current)
      current = []
      open = 0
    }
  }
  if (current.length > 0) statements.push(current)
  return statements
}

/** The proof that nothing but the layout has changed. */
function sameTokens(written: readonly string[], formatted: string): boolean {
  const again = tokenize(formatted).slice(0, -1)
  return (
    again.length === written.length && again.every(({ start, end }, at) => formatted.slice(start, end) === written[at])
  )
}
