import type { Span } from './span.ts'

// The syntax tree of Flink SQL. Every node carries its place. Names keep the author's case and lose
// their quotes; types are syntax here and become logical types in the binder.

export interface Identifier {
  readonly name: string
  readonly quoted: boolean
  readonly span: Span
}
/** catalog.database.object, or a shorter form of it. */
export interface QualifiedName {
  readonly parts: readonly Identifier[]
  readonly span: Span
}

// ------------------------------------------------------------------ types

export interface TypeSyntax {
  /** Upper case, e.g. 'INT', 'DECIMAL', 'TIMESTAMP_LTZ', 'ROW', 'ARRAY', 'MAP', 'MULTISET', 'INTERVAL', 'RAW', or a structured type's name. */
  readonly name: string
  readonly args: readonly number[]
  readonly element?: TypeSyntax
  readonly key?: TypeSyntax
  readonly fields?: readonly { readonly name: Identifier; readonly type: TypeSyntax; readonly comment?: string }[]
  readonly interval?: IntervalQualifier
  /** RAW: class and serializer snapshot; STRUCTURED: the class. */
  readonly texts?: readonly string[]
  /** A type that the user has defined: `name` joins its parts with dots. */
  readonly qualified?: QualifiedName
  /** Undefined when the author wrote neither NULL nor NOT NULL. */
  readonly nullable?: boolean
  readonly span: Span
}
export interface IntervalQualifier {
  readonly from: string
  readonly to?: string
  readonly precision?: number
  readonly fraction?: number
  readonly span: Span
}

// ------------------------------------------------------------------ expressions

export type Expr =
  | LiteralExpr
  | ColumnRef
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | IsExpr
  | BetweenExpr
  | InExpr
  | LikeExpr
  | CaseExpr
  | CastExpr
  | CallExpr
  | RowExpr
  | CollectionExpr
  | IndexExpr
  | FieldExpr
  | SubqueryExpr
  | ExistsExpr
  | QuantifiedExpr
  | IntervalExpr
  | NamedArgument
  | DescriptorExpr
  | TableArgument
  | DefaultExpr
  | KeywordArgument

