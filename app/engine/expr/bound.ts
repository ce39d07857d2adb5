import type { SqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { AggregateFunction, CallClause, ScalarFunction } from '../functions/declaration.ts'

/** A bound expression: names are column indexes, overloads are chosen, every node knows its type. */
export type BoundExpr = InputRef | Constant | ScalarCall | LogicCall | CaseCall | CastCall | FieldAccess | CorrelatedRef

interface Typed {
  readonly type: LogicalType
  readonly span: Span
}
/** Column `index` of the input row; of a join condition: left columns first, then right. */
export interface InputRef extends Typed {
  readonly kind: 'input'
  readonly index: number
  /** Handed on with its row, which no operator reads: a NULL in it stays, though the type have none. */
  readonly asIs?: true
}
export interface Constant extends Typed {
  readonly kind: 'constant'
  readonly value: Value
  /** Of a written text that is not of Flink's own character set. */
  readonly charset?: string
}
export interface ScalarCall extends Typed {
  readonly kind: 'call'
  readonly fn: ScalarFunction
  readonly args: readonly BoundExpr[]
  readonly clauses?: readonly CallClause[]
  /** Flink has no code for it: thrown where its code is asked for, and not where the planner does without it. */
  readonly unplannable?: SqlError
}
/** Three-valued and lazy; AND and OR take two or more operands. */
export interface LogicCall extends Typed {
  readonly kind: 'logic'
  readonly op:
    | 'AND'
    | 'OR'
    | 'NOT'
    | 'IS NULL'
    | 'IS NOT NULL'
    | 'IS TRUE'
    | 'IS NOT TRUE'
    | 'IS FALSE'
    | 'IS NOT FALSE'
  readonly args: readonly BoundExpr[]
}
/** CASE, IF, COALESCE, NULLIF…: evaluated lazily from the first branch on. */
export interface CaseCall extends Typed {
  readonly kind: 'case'
  /** Written as IF or COALESCE, into which Flink's planner does not look. */
  readonly asFunction?: true
  readonly branches: readonly { readonly when: BoundExpr; readonly then: BoundExpr }[]
  readonly otherwise: BoundExpr
}
export function caseBranch(when: BoundExpr, result: BoundExpr): CaseCall['branches'][number] {
  // biome-ignore lint/suspicious/noThenProperty: a branch of CASE, never awaited
  return { when, then: result }
}
export interface CastCall extends Typed {
  readonly kind: 'cast'
  readonly mode: 'cast' | 'try' | 'implicit'
  readonly operand: BoundExpr
  /** Made by the code of a comparison: Flink's planner sees the operand. */
  readonly unplanned?: true
  /** Flink has no code for this cast, and says so when it makes the code of the expression. */
  readonly unplannable?: SqlError
}
export interface FieldAccess extends Typed {
  readonly kind: 'field'
  readonly operand: BoundExpr
  readonly index: number
}
/** A column of an enclosing query, until decorrelation removes it. */
export interface CorrelatedRef extends Typed {
  readonly kind: 'correlated'
  readonly depth: number
  readonly index: number
}

/** As in Flink's plans, arguments are columns of the input: a Calc below computes them. */
export interface AggregateCall {
  readonly fn: AggregateFunction
  readonly args: readonly number[]
  readonly distinct: boolean
  readonly filter?: number
  readonly clauses?: readonly CallClause[]
  readonly type: LogicalType
  readonly name: string
  readonly span: Span
}

export interface SortKey {
  readonly index: number
  readonly descending: boolean
  readonly nullsFirst: boolean
}
