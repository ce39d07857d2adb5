import type { CaseExpr, Expr, Identifier, IntervalExpr, LiteralExpr, Query } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { checkDatetime } from './datetime-literal.ts'
import { unsupported } from './diagnostic.ts'
import { type Draft, NONE } from './draft.ts'
import { NILADIC, RESERVED_FUNCTIONS } from './keyword.ts'
import { parseCall, parseNiladic } from './parse-call.ts'
import { parseExpr } from './parse-expression.ts'
import { atQuery, continueQuery, parseQuery } from './parse-query.ts'
import { SPECIAL_CALLS } from './parse-special-call.ts'
import { parseIntervalQualifier, parseTargetType } from './parse-type.ts'
import { decodeUnicode } from './unicode-literal.ts'

/** An operand with what is attached to it behind: indexes and fields. */
export function parsePrimary(c: Cursor): Expr {
  const start = c.start
  let expr = parseAtom(c)
  for (;;) {
    if (c.take('[')) {
      const index = parseExpr(c)
      c.expect(']')
      expr = { kind: 'index', operand: expr, index, span: c.from(start) }
    } else if (c.at('.')) {
      c.advance()
      const name = c.identifier('a column name')
      expr = { kind: 'field', operand: expr, name, span: c.from(start) }
    } else {
      return expr
    }
  }
}

/** An operand without what may be attached to it. */
export function parseAtom(c: Cursor): Expr {
  const token = c.token
  switch (token.kind) {
    case 'number':
      c.advance()
      return literal(c, 'number', token.value, token.start)
    case 'string':
      return parseString(c)
    case 'binary':
      return parseBinaryLiteral(c)
    case 'quoted-identifier':
      return parseColumnOrCall(c)
    case 'word':
      return parseWord(c)
    default:
      if (token.key === '(') return parseParenthesized(c)
      return token.key === '{' ? parseEscape(c) : c.fail('an expression')
  }
}

function literal(c: Cursor, type: LiteralExpr['type'], text: string, start: number): LiteralExpr {
  return { kind: 'literal', type, text, span: c.from(start) }
}

/** A text; another one on a later line continues it. */
function parseString(c: Cursor): LiteralExpr {
  const start = c.start
  let text = ''
  let prefix: string | undefined
  let lastEnd = start
  do {
    const token = c.token
    if (token.start !== start && !c.text.slice(lastEnd, token.start).includes('\n')) {
      c.refuse('parse.same-line-string', {}, token)
    }
    c.advance()
    prefix ??= token.prefix
    text += token.value
    lastEnd = token.end
  } while (c.token.kind === 'string')
  if (prefix === 'U&') text = decodeUnicode(c, text, start)
  const found = literal(c, 'string', text, start)
  return prefix !== undefined && /^(N$|_(?!UTF16))/i.test(prefix) ? { ...found, charset: prefix } : found
}

function parseBinaryLiteral(c: Cursor): LiteralExpr {
  const token = c.advance()
  if (!/^[0-9a-fA-F]*$/.test(token.value)) c.refuse('parse.bad-binary', {}, token)
  if (token.value.length % 2 !== 0) c.refuse('parse.odd-binary', {}, token)
  return literal(c, 'binary', token.value, token.start)
}

function parseWord(c: Cursor): Expr {
  const token = c.token
  const next = c.peek()
  switch (token.key) {
    case 'TRUE':
    case 'FALSE':
      c.advance()
      return literal(c, 'boolean', token.key, token.start)
    case 'NULL':
      c.advance()
      return literal(c, 'null', 'NULL', token.start)
    case 'UNKNOWN':
      c.advance()
      return literal(c, 'unknown', 'UNKNOWN', token.start)
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
      if (next.kind === 'string' || c.atSequence('TIMESTAMP', 'WITH', 'LOCAL')) return parseDatetime(c)
      break
    case 'INTERVAL':
      return parseInterval(c)
    case 'CASE':
      return parseCase(c)
    case 'CAST':
    case 'TRY_CAST':
      return parseCast(c)
    case 'EXISTS':
      return parseExists(c)
    case 'ROW':
      return parseExplicitRow(c)
    case 'ARRAY':
    case 'MULTISET':
      return parseCollection(c)
    case 'MAP':
      if (next.key === '[' || next.key === '(') return parseCollection(c)
      break
    case 'DEFAULT':
      c.advance()
      return { kind: 'default', span: c.from(token.start) }
  }
  if ((token.key === 'FINAL' || token.key === 'RUNNING') && c.peek(2).key === '(') return parseSemantics(c)
  if (next.key === '(') {
    const special = SPECIAL_CALLS.get(token.key)
    if (special !== undefined) return special(c)
    if (RESERVED_FUNCTIONS.has(token.key)) return parseCall(c, reservedName(c))
  }
  if (NILADIC.has(token.key)) return parseNiladic(c)
  if (!c.atIdentifier()) c.failName('an expression')
  return parseColumnOrCall(c)
}

