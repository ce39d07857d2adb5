import type { Expr } from './ast.ts'
import type { Statement } from './ast-statement.ts'
import { Cursor } from './cursor.ts'
import type { Diagnostic } from './diagnostic.ts'
import { parseExpr } from './parse-expression.ts'
import { beginsStatement, noteMissingSemicolon, parseStatementAt } from './parse-statement.ts'

export interface ParsedScript {
  readonly statements: readonly Statement[]
  readonly diagnostics: readonly Diagnostic[]
}
export interface Parsed<T> {
  /** Absent when the text could not be read. */
  readonly value?: T
  readonly diagnostics: readonly Diagnostic[]
}

/** Statements separated by semicolons. A statement with a mistake is left out; all its mistakes that stand apart are told. */
export function parseScript(text: string): ParsedScript {
  return parseAll(new Cursor(text))
}

/** Where words stand that the grammar takes for keywords, though they could be names elsewhere; and the mistakes. */
export function keywordPlaces(text: string): { places: ReadonlySet<number>; diagnostics: readonly Diagnostic[] } {
  const places = new Set<number>()
  const { diagnostics } = parseAll(new Cursor(text, places))
  return { places, diagnostics }
}

function parseAll(c: Cursor): ParsedScript {
  const statements: Statement[] = []
  while (c.token.kind !== 'end' && !c.isGivenUp) {
    if (c.take(';')) continue
    const statement = readStatement(c)
    if (statement !== undefined) statements.push(statement)
  }
  return { statements, diagnostics: c.diagnostics }
}

function readStatement(c: Cursor): Statement | undefined {
  const mistakes = c.diagnostics.length
  c.beginStatement()
  try {
    const statement = parseStatementAt(c)
    if (beginsStatement(c)) noteMissingSemicolon(c)
    else if (c.token.kind !== 'end' && !c.at(';')) c.failEnd()
    return c.diagnostics.length === mistakes ? statement : undefined
  } catch (error) {
    c.note(error)
    c.skipStatement()
    return undefined
  }
}

/** Exactly one statement; Flink allows semicolons behind it. */
export function parseStatement(text: string): Parsed<Statement> {
  const c = new Cursor(text)
  try {
    if (c.token.kind === 'end') c.refuse('parse.no-statement', {}, c.token)
    const statement = parseStatementAt(c)
    if (c.token.kind !== 'end' && !c.at(';')) c.failEnd()
    while (c.take(';'));
    if (c.token.kind !== 'end') c.refuse('parse.single-statement', {}, c.token)
    return c.diagnostics.length === 0 ? { value: statement, diagnostics: [] } : { diagnostics: c.diagnostics }
  } catch (error) {
    c.note(error)
    return { diagnostics: c.diagnostics }
  }
}

/** Exactly one expression: a filter, a computed column. */
export function parseExpression(text: string): Parsed<Expr> {
  const c = new Cursor(text)
  try {
    const expr = parseExpr(c)
    if (c.token.kind !== 'end') c.fail('the end of the text')
    return c.diagnostics.length === 0 ? { value: expr, diagnostics: [] } : { diagnostics: c.diagnostics }
  } catch (error) {
    c.note(error)
    return { diagnostics: c.diagnostics }
  }
}
