import type { Identifier } from './ast.ts'
import type { ColumnElement, ConstraintElement, TableElement, TableOption, WatermarkElement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { parseExpr } from './parse-expression.ts'
import { parseType } from './parse-type.ts'
import { span } from './span.ts'

const NO_STOPS: ReadonlySet<string> = new Set()

/** What stands in the brackets of CREATE TABLE; a column without type or expression is only a name. */
export type ListedElement = TableElement | { readonly kind: 'name'; readonly name: Identifier }

export function parseElements(c: Cursor): ListedElement[] {
  c.expect('(')
  const elements = c.recoveringList(parseElement, NO_STOPS, [')'])
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
    return withComment(c, { kind: 'column', name, form: 'computed', expr, span: c.from(start) })
  }
  if (c.at('INTERVAL')) c.fail('a type')
  const type = parseType(c)
  if (c.take('METADATA')) {
    const key = c.take('FROM') ? c.string() : undefined
    const virtual = c.take('VIRTUAL')
    const metadata = key === undefined ? { virtual } : { key, virtual }
    return withComment(c, { kind: 'column', name, form: 'metadata', type, metadata, span: c.from(start) })
  }
  const constraint = atConstraint(c) ? parseConstraint(c, name) : undefined
  const column: Draft<ColumnElement> = { kind: 'column', name, form: 'physical', type, span: c.from(start) }
  if (constraint !== undefined) column.constraint = constraint
  return withComment(c, column)
}

/** A comment is the last of a column. */
function withComment(c: Cursor, column: Draft<ColumnElement>): ColumnElement {
  const comment = parseComment(c)
  if (comment === undefined) return column
  column.comment = comment
  column.span = c.from(column.span.start)
  return column
}

export const parseComment = (c: Cursor): string | undefined => (c.take('COMMENT') ? c.string() : undefined)

function parseWatermark(c: Cursor): WatermarkElement {
  const start = c.start
  c.expectAll('WATERMARK', 'FOR')
  const column = c.qualifiedName('a column name')
  c.expect('AS')
  return { kind: 'watermark', column, expr: parseExpr(c), span: c.from(start) }
}

/** `column`: the constraint stands behind that column and lists none. */
function parseConstraint(c: Cursor, column: Identifier | undefined): ConstraintElement {
  const start = c.start
  const name = c.take('CONSTRAINT') ? c.identifier('a name') : undefined
  const unique = c.take('UNIQUE')
  if (!unique) c.expectAll('PRIMARY', 'KEY')
  const columns = column === undefined ? c.identifierList() : [column]
  const enforced = c.takeSequence('NOT', 'ENFORCED') ? 'NOT ENFORCED' : c.take('ENFORCED') ? 'ENFORCED' : 'UNSPECIFIED'
  const type = unique ? 'UNIQUE' : 'PRIMARY KEY'
  const constraint: Draft<ConstraintElement> = { kind: 'constraint', type, columns, enforced, span: c.from(start) }
  if (name !== undefined) constraint.name = name
  return constraint
}

/** ('key' = 'value', ..) */
export function parseOptions(c: Cursor): readonly TableOption[] {
  c.expect('(')
  if (c.take(')')) return NONE
  const options = c.recoveringList(parseOption, NO_STOPS, [')'])
  if (!c.take(')')) c.fail(',', ')')
  return options
}

function parseOption(c: Cursor): TableOption {
  const { start, end } = c.token
  const key = c.joinedStrings('an option')
  c.expect('=')
  const valueStart = c.start
  const value = c.joinedStrings()
  return { key, value, keySpan: span(start, end), valueSpan: c.from(valueStart), span: c.from(start) }
}