/** FINAL LAST(a): over the whole match; RUNNING: up to the row. */
function parseSemantics(c: Cursor): Expr {
  const start = c.start
  const semantics = c.advance().key === 'FINAL' ? 'FINAL' : 'RUNNING'
  const call = parseAtom(c)
  if (call.kind !== 'call') return c.fail('a function name')
  return { ...call, semantics, span: c.from(start) }
}

function reservedName(c: Cursor) {
  const token = c.advance()
  const part: Identifier = { name: token.key, quoted: false, span: { start: token.start, end: token.end } }
  return { parts: [part], span: part.span }
}

function parseColumnOrCall(c: Cursor): Expr {
  const start = c.start
  const first = c.identifier('an expression')
  let parts = [first]
  while (c.take('.')) {
    if (c.take('*')) return { kind: 'star', qualifier: parts, span: c.from(start) }
    const part = c.identifier('a column name')
    if (parts.length === 1) parts = [first, part]
    else parts.push(part)
  }
  if (c.at('(')) return parseCall(c, { parts, span: c.from(start) })
  return { kind: 'column', parts, span: c.from(start) }
}

function parseDatetime(c: Cursor): LiteralExpr {
  const start = c.start
  const type = c.advance().key as DatetimeType
  const local = c.takeSequence('WITH', 'LOCAL', 'TIME', 'ZONE')
  return datetimeLiteral(c, type, local ? 'timestamp_ltz' : TYPE_NAMES[type], start)
}

type DatetimeType = 'DATE' | 'TIME' | 'TIMESTAMP'
const TYPE_NAMES = { DATE: 'date', TIME: 'time', TIMESTAMP: 'timestamp' } as const
const ESCAPES: ReadonlyMap<string, DatetimeType> = new Map([
  ['D', 'DATE'],
  ['T', 'TIME'],
  ['TS', 'TIMESTAMP'],
])

function datetimeLiteral(c: Cursor, type: DatetimeType, name: LiteralExpr['type'], start: number): LiteralExpr {
  const token = c.token
  const text = c.string()
  checkDatetime(c, type, text, token)
  return literal(c, name, text, start)
}

/** These are as without braces; the names of the others are those of drivers, and Flink makes code for few. */
const ESCAPED_FUNCTIONS = new Set(
  'ABS CONCAT IFNULL LOCATE LOG MOD PI QUARTER TIMESTAMPADD TIMESTAMPDIFF YEAR'.split(' '),
)

/** {d '..'}, {t '..'}, {ts '..'} and {fn f(..)}: the old forms of drivers. */
function parseEscape(c: Cursor): Expr {
  const start = c.start
  c.expect('{')
  if (c.take('FN')) {
    const { key, start: from, end } = c.token
    if (!ESCAPED_FUNCTIONS.has(key)) throw unsupported(`{fn ${key}}`, { start: from, end })
    const call = c.nested(parseAtom)
    c.expect('}')
    return call
  }
  const type = ESCAPES.get(c.token.key) ?? c.fail('d', 't', 'ts', 'fn')
  c.advance()
  const read = datetimeLiteral(c, type, TYPE_NAMES[type], start)
  c.expect('}')
  return { ...read, span: c.from(start) }
}

function parseInterval(c: Cursor): IntervalExpr {
  const start = c.start
  c.expect('INTERVAL')
  const negative = c.take('-')
  if (!negative) c.take('+')
  const value = parseIntervalValue(c)
  const qualifier = parseIntervalQualifier(c)
  return { kind: 'interval', negative, value, qualifier, span: c.from(start) }
}

