import type { Query, TypeSyntax } from '../sql/ast.ts'
import { Cursor } from '../sql/cursor.ts'
import { type Diagnostic, SqlError } from '../sql/diagnostic.ts'
import { tokenize } from '../sql/lexer.ts'
import { parseExpression, parseStatement } from '../sql/parse-script.ts'
import { parseType } from '../sql/parse-type.ts'
import { type Span, span } from '../sql/span.ts'

// What an author typed into a form enters the script as it stands. These readers make sure first that
// it is one query, one condition, one type: nothing that could end its place and go on behind it.

export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly body: Span }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** One query, perhaps with a semicolon behind it, which `body` leaves out. */
export function readQuery(text: string): Reading<Query> {
  const parsed = parseStatement(text)
  if (parsed.value === undefined) return { ok: false, diagnostics: parsed.diagnostics }
  if (parsed.value.kind !== 'query-statement')
    return mistake('compile.not-a-query', 'Write one query here: SELECT, WITH or VALUES', parsed.value.span)
  return { ok: true, value: parsed.value.query, body: bodyOf(text) }
}

/** One condition, for a WHERE clause. */
export function readCondition(text: string): Reading<undefined> {
  const parsed = parseExpression(text)
  if (parsed.value === undefined) return { ok: false, diagnostics: parsed.diagnostics }
  return { ok: true, value: undefined, body: bodyOf(text) }
}

/** One type as in a column definition, e.g. `DECIMAL(10, 2) NOT NULL`. */
export function readTypeText(text: string): Reading<TypeSyntax> {
  const cursor = new Cursor(text)
  try {
    const type = parseType(cursor)
    if (cursor.token.kind !== 'end') cursor.fail('the end of the type')
    return { ok: true, value: type, body: bodyOf(text) }
  } catch (error) {
    if (error instanceof SqlError) return { ok: false, diagnostics: [error.diagnostic] }
    throw error
  }
}

/** From the first token to the last, without comments around them and semicolons at the end. */
function bodyOf(text: string): Span {
  const tokens = tokenize(text).filter((token) => token.kind !== 'comment' && token.kind !== 'end')
  while (tokens.at(-1)?.key === ';') tokens.pop()
  return span(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0)
}

function mistake(code: string, message: string, place: Span): Reading<never> {
  return { ok: false, diagnostics: [{ code, severity: 'error', message, span: place, phase: 'parse' }] }
}
