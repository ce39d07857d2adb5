import type { CallExpr, Expr, Identifier, JoinRef, NamedTable, Query, TableAlias, TableRef } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { insertFix, quoteFix } from './fix.ts'
import { parseCall } from './parse-call.ts'
import { parseExpr } from './parse-expression.ts'
import { parseHints } from './parse-hint.ts'
import { parseMatch } from './parse-match.ts'
import { parsePivot } from './parse-pivot.ts'
import { atQuery, continueTableQuery, parseTableQuery } from './parse-query.ts'
import { cover, type Span } from './span.ts'

/** The tables behind FROM: a comma joins more loosely than JOIN. */
export function parseFrom(c: Cursor): TableRef {
  let left = parseJoined(c)
  while (c.take(',')) {
    const right = parseJoined(c)
    left = { kind: 'join', type: 'CROSS', natural: false, comma: true, left, right, span: cover(left.span, right.span) }
  }
  return left
}

function parseJoined(c: Cursor): TableRef {
  c.enter()
  const joined = continueJoins(c, parseTableRef(c))
  c.leave()
  return joined
}

function continueJoins(c: Cursor, first: TableRef): TableRef {
  let left = first
  for (;;) {
    const start = c.start
    const natural = c.at('NATURAL') && c.take('NATURAL')
    const type = parseJoinType(c)
    if (type === undefined) {
      if (natural) c.fail('JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL')
      return left
    }
    left = parseJoin(c, left, type, natural, c.from(start))
  }
}

function parseJoinType(c: Cursor): JoinRef['type'] | undefined {
  if (c.take('JOIN')) return 'INNER'
  if (c.atSequence('INNER', 'JOIN') || c.atSequence('CROSS', 'JOIN')) {
    const type = c.advance().key as 'INNER' | 'CROSS'
    c.expect('JOIN')
    return type
  }
  if (!c.at('LEFT') && !c.at('RIGHT') && !c.at('FULL')) return undefined
  const type = c.advance().key as 'LEFT' | 'RIGHT' | 'FULL'
  c.take('OUTER')
  c.expect('JOIN')
  return type
}

/** `words`: where its kind is named. */
function parseJoin(c: Cursor, left: TableRef, type: JoinRef['type'], natural: boolean, words: Span): JoinRef {
  const right = parseTableRef(c)
  const on = c.at('ON') ? parseOn(c) : undefined
  const using = on === undefined && c.take('USING') ? c.identifierList() : undefined
  const conditional = on !== undefined || using !== undefined
  const join = (): string => c.text.slice(words.start, words.end).toUpperCase().replace(/\s+/g, ' ')
  if (!conditional && !natural && type !== 'CROSS' && !atTableEnd(c)) c.fail('ON', 'USING')
  if (!conditional && !natural && type !== 'CROSS') c.refuse('parse.join-condition', { join: join() }, words)
  if (conditional && (natural || type === 'CROSS')) c.refuse('parse.needless-join-condition', { join: join() }, words)
  const span = c.from(left.span.start)
  const joined: Draft<JoinRef> = { kind: 'join', type, natural, comma: false, left, right, span }
  if (on !== undefined) joined.on = on
  if (using !== undefined) joined.using = using
  return joined
}

const TABLE_ENDS = new Set(
  `; ) , WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH UNION EXCEPT INTERSECT MINUS JOIN INNER LEFT RIGHT FULL
   CROSS NATURAL`.split(/\s+/),
)

const atTableEnd = (c: Cursor): boolean => c.token.kind === 'end' || c.atAny(TABLE_ENDS)

function parseOn(c: Cursor): Expr {
  c.expect('ON')
  return parseExpr(c)
}

/** One table with what is attached to it: MATCH_RECOGNIZE, PIVOT, its alias. */
function parseTableRef(c: Cursor): TableRef {
  const start = c.start
  const table = parseTablePrimary(c)
  if (c.at('MATCH_RECOGNIZE')) return withAlias(c, parseMatch(c, table), start)
  const pivoted = c.at('PIVOT') || c.at('UNPIVOT') ? parsePivot(c, table) : table
  return withAlias(c, pivoted, start)
}

function withAlias(c: Cursor, table: TableRef, start: number): TableRef {
  if (table.kind === 'join' || table.alias !== undefined) return table
  const alias = parseTableAlias(c)
  return alias === undefined ? table : { ...table, alias, span: c.from(start) }
}

function parseTableAlias(c: Cursor): TableAlias | undefined {
  const explicit = c.take('AS')
  refuseTextAlias(c)
  if (!explicit && !c.atIdentifier()) return undefined
  const name = explicit ? c.identifier('an alias') : c.implicitAlias()
  const columns: readonly Identifier[] = c.at('(') ? c.identifierList() : NONE
  return { name, columns }
}

export function refuseTextAlias(c: Cursor): void {
  const { kind, value } = c.token
  if (kind === 'string') c.refuse('parse.string-alias', { text: value }, c.token, [quoteFix(c.token, value)])
}

