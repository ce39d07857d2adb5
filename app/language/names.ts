import type { Identifier, TypeSyntax } from '../sql/ast.ts'
import type { Span } from '../sql/span.ts'
import type { LogicalType } from '../types/logical-type.ts'
import type { ScriptStatement } from './script-statement.ts'

export type NameKind =
  | 'table'
  | 'view'
  | 'common-table'
  | 'alias'
  | 'column'
  | 'field'
  | 'window'
  | 'variable'
  | 'function'

/** One thing that names in a script mean. The same thing is the same object wherever it is named. */
export interface Name {
  readonly kind: NameKind
  readonly text: string
  /** Where it gets its name; absent for what Flink names itself: window_start. */
  readonly definition?: { readonly statement: ScriptStatement; readonly span: Span }
  /** A column of a table as declared, for the fields of rows. */
  readonly syntax?: TypeSyntax
}

/** A place where a name stands, counted from the beginning of its statement. */
export interface Occurrence {
  readonly span: Span
  readonly name: Name
  readonly isDefinition: boolean
  type(): LogicalType | undefined
  /** What a table, a view or an alias gives. */
  readonly relation?: NamedRelation
  /** Joined by its mere name, as in NATURAL JOIN: no other name could stand there. */
  readonly isBound?: true
}

export interface NamedColumn {
  readonly text: string
  /** Absent for a column without a name that could be followed: EXPR$0, window_start. */
  readonly name?: Name
  type(): LogicalType | undefined
}

export interface NamedRelation {
  /** The alias, or the table's own name; absent for a subquery without one. */
  readonly text?: string
  readonly path?: readonly string[]
  readonly name?: Name
  readonly columns: readonly NamedColumn[]
  /** Columns that USING or NATURAL made one with those of a relation before: `*` gives them once. */
  readonly merged?: ReadonlySet<string>
}

/** What column names in an expression can mean: the relations of FROM, then those of the queries around. */
export interface NameScope {
  readonly relations: readonly NamedRelation[]
  readonly outer?: NameScope
  /** Of the WINDOW clause. */
  readonly windows?: ReadonlyMap<string, Name>
}

export const unknownType = (): undefined => undefined

const made = new WeakMap<Identifier, Name>()

/** The thing that an identifier of the syntax tree introduces; asked again, it is the same. */
export function introducedBy(
  identifier: Identifier,
  kind: NameKind,
  statement: ScriptStatement,
  syntax?: TypeSyntax,
): Name {
  const known = made.get(identifier)
  if (known !== undefined) return known
  const definition = { statement, span: identifier.span }
  const name: Name = { kind, text: identifier.name, definition, ...(syntax === undefined ? {} : { syntax }) }
  made.set(identifier, name)
  return name
}

/** The field of a row column, by the type that was declared. */
export function fieldOf(column: Name | undefined, text: string): Name | undefined {
  const field = column?.syntax?.fields?.find(({ name }) => name.name === text)
  const statement = column?.definition?.statement
  if (field === undefined || statement === undefined) return undefined
  return introducedBy(field.name, 'field', statement, field.type)
}

/** The type of a field of a row; NULL rows have NULL fields. */
export function fieldType(type: LogicalType | undefined, text: string): LogicalType | undefined {
  if (type?.kind !== 'ROW' && type?.kind !== 'STRUCTURED') return undefined
  const field = type.fields.find(({ name }) => name === text)
  return field && type.nullable ? { ...field.type, nullable: true } : field?.type
}
