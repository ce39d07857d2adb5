import type {
  CallExpr,
  CollectionExpr,
  ColumnRef,
  ExistsExpr,
  Expr,
  InExpr,
  QuantifiedExpr,
  SubqueryExpr,
} from '../../../sql/ast.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { AggregateFunction, FunctionDeclaration } from '../../functions/declaration.ts'

/**
 * What the names in an expression mean. Implemented by whoever binds a relation: it alone knows the
 * tables in reach, their aliases and the enclosing queries.
 */
export interface ExpressionScope {
  /**
   * `a`, `t.a`, or a field of a nested row, `t.a.b.c`: an InputRef or CorrelatedRef, with a FieldAccess
   * per nested name (see `accessFields`). Throws SqlError for an unknown or ambiguous name.
   */
  resolve(ref: ColumnRef): BoundExpr
}

export type SubqueryExprNode = SubqueryExpr | ExistsExpr | InExpr | QuantifiedExpr | CollectionExpr

/** What binding an expression may ask of its surroundings. The callbacks throw SqlError where the place does not allow them. */
export interface BindContext {
  /** `table.local-time-zone` */
  readonly zone: string
  /** Texts that are no numbers become NULL, as before Flink 1.15. */
  readonly legacyCast?: boolean
  /** Whether Flink's parser computes casts of literals: not so in WHERE and in OVER. */
  readonly computesLiterals?: boolean
  /** Any function, by its name or alias in any case. */
  lookup(name: string): FunctionDeclaration | undefined
  /** The value of an expression without columns (ExprCompiler.constant). */
  constant(expr: BoundExpr): Value
  /**
   * Asked for every expression before it is bound: a query with GROUP BY answers with the group column
   * where the expression is one of its keys. A column that is neither is refused by the scope.
   */
  replace?(expr: Expr, scope: ExpressionScope): BoundExpr | undefined
  /** COUNT(*), SUM(x) FILTER (WHERE …), …: not inside OVER. The arguments are not bound yet: they see the rows below the aggregation. */
  onAggregate(call: CallExpr, fn: AggregateFunction, scope: ExpressionScope): BoundExpr
  /** f(…) OVER (…). */
  onOver(call: CallExpr, scope: ExpressionScope): BoundExpr
  /** A scalar subquery, EXISTS, IN (SELECT …), a quantified comparison, ARRAY(SELECT …). `operand` is bound where there is one. */
  onSubquery(node: SubqueryExprNode, operand: BoundExpr | undefined, scope: ExpressionScope): BoundExpr
  /** GROUPING, GROUPING_ID, GROUP_ID, TUMBLE_START, MATCH_ROWTIME and the like: calls that mean something only to their query. Undefined: an ordinary function. */
  onQueryFunction?(call: CallExpr, scope: ExpressionScope): BoundExpr | undefined
  /** The type of a name that is not built in: a structured type or an alias of the catalog's. */
  namedType?(name: string): LogicalType | undefined
}