function parseIntervalValue(c: Cursor): string | Expr {
  const token = c.token
  if (token.kind === 'string') {
    if (token.value.trim() === '') c.refuse('parse.empty-interval', {}, token)
    return c.string()
  }
  if (token.kind === 'number') {
    c.advance()
    return literal(c, 'number', token.value, token.start)
  }
  if (c.take('(')) {
    const value = parseExpr(c)
    c.expect(')')
    return value
  }
  const start = c.start
  const { parts } = c.qualifiedName('an expression')
  return { kind: 'column', parts, span: c.from(start) }
}

function parseCase(c: Cursor): Expr {
  const start = c.start
  c.expect('CASE')
  const operand = c.at('WHEN') ? undefined : parseExpr(c)
  const whens = []
  do {
    c.expect('WHEN')
    const when = operand === undefined ? parseExpr(c) : parseCaseMembers(c)
    c.expect('THEN')
    // biome-ignore lint/suspicious/noThenProperty: the branch of a CASE is called THEN
    whens.push({ when, then: parseExpr(c) })
  } while (c.at('WHEN'))
  const otherwise = c.take('ELSE') ? parseExpr(c) : undefined
  if (!c.take('END')) c.fail('WHEN', 'ELSE', 'END')
  const expr: Draft<CaseExpr> = { kind: 'case', whens, span: c.from(start) }
  if (operand !== undefined) expr.operand = operand
  if (otherwise !== undefined) expr.otherwise = otherwise
  return expr
}

/** CASE x WHEN a, b THEN: several values for one result arrive as a row. */
function parseCaseMembers(c: Cursor): Expr {
  const start = c.start
  const items = c.list(parseExpr)
  const only = items.length === 1 ? items[0] : undefined
  return only ?? { kind: 'row', explicit: false, items, span: c.from(start) }
}

function parseCast(c: Cursor): Expr {
  const start = c.start
  const tryCast = c.advance().key === 'TRY_CAST'
  c.expect('(')
  const operand = parseExpr(c)
  c.expect('AS')
  const type = parseTargetType(c)
  c.expect(')')
  return { kind: 'cast', tryCast, operand, type, span: c.from(start) }
}

function parseExists(c: Cursor): Expr {
  const start = c.start
  c.expect('EXISTS')
  return { kind: 'exists', query: parseBracketedQuery(c), span: c.from(start) }
}

function parseBracketedQuery(c: Cursor): Query {
  c.expect('(')
  const query = parseQuery(c)
  c.expect(')')
  return query
}

export function parseExplicitRow(c: Cursor): Expr {
  const start = c.start
  c.expectAll('ROW', '(')
  const items = c.list(parseExpr)
  c.expect(')')
  return { kind: 'row', explicit: true, items, span: c.from(start) }
}

function parseCollection(c: Cursor): Expr {
  const start = c.start
  const type = c.advance().key as 'ARRAY' | 'MAP' | 'MULTISET'
  if (c.at('(')) return { kind: 'collection', type, query: parseBracketedQuery(c), span: c.from(start) }
  c.expect('[')
  const items = c.at(']') ? NONE : c.list(parseExpr)
  c.expect(']')
  return { kind: 'collection', type, items, span: c.from(start) }
}

/** A bracketed expression, a row or a query; `((SELECT ..) UNION ..)` turns out to be a query only behind its first bracket. */
export function parseParenthesized(c: Cursor, mayBeDifference = true): Expr {
  const start = c.start
  c.expect('(')
  if (atQuery(c)) {
    const query = parseQuery(c)
    c.expect(')')
    return { kind: 'subquery', query, span: c.from(start) }
  }
  const first = parseExpr(c)
  if (first.kind === 'subquery') {
    const query = continueQuery(c, first.query)
    if (query !== first.query || c.at(')')) {
      c.expect(')')
      return { kind: 'subquery', query, span: c.from(start) }
    }
  }
  if (c.take(')')) return mayBeDifference ? withDifference(c, first, start) : first
  if (!c.at(',')) c.fail(')')
  const items = [first]
  while (c.take(',')) items.push(parseExpr(c))
  c.expect(')')
  return { kind: 'row', explicit: false, items, span: c.from(start) }
}

const DIFFERENCE_FIELDS = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'])

/** (a - b) DAY */
function withDifference(c: Cursor, expr: Expr, start: number): Expr {
  if (expr.kind !== 'binary' || expr.op !== '-' || !c.atAny(DIFFERENCE_FIELDS)) return expr
  return { ...expr, interval: parseIntervalQualifier(c), span: c.from(start) }
}
