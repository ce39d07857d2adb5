import type { LogicalType } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { RunFailure } from '../run-failure.ts'

/** What generated code may ask of its surroundings: never the machine, always the run's clock and seed. */
export interface FunctionContext {
  /** Processing time in milliseconds. */
  now(): number
  /** Processing time when the query started. */
  readonly queryStart: number
  /** Seeded; in [0, 1). */
  random(): number
  /** `table.local-time-zone` */
  readonly zone: string
}

/** An argument as the binder sees it: its type and, for a literal or a folded constant, its value. */
export interface Argument {
  readonly type: LogicalType
  readonly constant?: { readonly value: Value }
  /** Without columns: known before the run. */
  readonly fixed?: boolean
  /** The function whose result it is: JSON functions take each other's results as JSON, not as strings. */
  readonly call?: string
}

/**
 * How syntax of its own reaches a function, for declarations and the binder to agree on:
 * - unary minus is '-' with one argument; `a IS [NOT] DISTINCT FROM b` is 'IS [NOT] DISTINCT FROM';
 *   a[i] is 'ITEM'; ARRAY[…], MAP[…] and ROW(…) are 'ARRAY', 'MAP', 'ROW'; OVERLAPS takes four arguments.
 * - LIKE, SIMILAR TO, RLIKE: (text, pattern[, escape]). NOT, BETWEEN and IN are made of the other operators.
 * - keywords are constants of type CHAR holding the upper-case word: EXTRACT('DAY', x), FLOOR(x, 'DAY'),
 *   TIMESTAMPADD('DAY', n, x), TIMESTAMPDIFF('DAY', a, b), TRIM('BOTH', characters, x).
 * - POSITION(needle, x), OVERLAY(x, by, from[, for]), SUBSTRING(x, from[, for]).
 * - `x IS JSON OBJECT` is 'IS JSON'(x, 'OBJECT').
 * - the clauses of the JSON functions are `CallClause`s; a DEFAULT value is an argument after the others.
 */
export type CallClause =
  | { readonly kind: 'returning'; readonly type: LogicalType }
  | {
      readonly kind: 'on'
      readonly event: 'EMPTY' | 'ERROR'
      readonly action: 'NULL' | 'ERROR' | 'DEFAULT' | 'TRUE' | 'FALSE' | 'UNKNOWN' | 'EMPTY ARRAY' | 'EMPTY OBJECT'
      /** Which argument holds the value of DEFAULT. */
      readonly argument?: number
    }
  | { readonly kind: 'nulls'; readonly action: 'NULL ON NULL' | 'ABSENT ON NULL' }
  | { readonly kind: 'wrapper'; readonly action: 'WITHOUT' | 'WITH CONDITIONAL' | 'WITH UNCONDITIONAL' }

/** The answer of a type strategy: how the call is typed and what its arguments are cast to first. */
export type Inference =
  | {
      readonly ok: true
      readonly type: LogicalType
      readonly casts?: readonly (LogicalType | undefined)[]
      /** What the casts cannot convert is NULL. */
      readonly tries?: boolean
    }
  /**
   * `unsupported` names what Flink has and we have not; otherwise Flink refuses too, in `phase`. When it
   * plans it has told the result's `type` before.
   */
  | {
      readonly ok: false
      readonly message: string
      readonly phase: 'parse' | 'plan'
      readonly unsupported?: string
      readonly type?: LogicalType
    }

interface Declaration {
  /** Upper case, as in Flink's documentation; for operators the sign: '+', '=', 'LIKE'. */
  readonly name: string
  readonly aliases?: readonly string[]
  readonly category: string
  /** For people: `SUBSTRING(string FROM start [FOR length])`. */
  readonly signatures: readonly string[]
  readonly example: string
  readonly summary: { readonly en: string; readonly zh: string }
  readonly status: 'implemented' | 'refused'
  /** Why it is refused. */
  readonly reason?: string
}

/**
 * A scalar function. `implement` is called once per call site. A `source` template gets argument
 * texts that are safe to paste and free to repeat (locals or literals made by the code generator,
 * never the user's text) and must be a JavaScript expression; `apply` is a plain function kept in the
 * constants array. With `nulls: 'strict'` (the default) the generator returns NULL when an argument
 * is NULL and the implementation never sees one; 'called' passes nulls through.
 */