export interface LiteralExpr {
  readonly kind: 'literal'
  /** 'number': the text as written; 'string'/'date'/'time'/'timestamp': the text inside the quotes; 'binary': hex digits. */
  readonly type:
    | 'number'
    | 'string'
    | 'boolean'
    | 'null'
    | 'unknown'
    | 'date'
    | 'time'
    | 'timestamp'
    | 'timestamp_ltz'
    | 'binary'
  readonly text: string
  /** Of a string that is not of UTF-16: N or _UTF8, as written before the quotes. */
  readonly charset?: string
  readonly span: Span
}
export interface IntervalExpr {
  readonly kind: 'interval'
  readonly negative: boolean
  /** The quoted text, or (Flink: `INTERVAL 5 SECOND`) any expression. */
  readonly value: string | Expr
  readonly qualifier: IntervalQualifier
  readonly span: Span
}
export interface ColumnRef {
  readonly kind: 'column'
  readonly parts: readonly Identifier[]
  /** Not written, but one of those that `*` stands for: its place among them. */
  readonly spread?: number
  readonly span: Span
}
/** `*` or `t.*`, in a select list or COUNT(*). */
export interface StarExpr {
  readonly kind: 'star'
  readonly qualifier: readonly Identifier[]
  readonly span: Span
}
export interface UnaryExpr {
  readonly kind: 'unary'
  readonly op: 'NOT' | '-' | '+'
  readonly operand: Expr
  readonly span: Span
}
export interface BinaryExpr {
  readonly kind: 'binary'
  readonly op:
    | '+'
    | '-'
    | '*'
    | '/'
    | '%'
    | '||'
    | '='
    | '<>'
    | '!='
    | '<'
    | '<='
    | '>'
    | '>='
    | 'AND'
    | 'OR'
    | 'OVERLAPS'
  readonly left: Expr
  readonly right: Expr
  /** (a - b) DAY: the difference of two times as an interval. */
  readonly interval?: IntervalQualifier
  readonly opSpan: Span
  readonly span: Span
}
export interface IsExpr {
  readonly kind: 'is'
  readonly operand: Expr
  readonly not: boolean
  readonly test:
    | 'NULL'
    | 'TRUE'
    | 'FALSE'
    | 'UNKNOWN'
    | 'DISTINCT FROM'
    | 'JSON'
    | 'JSON VALUE'
    | 'JSON OBJECT'
    | 'JSON ARRAY'
    | 'JSON SCALAR'
  readonly other?: Expr
  readonly span: Span
}
export interface BetweenExpr {
  readonly kind: 'between'
  readonly operand: Expr
  readonly not: boolean
  readonly symmetric: boolean
  readonly low: Expr
  readonly high: Expr
  readonly span: Span
}
export interface InExpr {
  readonly kind: 'in'
  readonly operand: Expr
  readonly not: boolean
  readonly list?: readonly Expr[]
  readonly query?: Query
  readonly span: Span
}
export interface LikeExpr {
  readonly kind: 'like'
  readonly op: 'LIKE' | 'SIMILAR TO' | 'RLIKE'
  readonly operand: Expr
  readonly not: boolean
  readonly pattern: Expr
  readonly escape?: Expr
  readonly span: Span
}
export interface CaseExpr {
  readonly kind: 'case'
  readonly operand?: Expr
  readonly whens: readonly { readonly when: Expr; readonly then: Expr }[]
  readonly otherwise?: Expr
  readonly span: Span
}
export interface CastExpr {
  readonly kind: 'cast'
  readonly tryCast: boolean
  readonly operand: Expr
  readonly type: TypeSyntax
  readonly span: Span
}
/** Any function call, also those with a syntax of their own (EXTRACT, TRIM, JSON_VALUE…): their keywords arrive as `KeywordArgument`. */
export interface CallExpr {
  readonly kind: 'call'
  readonly name: QualifiedName
  /** FINAL f(..), RUNNING f(..), among the measures of MATCH_RECOGNIZE. */
  readonly semantics?: 'FINAL' | 'RUNNING'
  /** CURRENT_DATE and the like: called without parentheses. */
  readonly niladic: boolean
  readonly quantifier?: 'DISTINCT' | 'ALL'
  readonly args: readonly Expr[]
  readonly orderBy?: readonly OrderItem[]
  readonly withinDistinct?: readonly Expr[]
  readonly withinGroup?: readonly OrderItem[]
  readonly filter?: Expr
  readonly nulls?: 'RESPECT' | 'IGNORE'
  readonly over?: WindowSpec | Identifier
  /** Clauses of the JSON functions, in source order. */
  readonly json?: readonly JsonClause[]
  readonly span: Span
}
export type JsonClause =
  | { readonly kind: 'returning'; readonly type: TypeSyntax }
  | {
      readonly kind: 'on'
      readonly event: 'EMPTY' | 'ERROR'
      readonly action: 'NULL' | 'ERROR' | 'DEFAULT' | 'TRUE' | 'FALSE' | 'UNKNOWN' | 'EMPTY ARRAY' | 'EMPTY OBJECT'
      readonly value?: Expr
    }
  | { readonly kind: 'nulls'; readonly action: 'NULL ON NULL' | 'ABSENT ON NULL' }
  | { readonly kind: 'wrapper'; readonly action: 'WITHOUT' | 'WITH CONDITIONAL' | 'WITH UNCONDITIONAL' }
  | { readonly kind: 'unique'; readonly unique: boolean }
