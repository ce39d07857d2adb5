import type { Identifier, IntervalQualifier, TypeSyntax } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { isReserved } from './keyword.ts'
import { span } from './span.ts'

/** Other spellings of the same type. */
const SYNONYMS: Readonly<Record<string, string>> = {
  INTEGER: 'INT',
  DEC: 'DECIMAL',
  NUMERIC: 'DECIMAL',
  CHARACTER: 'CHAR',
}
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
  return c.nested(() => {
    const start = c.start
    let type = withNullability(c, parseTypeName(c), start)
    while (atCollection(c)) type = withNullability(c, parseCollectionType(c, type, start), start)
    return type
  })
}

/** The target of a cast or of RETURNING: nothing is said about nulls there. */
export function parseTargetType(c: Cursor): TypeSyntax {
  return c.nested(() => {
    const start = c.start
    let type = parseTypeName(c)
    while (atCollection(c)) type = parseCollectionType(c, type, start)
    return type
  })
}

const atCollection = (c: Cursor): boolean => c.at('ARRAY') || c.at('MULTISET')

/** INT ARRAY: the older way to write ARRAY<INT>. */
function parseCollectionType(c: Cursor, element: TypeSyntax, start: number): TypeSyntax {
  const name = c.advance().key
  return { name, args: [], element, span: c.from(start) }
}

function withNullability(c: Cursor, type: TypeSyntax, start: number): TypeSyntax {
  if (c.take('NULL')) return { ...type, nullable: true, span: c.from(start) }
  if (c.at('NOT') && c.peek().key === 'NULL') {
    c.expect('NOT', 'NULL')
    return { ...type, nullable: false, span: c.from(start) }
  }
  return type
}

function parseTypeName(c: Cursor): TypeSyntax {
  const token = c.token
  const start = token.start
  const name = SYNONYMS[token.key] ?? token.key
  const done = (type: Omit<TypeSyntax, 'span' | 'args'> & { args?: readonly number[] }): TypeSyntax => ({
    args: [],
    ...type,
    span: c.from(start),
  })
  if (PLAIN.has(name)) {
    c.advance()
    return done({ name })
  }
  if (WITH_LENGTH.has(name)) {
    c.advance()
    return done({ name, args: typeArguments(c) })
  }
  switch (name) {
    case 'DECIMAL':
      c.advance()
      return done({ name, args: typeArguments(c, 2) })
    case 'CHAR':
    case 'BINARY': {
      c.advance()
      const varying = c.take('VARYING')
      return done({ name: varying ? `VAR${name}` : name, args: typeArguments(c) })
    }
    case 'DOUBLE':
      c.advance()
      c.take('PRECISION')
      return done({ name })
    case 'TIME':
    case 'TIMESTAMP': {
      c.advance()
      const args = typeArguments(c)
      return done({ name: name + timeZone(c), args })
    }
    case 'INTERVAL':
      c.advance()
      return done({ name, interval: parseIntervalQualifier(c) })
    case 'ARRAY':
    case 'MULTISET': {
      c.advance()
      c.expect('<')
      const element = parseType(c)
      c.expect('>')
      return done({ name, element })
    }
    case 'MAP':
      if (c.peek().key !== '<') break
      c.advance()
      return done({ name, ...mapArguments(c) })
    case 'ROW':
      c.advance()
      return done({ name, fields: rowFields(c) })
    case 'RAW':
      c.advance()
      return done({ name, texts: rawArguments(c) })
    case 'STRUCTURED':
      c.advance()
      return done(structuredArguments(c))
  }
  if (!c.atIdentifier()) {
    if (token.kind === 'word' && !isReserved(token.key)) c.fail('a type')
    c.fail('a type')
  }
  const qualified = c.qualifiedName('a type')
  return done({ name: qualified.parts.map((part) => part.name).join('.'), qualified })
}

function typeArguments(c: Cursor, most = 1): number[] {
  if (!c.take('(')) return []
  const args = [typeArgument(c)]
  while (args.length < most && c.take(',')) args.push(typeArgument(c))
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

function mapArguments(c: Cursor): { key: TypeSyntax; element: TypeSyntax } {
  c.expect('<')
  const key = parseType(c)
  c.expect(',')
  const element = parseType(c)
  c.expect('>')
  return { key, element }
}

type FieldSyntax = { readonly name: Identifier; readonly type: TypeSyntax; readonly comment?: string }

function rowFields(c: Cursor): FieldSyntax[] {
  const close = c.take('(') ? ')' : '>'
  if (close === '>') {
    if (c.take('<>')) return []
    c.expect('<')
  }
  if (c.take(close)) return []
  const fields = c.list(() => field(c))
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

function structuredArguments(c: Cursor): { name: string; texts: string[]; fields: FieldSyntax[] } {
  c.expect('<')
  const texts = [c.string()]
  const fields = c.take(',') ? c.list(() => field(c)) : []
  c.expect('>')
  return { name: 'STRUCTURED', texts, fields }
}

/** DAY, DAY(3), DAY TO SECOND(3), SECOND(2, 3), YEAR TO MONTH … */
export function parseIntervalQualifier(c: Cursor): IntervalQualifier {
  const start = c.start
  const from = intervalField(c)
  const [precision, ownFraction] = typeArguments(c, from === 'SECOND' ? 2 : 1)
  const ends = INTERVAL_ENDS[from]
  const to = ends !== undefined && c.take('TO') ? intervalField(c, ends) : undefined
  const fraction = to === 'SECOND' ? typeArguments(c)[0] : ownFraction
  return {
    from,
    ...(to === undefined ? {} : { to }),
    ...(precision === undefined ? {} : { precision }),
    ...(fraction === undefined ? {} : { fraction }),
    span: c.from(start),
  }
}

/** What an interval that begins with a field may end with. */
const INTERVAL_ENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  YEAR: new Set(['MONTH']),
  DAY: new Set(['HOUR', 'MINUTE', 'SECOND']),
  HOUR: new Set(['MINUTE', 'SECOND']),
  MINUTE: new Set(['SECOND']),
}

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
