import type { CallExpr, Expr, JsonClause } from '../../sql/ast.ts'
import { SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import { STRING } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { argumentOf } from '../expr/argument-of.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { AggregateFunction, AggregateInferenceSite, CallClause } from '../functions/declaration.ts'
import { castTo } from './cast-to.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from './expression/context.ts'
import { planFailure } from './expression/plan-failure.ts'

export interface BoundAggregateCall {
  readonly args: readonly BoundExpr[]
  readonly clauses: readonly CallClause[]
  readonly distinct: boolean
  readonly type: LogicalType
}

/** DISTINCT changes nothing for these. */
const IGNORE_DISTINCT: ReadonlySet<string> = new Set(['MIN', 'MAX', 'SINGLE_VALUE'])

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
  const bind = (arg: Expr): BoundExpr =>
    isJsonOf(arg, fn) ? asJson(arg, () => bindExpression(arg, scope, context)) : bindExpression(arg, scope, context)
  const bound = withJsonKey(
    fn,
    call.args.filter(isArgument).map(call.filter === undefined ? bind : (arg) => beyondBigint(() => bind(arg))),
  )
  for (const [i, arg] of bound.entries()) {
    if (arg.type.kind === 'NULL' && fn.name === 'PERCENTILE' && i === 2)
      throw unsupported('PERCENTILE with a frequency of NULL', arg.span)
    if (arg.type.kind === 'NULL') throw sqlError('parse', 'null-argument', "Illegal use of 'NULL'", arg.span)
  }
  if (fn.name === 'COUNT' && call.args.length === 0) {
    const message = "Invalid number of arguments to function 'COUNT'. Was expecting 1 arguments"
    throw sqlError('parse', 'argument-count', message, call.span)
  }
  if (fn.name === 'SINGLE_VALUE' && call.filter !== undefined)
    throw sqlError('parse', 'filter-place', 'SINGLE_VALUE takes no FILTER', call.filter.span)
  const inference = fn.infer(bound.map(argumentOf), { ...site, clauses })
  if (!inference.ok) {
    if (inference.unsupported !== undefined) throw unsupported(inference.unsupported, call.span)
    throw sqlError(inference.phase, 'aggregate-arguments', inference.message, call.span)
  }
  const args = bound.map((arg, i) => {
    const type = inference.casts?.[i]
    return type === undefined ? arg : castTo(arg, type)
  })
  const distinct = site.distinct && !IGNORE_DISTINCT.has(fn.name)
  return { args, clauses, distinct, type: inference.type }
}

/** COUNT(*) has no argument; KEY and VALUE of JSON_OBJECTAGG are words. */
const isArgument = (arg: Expr): boolean => arg.kind !== 'star' && arg.kind !== 'keyword'

/** The value of a JSON aggregate, which the binder of calls has put into JSON_STRING. */
const isJsonOf = (arg: Expr, fn: AggregateFunction): arg is CallExpr =>
  fn.name.startsWith('JSON_') && arg.kind === 'call' && arg.name.parts.at(-1)?.name === 'JSON_STRING'

/** What cannot become JSON here Flink finds only when it plans. */
function asJson(call: CallExpr, bind: () => BoundExpr): BoundExpr {
  const [value] = call.args
  if (value?.kind === 'literal' && value.type === 'null')
    return planFailure(sqlError('plan', 'json-of-null', 'Type is not supported: ANY', value.span), STRING, value.span)
  try {
    return bind()
  } catch (failure) {
    if (!(failure instanceof SqlError) || failure.diagnostic.params?.['name'] !== 'JSON_STRING') throw failure
    return planFailure(new SqlError({ ...failure.diagnostic, phase: 'plan' }), STRING, call.span)
  }
}

/** Flink turns the column of the value into JSON, and with it the key where that is the same column. */
function withJsonKey(fn: AggregateFunction, args: readonly BoundExpr[]): readonly BoundExpr[] {
  const [key, value] = args
  if (fn.name !== 'JSON_OBJECTAGG' || key === undefined || value?.kind !== 'call') return args
  const [plain] = value.args
  return plain !== undefined && sameExpr(key, plain) ? [value, value] : args
}

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
