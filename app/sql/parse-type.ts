import type { Identifier, IntervalQualifier, TypeSyntax } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { span } from './span.ts'

/** Other spellings of the same type. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['INTEGER', 'INT'],
  ['DEC', 'DECIMAL'],
  ['NUMERIC', 'DECIMAL'],
  ['CHARACTER', 'CHAR'],
])
const PLAIN = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'FLOAT',
  'STRING',
  'BYTES',
  'DATE',
  'VARIANT',
])
const WITH_LENGTH = new Set(['VARCHAR', 'VARBINARY', 'TIMESTAMP_LTZ'])

/** The fields of an interval, singular; `INTERVAL '2' DAYS` says the same as DAY. */
const INTERVAL_FIELDS = new Set(['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND'])
const singular = (key: string): string => (key.endsWith('S') ? key.slice(0, -1) : key)

/** A type with its nullability: of a column, a field or an element. */
export function parseType(c: Cursor): TypeSyntax {
  c.enter()
  const start = c.start
  let type = withNullability(c, parseTypeName(c), start)
  while (atCollection(c)) type = withNullability(c, parseCollectionType(c, type, start), start)
  c.leave()
  return type
}

/** The target of a cast or of RETURNING: nothing is said about nulls there. */
export function parseTargetType(c: Cursor): TypeSyntax {
  c.enter()
  const start = c.start
  let type = parseTypeName(c)
  // the older way to write a collection says nothing about nulls in it either, and so there are none
  while (atCollection(c)) type = parseCollectionType(c, { ...type, nullable: false }, start)
  c.leave()
  return type
}

const atCollection = (c: Cursor): boolean => c.at('ARRAY') || c.at('MULTISET')

/** INT ARRAY: the older way to write ARRAY<INT>. */
function parseCollectionType(c: Cursor, element: TypeSyntax, start: number): TypeSyntax {
  const name = c.advance().key
  return { name, args: NONE, element, span: c.from(start) }
}

function withNullability(c: Cursor, type: TypeSyntax, start: number): TypeSyntax {
  if (c.take('NULL')) return { ...type, nullable: true, span: c.from(start) }
  return c.takeSequence('NOT', 'NULL') ? { ...type, nullable: false, span: c.from(start) } : type
}

function parseTypeName(c: Cursor): TypeSyntax {
  const { key, start } = c.token
  const name = SYNONYMS.get(key) ?? key
  if (PLAIN.has(name)) {
    c.advance()
    return { name, args: NONE, span: c.from(start) }
  }
  if (WITH_LENGTH.has(name)) {
    c.advance()
    return { name, args: typeArguments(c), span: c.from(start) }
  }
  switch (name) {
    case 'DECIMAL':
      c.advance()
      return { name, args: typeArguments(c, 2), span: c.from(start) }
    case 'CHAR':
    case 'BINARY': {
      c.advance()
      const varying = c.take('VARYING')
      return { name: varying ? `VAR${name}` : name, args: typeArguments(c), span: c.from(start) }
    }
    case 'DOUBLE':
      c.advance()
      c.take('PRECISION')
      return { name, args: NONE, span: c.from(start) }
    case 'TIME':
    case 'TIMESTAMP': {
      c.advance()
      const args = typeArguments(c)
      return { name: name + timeZone(c), args, span: c.from(start) }
    }
    case 'INTERVAL':
      c.advance()
      return { name, args: NONE, interval: parseIntervalQualifier(c), span: c.from(start) }
    case 'ARRAY':
    case 'MULTISET': {
      c.advance()
      c.expect('<')
      const element = parseType(c)
      c.expect('>')
      return { name, args: NONE, element, span: c.from(start) }
    }
    case 'MAP':
      if (c.peek().key === '<') return parseMapType(c)
      break
    case 'ROW':
      c.advance()
      return { name, args: NONE, fields: rowFields(c), span: c.from(start) }
    case 'RAW':
      c.advance()
      return { name, args: NONE, texts: rawArguments(c), span: c.from(start) }
    case 'STRUCTURED':
      return parseStructuredType(c)
  }
  if (!c.atIdentifier()) c.fail('a type')
  const qualified = c.qualifiedName('a type')
  const path = qualified.parts.map((part) => part.name).join('.')
  return { name: path, args: NONE, qualified, span: qualified.span }
}

