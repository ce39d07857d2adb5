import type { BindEnvironment } from '../engine/bind/environment.ts'
import { bindNamedRelation } from '../engine/bind/from.ts'
import { bindQuery } from '../engine/bind/query.ts'
import type { CatalogEntry } from '../engine/catalog/catalog.ts'
import type { Column } from '../engine/logical/column.ts'
import type { Expr, QualifiedName, Query, Select } from '../sql/ast.ts'
import type { Span } from '../sql/span.ts'
import type { LogicalType } from '../types/logical-type.ts'
import type { Name, NamedRelation, Occurrence } from './names.ts'
import type { ScriptStatement } from './script-statement.ts'

/** What finding the names of one statement goes by. The syntax says where names stand, the binder their types. */
export interface Resolving {
  readonly statement: ScriptStatement
  readonly env: BindEnvironment
  /** WITH tables in reach. */
  readonly commonTables: ReadonlyMap<string, NamedRelation>
  /** A table or view of the catalog, with the names that its definition gives its columns. */
  relationOf(entry: CatalogEntry): NamedRelation
  /** The query block that is being looked at. */
  readonly select?: Select
  /** What the statement itself has put into the catalog. */
  readonly entry: CatalogEntry | undefined
  readonly found: Occurrence[]
}

/** Notes that `name` stands at `span`. */
export function note(
  r: Resolving,
  name: Name | undefined,
  span: Span,
  more: Partial<Omit<Occurrence, 'name' | 'span'>> = {},
): void {
  if (name === undefined) return
  const own = name.definition
  const isDefinition = own?.statement === r.statement && own.span.start === span.start
  r.found.push({ name, span, isDefinition, type: () => undefined, ...more })
}

/** The answer of a binder that may refuse, or stumble: a name is asked about in a query that is not right yet. */
export function attempt<T>(bind: () => T): T | undefined {
  try {
    return bind()
  } catch {
    return undefined
  }
}

/** Asks once. */
export function lazily<T>(ask: () => T): () => T {
  let answer: { readonly value: T } | undefined
  return () => {
    answer ??= { value: ask() }
    return answer.value
  }
}

/** The types of a query's columns as far as the binder can tell, by their place and name. */
export function queryTypes(query: Query, env: BindEnvironment): (at: number, text: string) => LogicalType | undefined {
  const columns = lazily(() => attempt(() => bindQuery(query, env).columns))
  return (at, text) => typeAt(columns(), at, text)
}

export function typeAt(columns: readonly Column[] | undefined, at: number, text: string): LogicalType | undefined {
  const there = columns?.[at]
  return there?.name === text ? there.type : columns?.find(({ name }) => name === text)?.type
}

/** The type of an expression of a select list, whatever may be wrong with the items beside it. */
export function itemType(expr: Expr, select: Select, env: BindEnvironment): LogicalType | undefined {
  const { span } = expr
  const { qualify: _qualify, ...rest } = select
  const body: Select = { ...rest, distinct: false, items: [{ expr, span }] }
  const query: Query = { kind: 'query', with: [], body, orderBy: [], span }
  return attempt(() => bindQuery(query, env).columns[0]?.type)
}

/** The types of a table, view or WITH table as a query sees them, time attributes marked. */
export function relationTypes(
  name: QualifiedName,
  env: BindEnvironment,
): (at: number, text: string) => LogicalType | undefined {
  const columns = lazily(() => attempt(() => bindNamedRelation(name, env).node.columns))
  return (at, text) => typeAt(columns(), at, text)
}
