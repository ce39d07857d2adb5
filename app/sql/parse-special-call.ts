import type { CallExpr, Expr, Identifier, KeywordArgument, QualifiedName } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { parseCallTail } from './parse-call.ts'
import { parseExpr } from './parse-expression.ts'
import {
  parseJsonArray,
  parseJsonArrayAggregate,
  parseJsonExists,
  parseJsonObject,
  parseJsonObjectAggregate,
  parseJsonQuery,
  parseJsonValue,
} from './parse-json-call.ts'
import { parseAtom } from './parse-primary.ts'
import { parseTimeUnit } from './parse-type.ts'

// Functions with words inside their brackets. Whatever the author's form was, the arguments come out in one order:
// EXTRACT(unit, x), FLOOR(x, unit), TRIM(side, characters, x), POSITION(a, x), OVERLAY(x, by, from, for).

type SpecialCall = (c: Cursor) => CallExpr

export const SPECIAL_CALLS: ReadonlyMap<string, SpecialCall> = new Map<string, SpecialCall>([
  ['EXTRACT', special(parseExtract)],
  ['TRIM', special(parseTrim)],
  ['SUBSTRING', special(parseSubstring)],
  ['POSITION', special(parsePosition)],
  ['OVERLAY', special(parseOverlay)],
  ['FLOOR', special(parseRounding)],
  ['CEIL', special(parseRounding)],
  ['CEILING', special(parseRounding)],
  ['TIMESTAMPADD', special(parseUnitFirst)],
  ['TIMESTAMPDIFF', special(parseUnitFirst)],
  ['CONVERT', special(parseUsing)],
  ['TRANSLATE', special(parseUsing)],
  ['JSON_EXISTS', json(parseJsonExists)],
  ['JSON_VALUE', json(parseJsonValue)],
  ['JSON_QUERY', json(parseJsonQuery)],
  ['JSON_OBJECT', json(parseJsonObject)],
  ['JSON_ARRAY', json(parseJsonArray)],
  ['JSON_OBJECTAGG', json(parseJsonObjectAggregate)],
  ['JSON_ARRAYAGG', json(parseJsonArrayAggregate)],
])

function special(readArguments: (c: Cursor) => Expr[]): SpecialCall {
  return json((c) => ({ args: readArguments(c) }))
}

function json(readArguments: (c: Cursor) => Pick<CallExpr, 'args' | 'json' | 'orderBy'>): SpecialCall {
  return (c) => {
    const name = callName(c)
    c.expect('(')
    const parts = readArguments(c)
    if (!c.take(')')) c.fail(',', ')')
    return parseCallTail(c, name, parts, false)
  }
}

function callName(c: Cursor): QualifiedName {
  const token = c.advance()
  const part: Identifier = { name: token.key, quoted: false, span: { start: token.start, end: token.end } }
  return { parts: [part], span: part.span }
}

const timeUnit = (c: Cursor): KeywordArgument => ({ kind: 'keyword', ...parseTimeUnit(c) })

function parseExtract(c: Cursor): Expr[] {
  const unit = timeUnit(c)
  c.expect('FROM')
  return [unit, parseExpr(c)]
}

const SIDES = new Set(['BOTH', 'LEADING', 'TRAILING'])

function parseTrim(c: Cursor): Expr[] {
  const start = c.start
  const side = c.atAny(SIDES) ? c.advance() : undefined
  if (side !== undefined && c.take('FROM')) return [keyword(side.key, side.start), parseExpr(c)]
  const first = parseExpr(c)
  if (side === undefined && c.at(')')) return [first]
  if (side !== undefined && c.at(')')) return [keyword(side.key, side.start), first]
  c.expect('FROM')
  const word: KeywordArgument =
    side === undefined ? { kind: 'keyword', word: 'BOTH', span: { start, end: start } } : keyword(side.key, side.start)
  return [word, first, parseExpr(c)]
}

const keyword = (word: string, start: number): KeywordArgument => ({
  kind: 'keyword',
  word,
  span: { start, end: start + word.length },
})

function parseSubstring(c: Cursor): Expr[] {
  const args = [parseExpr(c)]
  if (!c.take('FROM') && !c.take(',')) c.fail('FROM', ',')
  args.push(parseExpr(c))
  if (c.take('FOR') || c.take(',')) args.push(parseExpr(c))
  return args
}

/** What is looked for is one name, literal or call: an operator or a bracket belongs to no such expression in Flink. */
function parsePosition(c: Cursor): Expr[] {
  if (c.at('(')) c.fail('an expression')
  const needle = parseAtom(c)
  c.expect('IN')
  const args = [needle, parseExpr(c)]
  if (c.take('FROM')) args.push(parseExpr(c))
  return args
}

function parseOverlay(c: Cursor): Expr[] {
  const args = [parseExpr(c)]
  c.expect('PLACING')
  args.push(parseExpr(c))
  c.expect('FROM')
  args.push(parseExpr(c))
  if (c.take('FOR')) args.push(parseExpr(c))
  return args
}

function parseRounding(c: Cursor): Expr[] {
  const args = [parseExpr(c)]
  if (c.take('TO')) return [...args, timeUnit(c)]
  while (c.take(',')) args.push(parseExpr(c))
  return args
}

function parseUnitFirst(c: Cursor): Expr[] {
  const args: Expr[] = [timeUnit(c)]
  while (c.take(',')) args.push(parseExpr(c))
  return args
}

function parseUsing(c: Cursor): Expr[] {
  const args = [parseExpr(c)]
  if (c.at('USING')) {
    const { start, end } = c.advance()
    const charset = c.identifier('a character set')
    const using: KeywordArgument = { kind: 'keyword', word: 'USING', span: { start, end } }
    return [...args, using, { kind: 'column', parts: [charset], span: charset.span }]
  }
  while (c.take(',')) args.push(parseExpr(c))
  return args
}