/** (10), or (10, 2) where there may be two. */
function typeArguments(c: Cursor, most: 1 | 2 = 1): readonly number[] {
  if (!c.take('(')) return NONE
  const first = typeArgument(c)
  const args = most === 2 && c.take(',') ? [first, typeArgument(c)] : [first]
  c.expect(')')
  return args
}

const MAX_INT = 2147483647

function typeArgument(c: Cursor): number {
  const { token } = c
  const value = c.integer()
  if (value > MAX_INT) c.refuse('bind.literal-range', { text: String(value) }, token)
  return value
}

function timeZone(c: Cursor): string {
  if (!c.at('WITH') && !c.at('WITHOUT')) return ''
  if (c.takeSequence('WITHOUT', 'TIME', 'ZONE')) return ''
  return c.takeSequence('WITH', 'LOCAL', 'TIME', 'ZONE') ? '_LTZ' : ''
}

function parseMapType(c: Cursor): TypeSyntax {
  const { start } = c
  c.advance()
  c.expect('<')
  const key = parseType(c)
  c.expect(',')
  const element = parseType(c)
  c.expect('>')
  return { name: 'MAP', args: NONE, key, element, span: c.from(start) }
}

type FieldSyntax = { readonly name: Identifier; readonly type: TypeSyntax; readonly comment?: string }

function rowFields(c: Cursor): readonly FieldSyntax[] {
  const close = c.take('(') ? ')' : '>'
  if (close === '>') {
    if (c.take('<>')) return NONE
    c.expect('<')
  }
  if (c.take(close)) return NONE
  const fields = c.list(field)
  c.expect(close)
  return fields
}

function field(c: Cursor): FieldSyntax {
  const name = c.identifier('a column name')
  const type = parseType(c)
  return c.token.kind === 'string' ? { name, type, comment: c.string() } : { name, type }
}

function rawArguments(c: Cursor): string[] {
  c.expect('(')
  const texts = [c.string()]
  c.expect(',')
  texts.push(c.string())
  c.expect(')')
  return texts
}

function parseStructuredType(c: Cursor): TypeSyntax {
  const { start } = c
  c.advance()
  c.expect('<')
  const texts = [c.string()]
  const fields = c.take(',') ? c.list(field) : NONE
  c.expect('>')
  return { name: 'STRUCTURED', args: NONE, texts, fields, span: c.from(start) }
}

/** DAY, DAY(3), DAY TO SECOND(3), SECOND(2, 3), YEAR TO MONTH … */
export function parseIntervalQualifier(c: Cursor): IntervalQualifier {
  const start = c.start
  const from = intervalField(c)
  const args = typeArguments(c, from === 'SECOND' ? 2 : 1)
  const precision = args[0]
  const ends = INTERVAL_ENDS.get(from)
  const to = ends !== undefined && c.take('TO') ? intervalField(c, ends) : undefined
  const fraction = to === 'SECOND' ? typeArguments(c)[0] : args[1]
  const qualifier: Draft<IntervalQualifier> = { from, span: c.from(start) }
  if (to !== undefined) qualifier.to = to
  if (precision !== undefined) qualifier.precision = precision
  if (fraction !== undefined) qualifier.fraction = fraction
  return qualifier
}

/** What an interval that begins with a field may end with. */
const INTERVAL_ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['YEAR', new Set(['MONTH'])],
  ['DAY', new Set(['HOUR', 'MINUTE', 'SECOND'])],
  ['HOUR', new Set(['MINUTE', 'SECOND'])],
  ['MINUTE', new Set(['SECOND'])],
])

function intervalField(c: Cursor, allowed: ReadonlySet<string> = INTERVAL_FIELDS): string {
  const field = singular(c.token.key)
  if (!allowed.has(field)) c.fail('a unit of time')
  c.advance()
  return field
}

/** The unit of EXTRACT, FLOOR … TO, TIMESTAMPADD and the like. */
export function parseTimeUnit(c: Cursor): { word: string; span: { start: number; end: number } } {
  const token = c.token
  if (token.kind !== 'word') c.fail('a unit of time')
  c.advance()
  return { word: token.key, span: span(token.start, token.end) }
}
