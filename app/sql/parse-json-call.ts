import type { CallExpr, Expr, JsonClause, KeywordArgument } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { parseExpr, parseExprAboveIn } from './parse-expression.ts'
import { atQuery, parseOrderItems, parseQuery } from './parse-query.ts'
import { parseTargetType } from './parse-type.ts'

// The clauses of the SQL/JSON functions. Members of an object come out as KEY k VALUE v, however they were written.

type JsonParts = Pick<CallExpr, 'args' | 'json' | 'orderBy'>
type OnAction = Extract<JsonClause, { kind: 'on' }>

export function parseJsonExists(c: Cursor): JsonParts {
  const args = parseDocumentAndPath(c)
  const json: JsonClause[] = []
  if (c.at('TRUE') || c.at('FALSE') || c.at('UNKNOWN') || c.at('ERROR')) {
    const action = c.advance().key as OnAction['action']
    c.expectAll('ON', 'ERROR')
    json.push({ kind: 'on', event: 'ERROR', action })
  }
  return { args, json }
}

export function parseJsonValue(c: Cursor): JsonParts {
  const args = parseDocumentAndPath(c)
  const json = parseReturning(c)
  for (;;) {
    const clause = parseOnClause(c)
    if (clause === undefined) return { args, json }
    json.push(clause)
  }
}

export function parseJsonQuery(c: Cursor): JsonParts {
  const args = parseDocumentAndPath(c)
  const json = parseReturning(c)
  const wrapper = parseWrapper(c)
  if (wrapper !== undefined) json.push(wrapper)
  for (;;) {
    const clause = c.at('DEFAULT') ? undefined : parseOnClause(c)
    if (clause === undefined) return { args, json }
    json.push(clause)
  }
}

export function parseJsonObject(c: Cursor): JsonParts {
  const args: Expr[] = []
  if (!c.at(')') && !atNullsClause(c)) {
    do args.push(...parseMember(c))
    while (c.take(','))
  }
  return { args, json: parseNullsClause(c) }
}

export function parseJsonObjectAggregate(c: Cursor): JsonParts {
  const args = parseMember(c)
  return { args, json: parseNullsClause(c) }
}

export function parseJsonArray(c: Cursor): JsonParts {
  const args: Expr[] = []
  if (!c.at(')')) {
    do args.push(parseElement(c))
    while (c.take(','))
  }
  return { args, json: parseNullsClause(c) }
}

export function parseJsonArrayAggregate(c: Cursor): JsonParts {
  const args = [parseElement(c)]
  const orderBy = c.takeBy('ORDER') ? parseOrderItems(c) : undefined
  const json = parseNullsClause(c)
  return { args, ...(orderBy === undefined ? {} : { orderBy }), json }
}

function parseDocumentAndPath(c: Cursor): Expr[] {
  const args = [parseExpr(c)]
  c.expect(',')
  args.push(parseExpr(c))
  return args
}

function parseElement(c: Cursor): Expr {
  const start = c.start
  return atQuery(c) ? { kind: 'subquery', query: parseQuery(c), span: c.from(start) } : parseExpr(c)
}

function parseMember(c: Cursor): Expr[] {
  const word = (text: string): KeywordArgument => {
    const { start, end } = c.previous()
    return { kind: 'keyword', word: text, span: { start, end } }
  }
  // KEY alone may also be a column of that name.
  const named = c.at('KEY') && !KEY_ENDS.has(c.peek().key)
  if (named) c.advance()
  const keyWord = word('KEY')
  const key = parseExprAboveIn(c)
  if (!c.take('VALUE') && !c.take(':')) c.fail('VALUE', ':')
  const valueWord = word('VALUE')
  return [keyWord, key, valueWord, parseElement(c)]
}

const KEY_ENDS = new Set(['VALUE', ':', ',', '.', ')', '||', '*', '/'])

const atNullsClause = (c: Cursor): boolean => c.atSequence('NULL', 'ON', 'NULL') || c.atSequence('ABSENT', 'ON', 'NULL')

function parseNullsClause(c: Cursor): JsonClause[] {
  if (c.takeSequence('NULL', 'ON', 'NULL')) return [{ kind: 'nulls', action: 'NULL ON NULL' }]
  return c.takeSequence('ABSENT', 'ON', 'NULL') ? [{ kind: 'nulls', action: 'ABSENT ON NULL' }] : []
}

function parseReturning(c: Cursor): JsonClause[] {
  return c.take('RETURNING') ? [{ kind: 'returning', type: parseTargetType(c) }] : []
}

function parseWrapper(c: Cursor): JsonClause | undefined {
  if (c.take('WITHOUT')) {
    c.take('ARRAY')
    c.expect('WRAPPER')
    return { kind: 'wrapper', action: 'WITHOUT' }
  }
  if (!c.take('WITH')) return undefined
  const conditional = c.take('CONDITIONAL')
  if (!conditional) c.take('UNCONDITIONAL')
  c.take('ARRAY')
  c.expect('WRAPPER')
  return { kind: 'wrapper', action: conditional ? 'WITH CONDITIONAL' : 'WITH UNCONDITIONAL' }
}

function parseOnClause(c: Cursor): OnAction | undefined {
  const action = parseOnAction(c)
  if (action === undefined) return undefined
  const value = action === 'DEFAULT' ? parseExpr(c) : undefined
  c.expect('ON')
  const event = c.take('EMPTY') ? 'EMPTY' : c.take('ERROR') ? 'ERROR' : c.fail('EMPTY', 'ERROR')
  return { kind: 'on', event, action, ...(value === undefined ? {} : { value }) }
}

function parseOnAction(c: Cursor): OnAction['action'] | undefined {
  if (c.at('NULL') || c.at('ERROR') || c.at('DEFAULT')) return c.advance().key as OnAction['action']
  if (!c.take('EMPTY')) return undefined
  return c.take('ARRAY') ? 'EMPTY ARRAY' : c.take('OBJECT') ? 'EMPTY OBJECT' : c.fail('ARRAY', 'OBJECT')
}
