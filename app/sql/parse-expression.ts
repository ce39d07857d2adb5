import type { BinaryExpr, Expr, IsExpr, LikeExpr, QuantifiedExpr, Query } from './ast.ts'
import type { Cursor } from './cursor.ts'
import type { Draft } from './draft.ts'
import { replaceFix } from './fix.ts'
import { POWER } from './operator-power.ts'
import { parsePrimary } from './parse-primary.ts'
import { atQuery, continueQuery, parseQuery } from './parse-query.ts'
import { cover } from './span.ts'

// Precedence climbing over the table of operators.

const BINARY: ReadonlyMap<string, number> = new Map(
  (['OR', 'AND', '=', '<>', '!=', '<', '<=', '>', '>=', 'OVERLAPS', '+', '-', '*', '/', '%', '||'] as const).map(
    (operator) => [operator, POWER[operator]],
  ),
)
const RANGE_WORDS = new Set(['BETWEEN', 'IN', 'LIKE', 'RLIKE', 'SIMILAR'])
const QUANTIFIERS = new Set(['ALL', 'ANY', 'SOME'])

export function parseExpr(c: Cursor): Expr {
  return climbDeeper(c, 0)
}

/** An expression that ends before IN: what POSITION(.. IN ..) seeks. */
export function parseExprAboveIn(c: Cursor): Expr {
  return climbDeeper(c, POWER.range)
}

function climbDeeper(c: Cursor, above: number): Expr {
  c.enter()
  const expr = climb(c, above)
  c.leave()
  return expr
}

function climb(c: Cursor, above: number): Expr {
  let left = parseOperand(c)
  for (;;) {
    const next = parseContinuation(c, left, above)
    if (next === undefined) return left
    left = next
  }
}

function parseOperand(c: Cursor): Expr {
  const start = c.start
  if (c.at('NOT')) {
    c.advance()
    const operand = climbDeeper(c, POWER.NOT)
    return { kind: 'unary', op: 'NOT', operand, span: c.from(start) }
  }
  if (c.at('-') || c.at('+')) {
    const op = c.advance().key === '-' ? '-' : '+'
    const operand = climbDeeper(c, POWER.sign)
    return { kind: 'unary', op, operand, span: c.from(start) }
  }
  return parsePrimary(c)
}

/** The expression that goes on from `left` with an operator binding tighter than `above`, if one stands here. */
function parseContinuation(c: Cursor, left: Expr, above: number): Expr | undefined {
  const { key } = c.token
  if (key === '') return undefined
  const power = BINARY.get(key)
  if (power !== undefined) return power > above ? parseBinary(c, left, power) : undefined
  if (key === 'IS') return POWER.IS > above ? parseIs(c, left) : undefined
  const ranged = key === 'NOT' ? c.peek().key : key
  return POWER.range > above && RANGE_WORDS.has(ranged) ? parseRanged(c, left) : undefined
}

function parseBinary(c: Cursor, left: Expr, power: number): Expr {
  const token = c.token
  if (token.key === '!=') noteNotEqual(c)
  c.advance()
  const op = (token.key === '!=' ? '<>' : token.key) as BinaryExpr['op']
  if (power === POWER['='] && QUANTIFIERS.has(c.token.key) && c.peek().key === '(') {
    return parseQuantified(c, left, op as QuantifiedExpr['op'])
  }
  const right = climbDeeper(c, power)
  return {
    kind: 'binary',
    op,
    left,
    right,
    opSpan: { start: token.start, end: token.end },
    span: cover(left.span, right.span),
  }
}

/** Flink refuses `!=`, but what was meant is plain: reading goes on. */
function noteNotEqual(c: Cursor): void {
  c.attempt(() => c.refuse('parse.not-equal', {}, c.token, [replaceFix(c.token, '<>')]))
}

function parseQuantified(c: Cursor, operand: Expr, op: QuantifiedExpr['op']): Expr {
  const quantifier = c.advance().key as QuantifiedExpr['quantifier']
  const members = parseMembers(c)
  return { kind: 'quantified', operand, op, quantifier, ...members, span: c.from(operand.span.start) }
}

/** (a, b, c) or (SELECT ..) after IN, ANY, SOME and ALL. */
function parseMembers(c: Cursor): { list: Expr[] } | { query: Query } {
  c.expect('(')
  if (atQuery(c)) {
    const query = parseQuery(c)
    c.expect(')')
    return { query }
  }
  const list = c.list(parseExpr)
  const only = list.length === 1 ? list[0] : undefined
  const query = only?.kind === 'subquery' ? continueQuery(c, only.query) : undefined
  c.expect(')')
  return query === undefined ? { list } : { query }
}

function parseIs(c: Cursor, operand: Expr): Expr {
  c.expect('IS')
  const not = c.take('NOT')
  if (c.takeSequence('DISTINCT', 'FROM')) {
    const other = climbDeeper(c, POWER['='])
    return { kind: 'is', operand, not, test: 'DISTINCT FROM', other, span: cover(operand.span, other.span) }
  }
  const test = parseIsTest(c)
  return { kind: 'is', operand, not, test, span: c.from(operand.span.start) }
}

function parseIsTest(c: Cursor): IsExpr['test'] {
  switch (c.token.key) {
    case 'NULL':
    case 'TRUE':
    case 'FALSE':
    case 'UNKNOWN':
      return c.advance().key as IsExpr['test']
    case 'JSON':
      c.advance()
      if (c.at('VALUE') || c.at('OBJECT') || c.at('ARRAY') || c.at('SCALAR'))
        return `JSON ${c.advance().key}` as IsExpr['test']
      return 'JSON'
    default:
      return c.fail('NULL', 'TRUE', 'FALSE', 'UNKNOWN', 'DISTINCT FROM', 'JSON')
  }
}

function parseRanged(c: Cursor, operand: Expr): Expr {
  const not = c.take('NOT')
  const start = operand.span.start
  switch (c.advance().key) {
    case 'BETWEEN': {
      const symmetric = c.take('SYMMETRIC')
      if (!symmetric) c.take('ASYMMETRIC')
      const low = climbDeeper(c, POWER.AND)
      if (!c.take('AND')) c.refuse('parse.between-without-and', {}, c.token)
      const high = climbDeeper(c, POWER.range)
      return { kind: 'between', operand, not, symmetric, low, high, span: c.from(start) }
    }
    case 'IN': {
      const members = parseMembers(c)
      return { kind: 'in', operand, not, ...members, span: c.from(start) }
    }
    case 'SIMILAR':
      c.expect('TO')
      return parseLike(c, operand, not, 'SIMILAR TO')
    case 'RLIKE':
      return parseLike(c, operand, not, 'RLIKE')
    default:
      return parseLike(c, operand, not, 'LIKE')
  }
}

function parseLike(c: Cursor, operand: Expr, not: boolean, op: 'LIKE' | 'SIMILAR TO' | 'RLIKE'): Expr {
  const pattern = climbDeeper(c, POWER.range)
  const escapeChar = c.take('ESCAPE') ? climbDeeper(c, POWER.range) : undefined
  const like: Draft<LikeExpr> = { kind: 'like', op, operand, not, pattern, span: c.from(operand.span.start) }
  if (escapeChar !== undefined) like.escape = escapeChar
  return like
}