export interface ScalarFunction extends Declaration {
  readonly kind: 'scalar'
  readonly deterministic: boolean
  infer(args: readonly Argument[], clauses?: readonly CallClause[]): Inference
  implement(call: ScalarCallSite): ScalarImplementation
}
export interface ScalarCallSite {
  readonly args: readonly Argument[]
  readonly type: LogicalType
  readonly clauses?: readonly CallClause[]
}
export type ScalarImplementation = { readonly nulls?: 'strict' | 'called' } & (
  | { readonly source: (args: readonly string[], constant: (value: unknown) => string) => string }
  | { readonly apply: (...args: never[]) => Value }
  /** Flink's code for the call does not compile: refused where it is constant, else the job fails as it starts. */
  | { readonly fails: RunFailure }
  /** Flink's planner fails to make code of the call, once its constants are computed. */
  | { readonly refuses: string }
  /** Needs the run's clock, seed or zone. */
  | { readonly withContext: (context: FunctionContext) => (...args: never[]) => Value }
  /** Needs the watermark of the operator that makes the call, null before the first. */
  | { readonly withWatermark: (watermark: () => number | null) => (...args: never[]) => Value }
)

/**
 * An aggregate function: plain accumulator objects of a fixed shape, changed in place. `retract` is
 * asked for only when the input has updates or deletes; its absence then refuses the plan as Flink does.
 */
export interface AggregateFunction extends Declaration {
  readonly kind: 'aggregate'
  infer(args: readonly Argument[], site: AggregateInferenceSite): Inference
  implement(site: AggregateSite): AggregateImplementation
  /** Flink's words where only its planner refuses the types: after the schema is known, when code is made. */
  readonly refuses?: ((site: AggregateSite) => string | undefined) | undefined
  /** Types of which Flink never finds the value again that is taken back: refused by name where that can be. */
  readonly losesTrackOf?: ((argument: LogicalType) => boolean) | undefined
}
export interface AggregateInferenceSite {
  readonly distinct: boolean
  /** No GROUP BY keys: the result may be of an empty group. */
  readonly global: boolean
  /** FILTER may leave an empty group too. */
  readonly filtered: boolean
  readonly clauses?: readonly CallClause[]
}
export interface AggregateSite {
  readonly args: readonly Argument[]
  readonly type: LogicalType
  readonly retracts: boolean
  /** Accumulators of parts of a group are brought together: in windows that share them. */
  readonly merges?: boolean
  /** Results come once in many rows: of windows, not of groups that are told anew with every row. */
  readonly windowed?: boolean
  readonly clauses?: readonly CallClause[]
}
export interface AggregateImplementation<A = object> {
  create(): A
  /** Whether rows whose (first) argument is NULL are skipped by the caller. */
  readonly skipsNulls: boolean
  accumulate(accumulator: A, ...args: readonly Value[]): void
  retract?(accumulator: A, ...args: readonly Value[]): void
  merge?(into: A, from: A): void
  value(accumulator: A): Value
  /** The same in source form, where calling out would cost more than the work itself. */
  readonly inline?: InlineAggregate
}
/**
 * A hot aggregate as statements over its own fields of the accumulator object. All texts given are
 * generated locals or members, free to repeat; the argument is never NULL when `skipsNulls` says so.
 */
export interface InlineAggregate {
  readonly parts: readonly InlinePart[]
  /** An expression over the fields of all parts. */
  value(fields: readonly string[], constant: (value: unknown) => string): string
}
/** Fields that know of no others. Calls over the same values whose parts read alike share them: SUM and AVG their sum. */
export interface InlinePart {
  /** One initial value per field: 0, null, … */
  readonly fields: readonly (number | null)[]
  accumulate(fields: readonly string[], argument: string, constant: (value: unknown) => string): string
  retract?(fields: readonly string[], argument: string, constant: (value: unknown) => string): string
  merge(into: readonly string[], from: readonly string[], constant: (value: unknown) => string): string
}

export interface TableFunction extends Declaration {
  readonly kind: 'table'
  infer(args: readonly Argument[]): Inference
  implement(call: ScalarCallSite): (...args: readonly Value[]) => readonly (readonly Value[])[]
}

/** What the syntax provides without a function of its own: AND, CAST, a window's TUMBLE. */
export interface SyntaxForm extends Declaration {
  readonly kind: 'syntax'
}

export type FunctionDeclaration = ScalarFunction | AggregateFunction | TableFunction
