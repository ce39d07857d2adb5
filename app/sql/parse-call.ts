import type { CallExpr, Expr, Identifier, OrderItem, QualifiedName, Query, TableArgument } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { parseExpr } from './parse-expression.ts'
import { atQuery, parseOrderItems, parseQuery } from './parse-query.ts'
import { parseWindowSpec } from './parse-window.ts'

type CallParts = Omit<CallExpr, 'kind' | 'span' | 'name' | 'niladic'>

/** f(..) with whatever may follow it: WITHIN DISTINCT, WITHIN GROUP, FILTER, RESPECT NULLS, OVER. The name has been read. */
export function parseCall(c: Cursor, name: QualifiedName): CallExpr {
  const parts = parseArguments(c, ORDERED_AGGREGATES.has(name.parts.at(-1)?.name.toUpperCase() ?? ''))
  return parseCallTail(c, name, parts)
}

export function parseNiladic(c: Cursor): CallExpr {
  const token = c.advance()
  const part: Identifier = { name: token.key, quoted: false, span: { start: token.start, end: token.end } }
  const args =
    /^(CURRENT_TIME|CURRENT_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP)$/.test(token.key) && c.at('(') ? parsePrecision(c) : []
  return { kind: 'call', name: { parts: [part], span: part.span }, niladic: true, args, span: c.from(token.start) }
}

function parsePrecision(c: Cursor): Expr[] {
  c.expect('(')
  const args = c.at(')') ? [] : [parseExpr(c)]
  c.expect(')')
  return args
}

/** What may follow the brackets of a call. */
const TAIL_WORDS = new Set(['RESPECT', 'IGNORE', 'WITHIN', 'FILTER', 'OVER'])

/** `filters` is false for functions with syntax of their own: Flink's grammar reads no FILTER after them. */
export function parseCallTail(c: Cursor, name: QualifiedName, parts: CallParts, filters = true): CallExpr {
  const call: Draft<CallExpr> = { kind: 'call', name, niladic: false, args: parts.args, span: c.from(name.span.start) }
  if (parts.quantifier !== undefined) call.quantifier = parts.quantifier
  if (parts.orderBy !== undefined) call.orderBy = parts.orderBy
  if (parts.nulls !== undefined) call.nulls = parts.nulls
  if (parts.json !== undefined) call.json = parts.json
  if (c.atAny(TAIL_WORDS)) parseTail(c, call, filters)
  return call
}

function parseTail(c: Cursor, call: Draft<CallExpr>, filters: boolean): void {
  const nulls = parseNullTreatment(c)
  const withinDistinct = c.at('WITHIN') && c.takeSequence('WITHIN', 'DISTINCT') ? parseBracketedKeys(c) : undefined
  const withinGroup = c.at('WITHIN') && c.takeSequence('WITHIN', 'GROUP') ? parseBracketedOrder(c) : undefined
  const filter = filters && c.at('FILTER') && c.peek().key === '(' ? parseFilter(c) : undefined
  if (filter !== undefined && c.at('OVER')) c.refuse('parse.filter-before-over', {}, c.token)
  const over = c.take('OVER') ? parseOver(c) : undefined
  if (nulls !== undefined) call.nulls = nulls
  if (withinDistinct !== undefined) call.withinDistinct = withinDistinct
  if (withinGroup !== undefined) call.withinGroup = withinGroup
  if (filter !== undefined) call.filter = filter
  if (over !== undefined) call.over = over
  call.span = c.from(call.span.start)
}

function parseNullTreatment(c: Cursor): 'RESPECT' | 'IGNORE' | undefined {
  if (!c.at('RESPECT') && !c.at('IGNORE')) return undefined
  if (c.takeSequence('RESPECT', 'NULLS')) return 'RESPECT'
  return c.takeSequence('IGNORE', 'NULLS') ? 'IGNORE' : undefined
}

function parseBracketedKeys(c: Cursor): Expr[] {
  c.expect('(')
  const keys = c.list(parseExpr)
  c.expect(')')
  return keys
}

function parseBracketedOrder(c: Cursor): OrderItem[] {
  c.expectAll('(', 'ORDER', 'BY')
  const items = parseOrderItems(c)
  c.expect(')')
  return items
}

