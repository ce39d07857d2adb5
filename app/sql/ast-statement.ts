import type { Expr, Hint, Identifier, QualifiedName, Query, TypeSyntax } from './ast.ts'
import type { Span } from './span.ts'

// Statements of Flink SQL; what they are made of is in ast.ts.

export type Statement =
  | QueryStatement
  | Insert
  | CreateTable
  | CreateView
  | StatementSet
  | SetStatement
  | ResetStatement
  | ExplainStatement
  | OtherStatement

export interface QueryStatement {
  readonly kind: 'query-statement'
  /** EXECUTE SELECT .. */
  readonly execute?: true
  readonly query: Query
  readonly span: Span
}
export interface Insert {
  readonly kind: 'insert'
  readonly overwrite: boolean
  readonly execute: boolean
  readonly target: QualifiedName
  readonly hints: readonly Hint[]
  readonly partition: readonly { readonly name: Identifier; readonly value?: Expr }[]
  readonly columns?: readonly QualifiedName[]
  readonly query: Query
  readonly conflict?: 'DO NOTHING' | 'DO ERROR' | 'DO DEDUPLICATE'
  readonly span: Span
}
export interface TableOption {
  readonly key: string
  readonly value: string
  readonly keySpan: Span
  readonly valueSpan: Span
  readonly span: Span
}
export type TableElement = ColumnElement | WatermarkElement | ConstraintElement
export interface ColumnElement {
  readonly kind: 'column'
  readonly name: Identifier
  readonly form: 'physical' | 'computed' | 'metadata'
  readonly type?: TypeSyntax
  readonly expr?: Expr
  readonly metadata?: { readonly key?: string; readonly virtual: boolean }
  readonly constraint?: ConstraintElement
  readonly comment?: string
  /** ALTER TABLE ADD and MODIFY: where the column goes. */
  readonly position?: 'FIRST' | QualifiedName
  /** ALTER TABLE MODIFY r.f INT: the field of a row column; `name` is its first part. */
  readonly path?: QualifiedName
  readonly span: Span
}
export interface WatermarkElement {
  readonly kind: 'watermark'
  readonly column: QualifiedName
  readonly expr: Expr
  readonly span: Span
}
export interface ConstraintElement {
  readonly kind: 'constraint'
  readonly name?: Identifier
  readonly type: 'PRIMARY KEY' | 'UNIQUE'
  readonly columns: readonly Identifier[]
  readonly enforced: 'ENFORCED' | 'NOT ENFORCED' | 'UNSPECIFIED'
  readonly span: Span
}
export interface CreateTable {
  readonly kind: 'create-table'
  readonly temporary: boolean
  readonly replace: boolean
  /** REPLACE TABLE: the table must exist. */
  readonly mustExist?: true
  readonly ifNotExists: boolean
  readonly name: QualifiedName
  /** Absent: CREATE TABLE t WITH (..) AS SELECT, without a column list. */
  readonly elements?: readonly TableElement[]
  /** CTAS with names only: CREATE TABLE t (a, b) AS SELECT. */
  readonly columnNames?: readonly Identifier[]
  readonly comment?: string
  readonly distribution?: {
    readonly kind?: 'HASH' | 'RANGE'
    readonly columns: readonly Identifier[]
    readonly buckets?: number
    readonly span: Span
  }
  readonly partitionedBy?: readonly Identifier[]
  /** USING CONNECTION c */
  readonly connection?: QualifiedName
  readonly options: readonly TableOption[]
  readonly like?: {
    readonly source: QualifiedName
    readonly options: readonly {
      readonly merge: 'INCLUDING' | 'EXCLUDING' | 'OVERWRITING'
      readonly feature: string
      readonly span: Span
    }[]
    readonly span: Span
  }
  readonly query?: Query
  readonly span: Span
}
export interface CreateView {
  readonly kind: 'create-view'
  readonly temporary: boolean
  readonly replace: boolean
  readonly ifNotExists: boolean
  readonly name: QualifiedName
  readonly columns: readonly Identifier[]
  readonly comment?: string
  readonly query: Query
  /** The text of the query, as Flink keeps it. */
  readonly querySpan: Span
  readonly span: Span
}
export interface StatementSet {
  readonly kind: 'statement-set'
  readonly execute: boolean
  readonly inserts: readonly Insert[]
  readonly span: Span
}
export interface SetStatement {
  readonly kind: 'set'
  readonly key?: string
  readonly value?: string
  readonly span: Span
}
export interface ResetStatement {
  readonly kind: 'reset'
  readonly key?: string
  readonly span: Span
}
export interface ExplainStatement {
  readonly kind: 'explain'
  readonly details: readonly string[]
  readonly plan: boolean
  readonly statement: Statement
  readonly span: Span
}
/**
 * Every other statement of Flink (ALTER, DROP, SHOW, DESCRIBE, USE, catalogs, functions, jars, models,
 * jobs, …): what it does, what it names, and its clauses as typed parts. The binder knows a few of
 * them and refuses the others by name.
 */
export interface OtherStatement {
  readonly kind: 'other'
  /** The leading keywords that identify it, e.g. 'DROP TABLE', 'SHOW CREATE VIEW', 'ALTER TABLE ADD'. */
  readonly verb: string
  readonly name?: QualifiedName
  readonly clauses: readonly StatementClause[]
  readonly span: Span
}
export type StatementClause =
  | { readonly kind: 'words'; readonly text: string; readonly span: Span }
  | { readonly kind: 'name'; readonly name: QualifiedName; readonly span: Span }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  | { readonly kind: 'expr'; readonly expr: Expr; readonly span: Span }
  | { readonly kind: 'query'; readonly query: Query; readonly span: Span }
  | { readonly kind: 'statement'; readonly statement: Statement; readonly span: Span }
  | { readonly kind: 'elements'; readonly elements: readonly TableElement[]; readonly span: Span }
  | { readonly kind: 'options'; readonly options: readonly TableOption[]; readonly span: Span }

/** One script: its statements in order, and what could not be read. A statement with an error may be partial or absent. */
export interface Script {
  readonly statements: readonly Statement[]
}