/** A bare word or words inside a call: the unit of EXTRACT, FLOOR(x TO DAY), TIMESTAMPADD, BOTH of TRIM, KEY/VALUE of JSON_OBJECT. */
export interface KeywordArgument {
  readonly kind: 'keyword'
  readonly word: string
  readonly span: Span
}
/** (a, b), ROW(a, b). */
export interface RowExpr {
  readonly kind: 'row'
  readonly explicit: boolean
  readonly items: readonly Expr[]
  readonly span: Span
}
/** ARRAY[..], MAP[k, v, ..], MULTISET[..]; or over a query: ARRAY(SELECT ..). */
export interface CollectionExpr {
  readonly kind: 'collection'
  readonly type: 'ARRAY' | 'MAP' | 'MULTISET'
  readonly items?: readonly Expr[]
  readonly query?: Query
  readonly span: Span
}
export interface IndexExpr {
  readonly kind: 'index'
  readonly operand: Expr
  readonly index: Expr
  readonly span: Span
}
/** (expr).name and a[1].name; a plain a.b.c stays a ColumnRef. */
export interface FieldExpr {
  readonly kind: 'field'
  readonly operand: Expr
  readonly name: Identifier
  readonly span: Span
}
export interface SubqueryExpr {
  readonly kind: 'subquery'
  readonly query: Query
  readonly span: Span
}
export interface ExistsExpr {
  readonly kind: 'exists'
  readonly query: Query
  readonly span: Span
}
export interface QuantifiedExpr {
  readonly kind: 'quantified'
  readonly operand: Expr
  readonly op: '=' | '<>' | '<' | '<=' | '>' | '>='
  readonly quantifier: 'ALL' | 'ANY' | 'SOME'
  readonly list?: readonly Expr[]
  readonly query?: Query
  readonly span: Span
}
/** name => value */
export interface NamedArgument {
  readonly kind: 'named'
  readonly name: Identifier
  readonly value: Expr
  readonly span: Span
}
export interface DescriptorExpr {
  readonly kind: 'descriptor'
  readonly columns: readonly Identifier[]
  readonly span: Span
}
/** TABLE t [PARTITION BY ..] [ORDER BY ..], (SELECT ..) or MODEL m, as an argument of a table function. */
export interface TableArgument {
  readonly kind: 'table'
  readonly model: boolean
  readonly name?: QualifiedName
  readonly query?: Query
  readonly partitionBy: readonly Expr[]
  readonly orderBy: readonly OrderItem[]
  readonly span: Span
}
export interface DefaultExpr {
  readonly kind: 'default'
  readonly span: Span
}

export interface WindowSpec {
  readonly kind: 'window'
  readonly base?: Identifier
  readonly partitionBy: readonly Expr[]
  readonly orderBy: readonly OrderItem[]
  readonly frame?: {
    readonly unit: 'ROWS' | 'RANGE'
    readonly start: FrameBound
    readonly end?: FrameBound
    readonly span: Span
  }
  readonly span: Span
}
export type FrameBound =
  | { readonly kind: 'UNBOUNDED PRECEDING' | 'UNBOUNDED FOLLOWING' | 'CURRENT ROW'; readonly span: Span }
  | { readonly kind: 'PRECEDING' | 'FOLLOWING'; readonly value: Expr; readonly span: Span }

export interface OrderItem {
  readonly expr: Expr
  readonly descending: boolean
  readonly nulls?: 'FIRST' | 'LAST'
  readonly span: Span
}

// ------------------------------------------------------------------ queries

export interface Query {
  readonly kind: 'query'
  /** WITH RECURSIVE */
  readonly recursive?: true
  readonly with: readonly CommonTable[]
  readonly body: QueryBody
  readonly orderBy: readonly OrderItem[]
  readonly offset?: Expr
  readonly limit?: Expr
  readonly span: Span
}
export interface CommonTable {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
  readonly query: Query
  readonly span: Span
}
export type QueryBody = Select | SetOperation | Values | ExplicitTable | Query
export interface SetOperation {
  readonly kind: 'set-operation'
  readonly op: 'UNION' | 'INTERSECT' | 'EXCEPT' | 'MINUS'
  readonly all: boolean
  readonly left: QueryBody
  readonly right: QueryBody
  readonly span: Span
}
export interface Values {
  readonly kind: 'values'
  readonly rows: readonly Expr[]
  readonly span: Span
}
/** TABLE t */
export interface ExplicitTable {
  readonly kind: 'explicit-table'
  readonly name: QualifiedName
  readonly span: Span
}
export interface Select {
  readonly kind: 'select'
  readonly hints: readonly Hint[]
  readonly distinct: boolean
  readonly items: readonly SelectItem[]
  readonly from?: TableRef
  readonly where?: Expr
  readonly groupBy?: readonly GroupItem[]
  readonly having?: Expr
  readonly windows: readonly { readonly name: Identifier; readonly spec: WindowSpec }[]
  readonly qualify?: Expr
  readonly span: Span
}
export interface SelectItem {
  readonly expr: Expr
  readonly alias?: Identifier
  readonly span: Span
}
export type GroupItem =
  | { readonly kind: 'expr'; readonly expr: Expr; readonly span: Span }
  | { readonly kind: 'empty'; readonly span: Span }
  | {
      readonly kind: 'sets'
      readonly form: 'GROUPING SETS' | 'CUBE' | 'ROLLUP'
      readonly items: readonly GroupItem[]
      readonly span: Span
    }
  | { readonly kind: 'tuple'; readonly items: readonly Expr[]; readonly span: Span }

