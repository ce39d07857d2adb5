import type { CallExpr, Expr, JsonClause } from '../../sql/ast.ts'
import { SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { AggregateFunction, AggregateInferenceSite, Argument, CallClause } from '../functions/declaration.ts'
import { castTo } from './cast-to.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'

export interface BoundAggregateCall {
  readonly args: readonly BoundExpr[]
  readonly clauses: readonly CallClause[]
  readonly type: LogicalType
}

/** Binds the arguments over the rows being aggregated and types the call. */
export function bindAggregateCall(
  call: CallExpr,
  fn: AggregateFunction,
  scope: ExpressionScope,
  context: BindContext,
  site: Omit<AggregateInferenceSite, 'clauses'>,
): BoundAggregateCall {
  if (fn.status === 'refused') throw unsupported(fn.name, call.span)
  const clauses = (call.json ?? []).map((clause) => aggregateClause(clause, call))
  for (const arg of call.args)
    if (arg.kind === 'star' && arg.qualifier.length > 0)
      throw sqlError('parse', 'column-not-found', `Unknown field '*'`, arg.span)
  const bind = (arg: Expr): BoundExpr => bindExpression(arg, scope, context)
  const bound = call.args
    .filter(isArgument)
    .map(call.filter === undefined ? bind : (arg) => beyondBigint(() => bind(arg)))
  for (const arg of bound) {
    if (arg.type.kind === 'NULL') throw sqlError('parse', 'null-argument', "Illegal use of 'NULL'", arg.span)
  }
  if (fn.name === 'COUNT' && call.args.length === 0) {
    const message = "Invalid number of arguments to function 'COUNT'. Was expecting 1 arguments"
    throw sqlError('parse', 'argument-count', message, call.span)
  }
  const inference = fn.infer(bound.map(argumentOf), { ...site, clauses })
  if (!inference.ok) {
    if (inference.unsupported !== undefined) throw unsupported(inference.unsupported, call.span)
    throw sqlError(inference.phase, 'aggregate-arguments', inference.message, call.span)
  }
  const args = bound.map((arg, i) => {
    const type = inference.casts?.[i]
    return type === undefined ? arg : castTo(arg, type)
  })
  return { args, clauses, type: inference.type }
}

/** COUNT(*) has no argument; KEY and VALUE of JSON_OBJECTAGG are words. */
const isArgument = (arg: Expr): boolean => arg.kind !== 'star' && arg.kind !== 'keyword'

const argumentOf = (expr: BoundExpr): Argument =>
  expr.kind === 'constant' ? { type: expr.type, constant: { value: expr.value } } : { type: expr.type }

function aggregateClause(clause: JsonClause, call: CallExpr): CallClause {
  if (clause.kind === 'nulls') return clause
  throw unsupported(`${clause.kind} clause of an aggregate`, call.span)
}

/** Beside and in a FILTER Flink does not ask whether a number is within BIGINT. */
export function beyondBigint(bind: () => BoundExpr): BoundExpr {
  try {
    return bind()
  } catch (error) {
    const isRange = error instanceof SqlError && error.diagnostic.code === 'bind.literal-range'
    throw isRange ? unsupported('a number beyond BIGINT in an aggregate with FILTER', error.diagnostic.span) : error
  }
}