function parseFilter(c: Cursor): Expr {
  c.expectAll('FILTER', '(', 'WHERE')
  const filter = parseExpr(c)
  c.expect(')')
  return filter
}

const parseOver = (c: Cursor) => (c.at('(') ? parseWindowSpec(c) : c.identifier('a window name'))

/** The functions that take IGNORE NULLS and ORDER BY inside their brackets. */
const ORDERED_AGGREGATES = new Set(['ARRAY_AGG', 'ARRAY_CONCAT_AGG'])

function parseArguments(c: Cursor, ordered: boolean): CallParts {
  c.expect('(')
  if (c.take(')')) return { args: NONE }
  const quantifier = c.take('DISTINCT') ? 'DISTINCT' : c.take('ALL') ? 'ALL' : undefined
  if (quantifier !== undefined && c.at('*')) c.fail('an expression')
  const args = c.list(parseArgument)
  const nulls = ordered ? parseNullTreatment(c) : undefined
  const orderBy = ordered && c.takeBy('ORDER') ? parseOrderItems(c) : undefined
  if (!c.take(')')) c.fail(',', ')')
  const parts: Draft<CallParts> = { args }
  if (quantifier !== undefined) parts.quantifier = quantifier
  if (nulls !== undefined) parts.nulls = nulls
  if (orderBy !== undefined) parts.orderBy = orderBy
  return parts
}

function parseArgument(c: Cursor): Expr {
  if (c.atIdentifier() && c.peek().key === '=>') {
    const start = c.start
    const name = c.identifier()
    c.expect('=>')
    const value = parsePlainArgument(c)
    return { kind: 'named', name, value, span: c.from(start) }
  }
  return parsePlainArgument(c)
}

function parsePlainArgument(c: Cursor): Expr {
  const start = c.start
  if (c.at('*')) {
    c.advance()
    return { kind: 'star', qualifier: NONE, span: c.from(start) }
  }
  if (c.at('TABLE')) return parseTableArgument(c)
  if (c.at('MODEL') && c.atIdentifier(1)) return parseModelArgument(c)
  if (c.at('DESCRIPTOR') && c.peek().key === '(') {
    c.advance()
    return { kind: 'descriptor', columns: c.identifierList(), span: c.from(start) }
  }
  if (atQuery(c)) return { kind: 'subquery', query: parseQuery(c), span: c.from(start) }
  const value = parseExpr(c)
  return value.kind === 'subquery' && atPartitioning(c) ? partitioned(c, start, { query: value.query }) : value
}

/** TABLE t, with its partitioning and order. */
function parseTableArgument(c: Cursor): TableArgument {
  const start = c.start
  c.expect('TABLE')
  return partitioned(c, start, { name: c.qualifiedName('a table name') })
}

function parseModelArgument(c: Cursor): TableArgument {
  const start = c.start
  c.expect('MODEL')
  const name = c.qualifiedName('a model name')
  return { kind: 'table', model: true, name, partitionBy: NONE, orderBy: NONE, span: c.from(start) }
}

const atPartitioning = (c: Cursor): boolean => c.atSequence('PARTITION', 'BY') || c.atSequence('ORDER', 'BY')

function partitioned(c: Cursor, start: number, source: { name: QualifiedName } | { query: Query }): TableArgument {
  const partitionBy = c.takeBy('PARTITION') ? parsePartitioning(c) : NONE
  const orderBy = c.takeBy('ORDER') ? parseOrdering(c) : NONE
  return { kind: 'table', model: false, ...source, partitionBy, orderBy, span: c.from(start) }
}

/** Several columns need brackets, for a comma would begin the next argument. */
function parsePartitioning(c: Cursor): Expr[] {
  if (!c.take('(')) return [parseExpr(c)]
  const exprs = c.list(parseExpr)
  c.expect(')')
  return exprs
}

function parseOrdering(c: Cursor): OrderItem[] {
  if (!c.take('(')) return parseOrderItems(c, true)
  const items = parseOrderItems(c)
  c.expect(')')
  return items
}
