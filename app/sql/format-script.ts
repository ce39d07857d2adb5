import { FormattedStatement, isBareSet } from './format-statement.ts'
import { isReserved } from './keyword.ts'
import { tokenize } from './lexer.ts'
import { keywordPlaces } from './parse-script.ts'
import { type Span, span } from './span.ts'
import type { Token } from './token.ts'

/**
 * The script in the house layout: one clause a line, keywords in capitals, comments where they were.
 * Formatting twice changes nothing more. What cannot be read comes back as it is: a statement, or the whole text when
 * its tokens cannot be told.
 */
export function formatScript(text: string): string {
  const tokens = tokenize(text).slice(0, -1)
  if (tokens.length === 0 || tokens.some(({ kind }) => kind === 'bad')) return text
  const { places: keywords, diagnostics } = keywordPlaces(text)
  const isKeyword = (token: Token): boolean =>
    token.kind === 'word' && (isReserved(token.key) || keywords.has(token.start))
  const asWritten = (token: Token): string => text.slice(token.start, token.end).trimEnd()
  const inCapitals = (token: Token): string => (isKeyword(token) ? token.key : asWritten(token))
  const split = splitStatements(text, tokens)
  const starts = split.map(([first]) => first?.start ?? 0)
  const parts = split.map((part, at): StatementPart => {
    const source = span(starts[at] ?? 0, part.at(-1)?.end ?? 0)
    const next = starts[at + 1] ?? Number.POSITIVE_INFINITY
    const isSound = !diagnostics.some(({ span: { start } }) => start >= source.start && start < next)
    return { tokens: part, source, isSound, write: isSound && !isBareSet(part) ? inCapitals : asWritten }
  })
  const statements = parts.map(({ tokens: part, source, isSound, write }) =>
    isSound ? new FormattedStatement(text, part, { isKeyword, write }).print() : text.slice(source.start, source.end),
  )
  const formatted = `${statements.join('\n\n')}\n`
  const written = parts.flatMap(({ tokens: part, write }) => part.map(write))
  return sameTokens(written, formatted) ? formatted : text
}

interface StatementPart {
  readonly tokens: readonly Token[]
  readonly source: Span
  readonly isSound: boolean
  readonly write: (token: Token) => string
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