function parseTablePrimary(c: Cursor): TableRef {
  const start = c.start
  const lateral = c.take('LATERAL')
  switch (c.token.key) {
    case '(':
      return parseBracketed(c, lateral, start)
    case 'UNNEST':
      return parseUnnest(c, start)
    case 'TABLE':
      return parseExplicitFunction(c, lateral, start)
    default:
      if (lateral) c.fail('TABLE', 'UNNEST', '(')
      return parseNamed(c, start)
  }
}

function parseNamed(c: Cursor, start: number): TableRef {
  const name = c.qualifiedName('a table name')
  if (c.at('(')) {
    return { kind: 'table-function', lateral: false, explicit: false, call: parseCall(c, name), span: c.from(start) }
  }
  const hints = parseHints(c)
  const systemTime = c.at('FOR') ? parseSystemTime(c) : undefined
  const sample = c.at('TABLESAMPLE') ? parseSample(c) : undefined
  const table: Draft<NamedTable> = { kind: 'named-table', name, hints, span: c.from(start) }
  if (systemTime !== undefined) table.systemTime = systemTime
  if (sample !== undefined) table.sample = sample
  return table
}

function parseSystemTime(c: Cursor): Expr {
  c.expectAll('FOR', 'SYSTEM_TIME', 'AS', 'OF')
  return parseExpr(c)
}

function parseSample(c: Cursor): NonNullable<NamedTable['sample']> {
  c.expect('TABLESAMPLE')
  const method = c.take('SYSTEM') ? 'SYSTEM' : c.take('BERNOULLI') ? 'BERNOULLI' : c.fail('SYSTEM', 'BERNOULLI')
  c.expect('(')
  const percent = parseExpr(c)
  c.expect(')')
  return { method, percent }
}

/** TABLE(f(..)): the brackets hold a call, or the name of a table function of the catalog. */
function parseExplicitFunction(c: Cursor, lateral: boolean, start: number): TableRef {
  c.expectAll('TABLE', '(')
  const name = c.qualifiedName('a function name')
  const call: CallExpr = parseCall(c, name)
  c.expect(')')
  return { kind: 'table-function', lateral, explicit: true, call, span: c.from(start) }
}

function parseUnnest(c: Cursor, start: number): TableRef {
  c.expectAll('UNNEST', '(')
  const args = c.list(parseExpr)
  c.expect(')')
  const ordinality = c.takeSequence('WITH', 'ORDINALITY')
  return { kind: 'unnest', args, ordinality, span: c.from(start) }
}

/** A query, or joined tables: `((SELECT ..) UNION ..)` shows which only behind its first bracket. */
function parseBracketed(c: Cursor, lateral: boolean, start: number): TableRef {
  return c.nested(() => {
    c.expect('(')
    if (atQuery(c)) return closeQuery(c, lateral, start)
    if (lateral && !c.at('(')) c.fail('a query')
    const inner = c.at('(') ? parseBracketed(c, lateral, c.start) : undefined
    const first = inner === undefined ? undefined : bareQuery(inner)
    const query = first === undefined ? undefined : continueTableQuery(c, first)
    if (inner !== undefined && query !== undefined && (query !== first || c.at(')'))) {
      c.expect(')')
      if (query === first && inner.kind === 'values-table') return { ...inner, span: c.from(start) }
      return { kind: 'derived-table', lateral, query, span: c.from(start) }
    }
    if (query !== undefined && c.atAny(ORDER_WORDS)) c.fail('UNION', 'EXCEPT', 'INTERSECT', 'JOIN', ')')
    const joined = inner === undefined ? parseJoined(c) : continueJoins(c, withAlias(c, inner, inner.span.start))
    if (joined.kind === 'table-function')
      c.refuse('parse.bracketed-function', {}, { start, end: start + 1 }, [insertFix(start, 'TABLE')])
    if (joined.kind !== 'join' && !c.at(')') && atTableEnd(c))
      c.refuse('parse.unclosed-bracket', {}, { start, end: start + 1 })
    if (joined.kind !== 'join') c.fail('JOIN')
    if (!c.take(')')) c.fail('JOIN', ')')
    return joined
  })
}

const ORDER_WORDS = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH'])

/** What has been read as a table, as the query that it is without a name. */
function bareQuery(table: TableRef): Query | undefined {
  if (table.alias !== undefined) return undefined
  if (table.kind === 'derived-table') return table.query
  if (table.kind !== 'values-table') return undefined
  return { kind: 'query', with: NONE, body: table.values, orderBy: NONE, span: table.span }
}

function closeQuery(c: Cursor, lateral: boolean, start: number): TableRef {
  const query = parseTableQuery(c)
  if (!c.take(')')) c.fail(')')
  const { body } = query
  const bare =
    query.with.length === 0 && query.orderBy.length === 0 && query.limit === undefined && query.offset === undefined
  if (body.kind === 'values' && bare && !lateral) return { kind: 'values-table', values: body, span: c.from(start) }
  return { kind: 'derived-table', lateral, query, span: c.from(start) }
}
