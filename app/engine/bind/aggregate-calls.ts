import { must } from '../../base/assert.ts'
import type { CallExpr, Expr } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { notNull } from '../../types/construct-type.ts'
import type { AggregateCall, BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { AggregateFunction } from '../functions/declaration.ts'
import type { GroupingCall } from '../logical/aggregate.ts'
import { conjunction } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { beyondBigint, bindAggregateCall } from './bind-aggregate-call.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext } from './expression/context.ts'
import { planFailure } from './expression/plan-failure.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'
import { LoneReferences } from './subquery/lone-references.ts'
import { SubqueryJoins } from './subquery/subquery-joins.ts'

/** Collects the aggregate calls of one query and the projection that feeds them: keys, then arguments. */
export class AggregateCalls {
  readonly calls: AggregateCall[] = []
  readonly groupings: GroupingCall[] = []
  readonly #inputs: BoundExpr[]
  readonly #keys: number
  readonly #from: Relation
  readonly #global: boolean
  /** The rows with what subqueries in arguments add to them. */
  readonly #joins: SubqueryJoins
  readonly #references: LoneReferences

  constructor(from: Relation, keys: readonly BoundExpr[], global: boolean, env: BindEnvironment) {
    this.#from = from
    this.#inputs = [...keys]
    this.#keys = keys.length
    this.#global = global
    this.#references = new LoneReferences(from.scope)
    const context = plainContext(env, 'SELECT')
    this.#joins = new SubqueryJoins(from.node, from.scope, env, context, this.#references.scopeOfNext)
  }

  /** The column of the aggregation's output for a call. */
  add(call: CallExpr, fn: AggregateFunction): BoundExpr {
    if (call.nulls === 'IGNORE' && fn.name !== 'ARRAY_AGG') throw unsupported(`${fn.name} IGNORE NULLS`, call.span)
    const context = this.#argumentContext()
    for (const arg of call.args) this.#joins.expect(arg, 'TRUE_FALSE_UNKNOWN')
    if (call.filter !== undefined) this.#joins.expect(call.filter, 'UNKNOWN_AS_FALSE')
    const bound = bindAggregateCall(call, fn, this.#from.scope, context, {
      distinct: call.quantifier === 'DISTINCT',
      global: this.#global,
      filtered: call.filter !== undefined,
    })
    const condition = call.filter && this.#bindFilter(call.filter, context)
    const filter = call.nulls === 'IGNORE' ? withValues(must(bound.args[0]), condition) : condition
    const next: AggregateCall = {
      fn,
      args: counted(fn, call, bound.args).map((a) => this.#inputIndex(a)),
      distinct: bound.distinct,
      ...(filter && { filter: this.#inputIndex(filter) }),
      ...(bound.clauses.length > 0 && { clauses: bound.clauses }),
      type: bound.type,
      name: `$f${this.#keys + this.calls.length}`,
      span: call.span,
    }
    const known = this.calls.findIndex((c) => sameCall(c, next))
    const index = known >= 0 ? known : this.calls.push(next) - 1
    return { kind: 'input', index: this.#keys + index, type: next.type, span: call.span }
  }

  /** GROUPING(a, b); its place is known when all calls are. See `placeGroupings`. */
  addGrouping(keys: readonly number[], span: Span): BoundExpr {
    const index = this.groupings.push({ keys, name: `$g${this.groupings.length}` }) - 1
    return { kind: 'input', index: GROUPING_BASE + index, type: { kind: 'BIGINT', nullable: false }, span }
  }

  /**
   * What the aggregation reads. COUNT(*) alone reads no column: then the rows stay as they are, as in Flink's
   * plans, and so they do where the projection would change nothing.
   */
  projection(span: Span): LogicalNode {
    const { node } = this.#joins
    const isIdentity =
      this.#inputs.length === node.columns.length && this.#inputs.every((e, i) => e.kind === 'input' && e.index === i)
    if (this.#inputs.length === 0 || isIdentity) return node
    const { failure } = this.#references
    const exprs = this.#inputs.map((e, i) =>
      failure === undefined || i < this.#keys ? e : planFailure(failure, e.type, e.span),
    )
    const names = this.#inputs.map((e, i) => (e.kind === 'input' ? must(node.columns[e.index]).name : `$f${i}`))
    return project(node, exprs, names, span)
  }

  #argumentContext(): BindContext {
    return {
      ...this.#joins.context,
      onAggregate(inner) {
        throw sqlError('parse', 'nested-aggregate', 'Aggregate expressions cannot be nested', inner.span)
      },
    }
  }

  /** A row passes when its FILTER is true, not when it is unknown. */
  #bindFilter(syntax: Expr, context: BindContext): BoundExpr {
    const condition = beyondBigint(() => bindExpression(syntax, this.#from.scope, context))
    if (condition.type.kind !== 'BOOLEAN')
      throw sqlError('parse', 'not-a-condition', 'FILTER clause must be a condition', syntax.span)
    if (!condition.type.nullable) return condition
    return { kind: 'logic', op: 'IS TRUE', args: [condition], type: notNull(condition.type), span: condition.span }
  }

  #inputIndex(expr: BoundExpr): number {
    const known = this.#inputs.findIndex((e) => sameExpr(e, expr))
    return known >= 0 ? known : this.#inputs.push(expr) - 1
  }
}

/** Above every real column; `placeGroupings` moves them behind the calls. */
export const GROUPING_BASE = 1_000_000

/** COUNT of what is never NULL is COUNT(*), and reads no column for it. */
const counted = (fn: AggregateFunction, call: CallExpr, args: readonly BoundExpr[]): readonly BoundExpr[] =>
  fn.name === 'COUNT' && call.quantifier !== 'DISTINCT' ? args.filter(({ type }) => type.nullable) : args

/** IGNORE NULLS: as if FILTER left out the rows without a value. */
function withValues(value: BoundExpr, condition: BoundExpr | undefined): BoundExpr {
  const type = { kind: 'BOOLEAN', nullable: false } as const
  const present: BoundExpr = { kind: 'logic', op: 'IS NOT NULL', args: [value], type, span: value.span }
  return must(conjunction(condition === undefined ? [present] : [condition, present]))
}

function sameCall(a: AggregateCall, b: AggregateCall): boolean {
  return (
    a.fn === b.fn &&
    a.distinct === b.distinct &&
    a.filter === b.filter &&
    a.args.join() === b.args.join() &&
    JSON.stringify(a.clauses ?? []) === JSON.stringify(b.clauses ?? [])
  )
}
