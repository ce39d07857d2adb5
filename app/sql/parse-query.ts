import type { CommonTable, Expr, Identifier, OrderItem, Query, QueryBody } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { replaceFix } from './fix.ts'
import { parseExpr } from './parse-expression.ts'
import { parseSelect } from './parse-select.ts'
import { parseValues } from './parse-values.ts'
import { cover } from './span.ts'

const QUERY_WORDS = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE'])
const SET_WORDS = new Set(['UNION', 'EXCEPT', 'MINUS', 'INTERSECT'])

/** Whether a query begins here without a bracket. */
export function atQuery(c: Cursor): boolean {
  if (!c.atAny(QUERY_WORDS)) return false
  return !c.at('TABLE') || c.atIdentifier(1)
}

export function parseQuery(c: Cursor): Query {
  return parseWhole(c, false)
}

/** `table`: it stands in brackets of FROM or WITH, where a bracket opens no query behind WITH. */
function parseWhole(c: Cursor, table: boolean): Query {
  c.enter()
  const start = c.start
  const recursive = c.atSequence('WITH', 'RECURSIVE')
  const common = c.at('WITH') ? parseCommonTables(c) : NONE
  if (table && common.length > 0 && c.at('(')) c.fail('SELECT', 'VALUES', 'TABLE')
  const query = parseOrderAndLimit(c, start, common, parseBody(c, 0))
  c.leave()
  return recursive ? { ...query, recursive } : query
}

/** A query in brackets of FROM or WITH: one that begins with a bracket has no ORDER BY or LIMIT of its own. */
export function parseTableQuery(c: Cursor): Query {
  if (!c.at('(')) return parseWhole(c, true)
  return c.nested(() => {
    c.expect('(')
    const first = parseTableQuery(c)
    c.expect(')')
    return continueTableQuery(c, first)
  })
}

/** Behind a bracketed query of FROM or WITH. */
export function continueTableQuery(c: Cursor, first: Query): Query {
  if (!c.atAny(SET_WORDS)) return first
  const body = continueBody(c, unwrap(first), 0)
  return { kind: 'query', with: NONE, body, orderBy: NONE, span: c.from(first.span.start) }
}

/** A bracketed query has just been read: it may be the first part of a longer one. */
export function continueQuery(c: Cursor, first: Query): Query {
  if (!c.atAny(SET_WORDS) && !atOrderOrLimit(c)) return first
  const body = continueBody(c, unwrap(first), 0)
  return parseOrderAndLimit(c, first.span.start, NONE, body)
}

const atOrderOrLimit = (c: Cursor): boolean => c.at('ORDER') || c.at('LIMIT') || c.at('OFFSET') || c.at('FETCH')

function parseCommonTables(c: Cursor): CommonTable[] {
  c.expect('WITH')
  c.take('RECURSIVE')
  return c.recoveringList(parseCommonTable, COMMON_STOPS, ['SELECT'])
}

function parseCommonTable(c: Cursor): CommonTable {
  const start = c.start
  const name = c.identifier('a name')
  const columns: readonly Identifier[] = c.at('(') ? c.identifierList() : NONE
  c.expectAll('AS', '(')
  const query = parseTableQuery(c)
  c.expect(')')
  return { name, columns, query, span: c.from(start) }
}

/** UNION, EXCEPT and MINUS bind alike, INTERSECT binds tighter; all from the left. */
function parseBody(c: Cursor, above: number): QueryBody {
  return continueBody(c, parseBodyOperand(c), above)
}

function continueBody(c: Cursor, first: QueryBody, above: number): QueryBody {
  let left = first
  for (;;) {
    const { key } = c.token
    if (key === '' || !SET_WORDS.has(key)) return left
    const power = key === 'INTERSECT' ? 2 : 1
    if (power <= above) return left
    if (key === 'MINUS') c.refuse('parse.minus', {}, c.token, [replaceFix(c.token, 'EXCEPT')])
    c.advance()
    const all = c.take('ALL')
    if (!all) c.take('DISTINCT')
    const right = parseBody(c, power)
    left = { kind: 'set-operation', op: key as 'UNION', all, left, right, span: cover(left.span, right.span) }
  }
}

function parseBodyOperand(c: Cursor): QueryBody {
  const start = c.start
  switch (c.token.key) {
    case 'SELECT':
      return parseSelect(c)
    case 'VALUES':
      return parseValues(c)
    case 'TABLE':
      c.advance()
      return { kind: 'explicit-table', name: c.qualifiedName('a table name'), span: c.from(start) }
    case '(': {
      c.advance()
      const query = parseQuery(c)
      c.expect(')')
      return unwrap(query)
    }
    default:
      return c.fail('SELECT', 'VALUES', 'TABLE', '(')
  }
}

/** Brackets around a query without clauses of its own say nothing. */
const unwrap = (query: Query): QueryBody =>
  query.with.length === 0 && query.orderBy.length === 0 && query.limit === undefined && query.offset === undefined
    ? query.body
    : query

const COMMON_STOPS = new Set([...QUERY_WORDS, '('])

function parseOrderAndLimit(c: Cursor, start: number, common: readonly CommonTable[], body: QueryBody): Query {
  if (!atOrderOrLimit(c)) return { kind: 'query', with: common, body, orderBy: NONE, span: c.from(start) }
  const orderBy = c.takeBy('ORDER') ? parseOrderItems(c) : NONE
  let offset: Expr | undefined
  let limit: Expr | undefined
  if (c.take('LIMIT')) {
    limit = c.take('ALL') ? undefined : parseCount(c)
    if (c.at(',')) c.refuse('parse.limit-start', {}, c.token)
  }
  if (c.take('OFFSET')) {
    offset = parseCount(c)
    if (!c.take('ROWS')) c.take('ROW')
  }
  if (limit === undefined && c.take('FETCH')) limit = parseFetch(c)
  const query: Draft<Query> = { kind: 'query', with: common, body, orderBy, span: c.from(start) }
  if (offset !== undefined) query.offset = offset
  if (limit !== undefined) query.limit = limit
  return query
}

function parseFetch(c: Cursor): Expr {
  if (!c.take('FIRST') && !c.take('NEXT')) c.fail('FIRST', 'NEXT')
  const count = parseCount(c)
  if (!c.take('ROWS') && !c.take('ROW')) c.fail('ROWS', 'ROW')
  c.expect('ONLY')
  return count
}

function parseCount(c: Cursor): Expr {
  const token = c.token
  if (token.kind !== 'number') c.fail('a number')
  c.advance()
  return { kind: 'literal', type: 'number', text: token.value, span: c.from(token.start) }
}

/** `single`: a comma ends the list, as it does between arguments. */
export function parseOrderItems(c: Cursor, single = false): OrderItem[] {
  return single ? [parseOrderItem(c)] : c.list(parseOrderItem)
}

function parseOrderItem(c: Cursor): OrderItem {
  const start = c.start
  const expr = parseExpr(c)
  const descending = c.take('DESC')
  if (!descending) c.take('ASC')
  const nulls = c.at('NULLS') ? parseNullOrder(c) : undefined
  const span = c.from(start)
  return nulls === undefined ? { expr, descending, span } : { expr, descending, nulls, span }
}

function parseNullOrder(c: Cursor): 'FIRST' | 'LAST' | undefined {
  if (c.takeSequence('NULLS', 'FIRST')) return 'FIRST'
  return c.takeSequence('NULLS', 'LAST') ? 'LAST' : undefined
}
