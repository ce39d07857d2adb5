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

/** One statement with what stands before it and the semicolon behind it. Parts are read independently of one another. */
export interface ScriptPart {
  readonly start: number
  readonly end: number
  /** Absent when it could not be read, and behind the last semicolon. */
  readonly statement?: Statement
  readonly diagnostics: readonly Diagnostic[]
}

/** Statements separated by semicolons. A statement with a mistake is left out; all its mistakes that stand apart are told. */
export function parseScript(text: string): ParsedScript {
  return joinParts(parseParts(text, 0))
}

export function joinParts(parts: readonly ScriptPart[]): ParsedScript {
  return {
    statements: parts.flatMap(({ statement }) => statement ?? []),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** Where words stand that the grammar takes for keywords, though they could be names elsewhere; and the mistakes. */
export function keywordPlaces(text: string): { places: ReadonlySet<number>; diagnostics: readonly Diagnostic[] } {
  const places = new Set<number>()
  const { diagnostics } = joinParts(parseParts(text, 0, undefined, places))
  return { places, diagnostics }
}

/** The parts from an offset where one begins to the end of the text, or to where `isKnown` says the rest is. */
export function parseParts(
  text: string,
  from: number,
  isKnown: (offset: number) => boolean = () => false,
  keywords?: Set<number>,
): ScriptPart[] {
  const c = new Cursor(text, keywords, from)
  const parts: ScriptPart[] = []
  let start = from
  do {
    const told = c.diagnostics.length
    const statement = c.token.kind === 'end' || c.at(';') ? undefined : readStatement(c)
    const end = c.take(';') ? c.previous().end : c.token.kind === 'end' ? text.length : c.start
    parts.push({
      start,
      end,
      ...(statement === undefined ? {} : { statement }),
      diagnostics: c.diagnostics.slice(told),
    })
    start = end
  } while (c.token.kind !== 'end' && !c.isGivenUp && !isKnown(start))
  return parts
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
