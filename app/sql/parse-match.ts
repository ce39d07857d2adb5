import type { Identifier, MatchRef, Pattern, TableRef } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { parseExpr } from './parse-expression.ts'
import { parseOrderItems } from './parse-query.ts'

const MATCH_CLAUSES = new Set(['MEASURES', 'ONE', 'ALL', 'AFTER', 'PATTERN', 'SUBSET', 'DEFINE'])

export function parseMatch(c: Cursor, input: TableRef): MatchRef {
  c.expectAll('MATCH_RECOGNIZE', '(')
  const partitionBy = c.takeBy('PARTITION') ? c.list(parseExpr) : []
  const orderBy = c.takeBy('ORDER') ? parseOrderItems(c) : []
  const measures = c.take('MEASURES') ? c.recoveringList(parseMeasure, MATCH_CLAUSES, ['AFTER MATCH', 'PATTERN']) : []
  const rows = parseRows(c)
  const skip = c.takeSequence('AFTER', 'MATCH') ? parseSkip(c) : undefined
  if (!c.at('PATTERN')) c.fail('MEASURES', 'AFTER MATCH', 'PATTERN')
  c.expectAll('PATTERN', '(')
  const strictStart = c.take('^')
  const pattern = parseAlternation(c)
  const strictEnd = c.take('$')
  c.expect(')')
  if (c.at('WITHIN') && c.peek().key !== 'INTERVAL') c.expectAll('WITHIN', 'INTERVAL')
  const within = c.take('WITHIN') ? parseExpr(c) : undefined
  const subsets = c.take('SUBSET') ? c.list(parseSubset) : []
  c.expect('DEFINE')
  const define = c.recoveringList(parseDefinition, MATCH_CLAUSES, [')'])
  if (!c.take(')')) c.fail(',', ')')
  return {
    kind: 'match',
    input,
    partitionBy,
    orderBy,
    measures,
    ...(rows === undefined ? {} : { rows }),
    ...(skip === undefined ? {} : { skip }),
    pattern,
    strictStart,
    strictEnd,
    ...(within === undefined ? {} : { within }),
    subsets,
    define,
    span: c.from(input.span.start),
  }
}

function parseMeasure(c: Cursor): MatchRef['measures'][number] {
  const start = c.start
  const expr = parseExpr(c)
  c.expect('AS')
  return { expr, name: c.identifier('a column name'), span: c.from(start) }
}

function parseRows(c: Cursor): MatchRef['rows'] {
  if (c.takeSequence('ONE', 'ROW', 'PER', 'MATCH')) return 'ONE ROW PER MATCH'
  return c.takeSequence('ALL', 'ROWS', 'PER', 'MATCH') ? 'ALL ROWS PER MATCH' : undefined
}

function parseSkip(c: Cursor): NonNullable<MatchRef['skip']> {
  const start = c.start
  c.expect('SKIP')
  if (c.takeSequence('PAST', 'LAST', 'ROW')) return { kind: 'PAST LAST ROW', span: c.from(start) }
  if (!c.take('TO')) c.fail('PAST LAST ROW', 'TO')
  if (c.takeSequence('NEXT', 'ROW')) return { kind: 'NEXT ROW', span: c.from(start) }
  const edge = (c.at('FIRST') || c.at('LAST')) && c.atIdentifier(1) ? (c.advance().key as 'FIRST' | 'LAST') : 'VARIABLE'
  const variable = c.identifier('a pattern variable')
  return { kind: edge, variable, span: c.from(start) }
}

function parseSubset(c: Cursor): MatchRef['subsets'][number] {
  const start = c.start
  const name = c.identifier('a pattern variable')
  c.expect('=')
  const members: Identifier[] = c.identifierList('a pattern variable')
  return { name, members, span: c.from(start) }
}

function parseDefinition(c: Cursor): MatchRef['define'][number] {
  const start = c.start
  const name = c.identifier('a pattern variable')
  c.expect('AS')
  return { name, condition: parseExpr(c), span: c.from(start) }
}

function parseAlternation(c: Cursor): Pattern {
  return c.nested(() => {
    const start = c.start
    const items = [parseSequence(c)]
    while (c.take('|')) items.push(parseSequence(c))
    const [only] = items
    return items.length === 1 && only !== undefined ? only : { kind: 'alternation', items, span: c.from(start) }
  })
}

function parseSequence(c: Cursor): Pattern {
  const start = c.start
  const items = [parseFactor(c)]
  while (c.atIdentifier() || c.at('(') || c.at('{') || c.atSequence('PERMUTE', '(')) items.push(parseFactor(c))
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items, span: c.from(start) }
}

function parseFactor(c: Cursor): Pattern {
  const item = parsePatternPrimary(c)
  const from = c.start
  const range = parseQuantifier(c)
  if (range === undefined) return item
  const greedy = !c.take('?')
  const text = c.text.slice(from, c.previous().end).replace(/\s+/g, '')
  return { kind: 'quantified', item, ...range, greedy, text, span: c.from(item.span.start) }
}

function parsePatternPrimary(c: Cursor): Pattern {
  const start = c.start
  if (c.take('(')) {
    const inner = parseAlternation(c)
    c.expect(')')
    return { ...inner, span: c.from(start) }
  }
  if (c.takeSequence('{', '-')) {
    const item = parseAlternation(c)
    c.expectAll('-', '}')
    return { kind: 'exclude', item, span: c.from(start) }
  }
  if (c.takeSequence('PERMUTE', '(')) {
    const items = c.list(parseAlternation)
    c.expect(')')
    return { kind: 'permute', items, span: c.from(start) }
  }
  return { kind: 'variable', name: c.identifier('a pattern variable'), span: c.from(start) }
}

function parseQuantifier(c: Cursor): { min: number; max?: number } | undefined {
  if (c.take('*')) return { min: 0 }
  if (c.take('+')) return { min: 1 }
  if (c.take('?')) return { min: 0, max: 1 }
  if (!c.at('{') || c.peek().key === '-') return undefined
  c.expect('{')
  if (c.take(',')) return { min: 0, max: parseRepeatEnd(c) }
  const min = c.integer()
  if (c.take('}')) return { min, max: min }
  c.expect(',')
  return c.take('}') ? { min } : { min, max: parseRepeatEnd(c) }
}

function parseRepeatEnd(c: Cursor): number {
  const max = c.integer()
  c.expect('}')
  return max
}
