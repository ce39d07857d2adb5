import type { Identifier } from './ast.ts'
import type { ColumnElement, ConstraintElement, TableElement, TableOption, WatermarkElement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { parseExpr } from './parse-expression.ts'
import { parseType } from './parse-type.ts'
import { span } from './span.ts'

const NO_STOPS: ReadonlySet<string> = new Set()

/** What stands in the brackets of CREATE TABLE; a column without type or expression is only a name. */
export type ListedElement = TableElement | { readonly kind: 'name'; readonly name: Identifier }

export function parseElements(c: Cursor): ListedElement[] {
  c.expect('(')
  const elements = c.recoveringList(() => parseElement(c), NO_STOPS, [')'])
  if (!c.take(')')) c.fail(',', ')')
  return elements
}

function parseElement(c: Cursor): ListedElement {
  if (c.at('WATERMARK')) return parseWatermark(c)
  if (atConstraint(c)) return parseConstraint(c, undefined)
  const start = c.start
  const name = c.identifier('a column, a key or a watermark')
  if (c.at(',') || c.at(')')) return { kind: 'name', name }
  return parseColumn(c, name, start)
}

/** For ALTER TABLE: names alone mean nothing there, but a field of a row may be meant. */
export function parseAlteredElement(c: Cursor): TableElement {
  if (c.at('WATERMARK')) return parseWatermark(c)
  if (atConstraint(c)) return parseConstraint(c, undefined)
  const start = c.start
  const path = c.qualifiedName('a column, a key or a watermark')
  const [name] = path.parts as [Identifier, ...Identifier[]]
  const column = { ...parseColumn(c, name, start), ...(path.parts.length > 1 ? { path } : {}) }
  if (c.take('FIRST')) return { ...column, position: 'FIRST', span: c.from(start) }
  if (c.take('AFTER')) return { ...column, position: c.qualifiedName('a column name'), span: c.from(start) }
  return column
}

const atConstraint = (c: Cursor): boolean => c.at('PRIMARY') || c.at('UNIQUE') || c.at('CONSTRAINT')

function parseColumn(c: Cursor, name: Identifier, start: number): ColumnElement {
  if (c.take('AS')) {
    const expr = parseExpr(c)
    return { kind: 'column', name, form: 'computed', expr, ...parseComment(c), span: c.from(start) }
  }
  if (c.at('INTERVAL')) c.fail('a type')
  const type = parseType(c)
  if (c.take('METADATA')) {
    const key = c.take('FROM') ? c.string() : undefined
    const metadata = { ...(key === undefined ? {} : { key }), virtual: c.take('VIRTUAL') }
    return { kind: 'column', name, form: 'metadata', type, metadata, ...parseComment(c), span: c.from(start) }
  }
  const constraint = atConstraint(c) ? parseConstraint(c, name) : undefined
  return {
    kind: 'column',
    name,
    form: 'physical',
    type,
    ...(constraint === undefined ? {} : { constraint }),
    ...parseComment(c),
    span: c.from(start),
  }
}

export function parseComment(c: Cursor): { comment?: string } {
  return c.take('COMMENT') ? { comment: c.string() } : {}
}

function parseWatermark(c: Cursor): WatermarkElement {
  const start = c.start
  c.expect('WATERMARK', 'FOR')
  const column = c.qualifiedName('a column name')
  c.expect('AS')
  return { kind: 'watermark', column, expr: parseExpr(c), span: c.from(start) }
}

/** `column`: the constraint stands behind that column and lists none. */
function parseConstraint(c: Cursor, column: Identifier | undefined): ConstraintElement {
  const start = c.start
  const name = c.take('CONSTRAINT') ? c.identifier('a name') : undefined
  const unique = c.take('UNIQUE')
  if (!unique) c.expect('PRIMARY', 'KEY')
  const columns = column === undefined ? c.identifierList() : [column]
  const enforced = c.takeSequence('NOT', 'ENFORCED') ? 'NOT ENFORCED' : c.take('ENFORCED') ? 'ENFORCED' : 'UNSPECIFIED'
  return {
    kind: 'constraint',
    ...(name === undefined ? {} : { name }),
    type: unique ? 'UNIQUE' : 'PRIMARY KEY',
    columns,
    enforced,
    span: c.from(start),
  }
}

/** ('key' = 'value', ..) */
export function parseOptions(c: Cursor): TableOption[] {
  c.expect('(')
  if (c.take(')')) return []
  const options = c.recoveringList(() => parseOption(c), NO_STOPS, [')'])
  if (!c.take(')')) c.fail(',', ')')
  return options
}

function parseOption(c: Cursor): TableOption {
  const { start, end } = c.token
  const key = c.joinedStrings('an option')
  c.expect('=')
  const token = c.token
  const value = c.joinedStrings()
  return { key, value, keySpan: span(start, end), valueSpan: c.from(token.start), span: c.from(start) }
}