export interface Hint {
  readonly name: Identifier
  readonly options: readonly { readonly key: string; readonly value?: string }[]
  readonly span: Span
}

export type TableRef =
  | NamedTable
  | DerivedTable
  | TableFunctionRef
  | UnnestRef
  | JoinRef
  | MatchRef
  | PivotRef
  | ValuesRef
interface TableRefBase {
  readonly alias?: TableAlias
  readonly span: Span
}
export interface TableAlias {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
}
export interface NamedTable extends TableRefBase {
  readonly kind: 'named-table'
  readonly name: QualifiedName
  readonly hints: readonly Hint[]
  /** FOR SYSTEM_TIME AS OF expr */
  readonly systemTime?: Expr
  readonly sample?: { readonly method: string; readonly percent: Expr }
}
export interface DerivedTable extends TableRefBase {
  readonly kind: 'derived-table'
  readonly lateral: boolean
  readonly query: Query
}
/** TABLE(f(..)), LATERAL TABLE(f(..)), or f(..) alone. */
export interface TableFunctionRef extends TableRefBase {
  readonly kind: 'table-function'
  readonly lateral: boolean
  readonly explicit: boolean
  readonly call: CallExpr
}
export interface UnnestRef extends TableRefBase {
  readonly kind: 'unnest'
  readonly args: readonly Expr[]
  readonly ordinality: boolean
}
export interface ValuesRef extends TableRefBase {
  readonly kind: 'values-table'
  readonly values: Values
}
export interface JoinRef extends TableRefBase {
  readonly kind: 'join'
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI'
  readonly natural: boolean
  /** a, b in the FROM list. */
  readonly comma: boolean
  readonly left: TableRef
  readonly right: TableRef
  readonly on?: Expr
  readonly using?: readonly Identifier[]
}
export interface PivotRef extends TableRefBase {
  readonly kind: 'pivot'
  readonly unpivot: boolean
  readonly input: TableRef
  /** The whole clause; Flink itself refuses it in streaming mode. */
  readonly text: string
}
export interface MatchRef extends TableRefBase {
  readonly kind: 'match'
  readonly input: TableRef
  readonly partitionBy: readonly Expr[]
  readonly orderBy: readonly OrderItem[]
  readonly measures: readonly { readonly expr: Expr; readonly name?: Identifier; readonly span: Span }[]
  readonly rows?: 'ONE ROW PER MATCH' | 'ALL ROWS PER MATCH'
  readonly skip?: {
    readonly kind: 'PAST LAST ROW' | 'NEXT ROW' | 'FIRST' | 'LAST' | 'VARIABLE'
    readonly variable?: Identifier
    readonly span: Span
  }
  readonly pattern: Pattern
  readonly strictStart: boolean
  readonly strictEnd: boolean
  readonly within?: Expr
  readonly subsets: readonly {
    readonly name: Identifier
    readonly members: readonly Identifier[]
    readonly span: Span
  }[]
  readonly define: readonly { readonly name: Identifier; readonly condition: Expr; readonly span: Span }[]
}
export type Pattern =
  | { readonly kind: 'variable'; readonly name: Identifier; readonly span: Span }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[]; readonly span: Span }
  | { readonly kind: 'alternation'; readonly items: readonly Pattern[]; readonly span: Span }
  | { readonly kind: 'permute'; readonly items: readonly Pattern[]; readonly span: Span }
  | { readonly kind: 'exclude'; readonly item: Pattern; readonly span: Span }
  | {
      readonly kind: 'quantified'
      readonly item: Pattern
      readonly min: number
      readonly max?: number
      readonly greedy: boolean
      readonly text: string
      readonly span: Span
    }
