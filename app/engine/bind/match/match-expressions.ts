import { must } from '../../../base/assert.ts'
import type { CallExpr, ColumnRef, Expr } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { notNull, timestamp, varchar } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { AggregateFunction } from '../../functions/declaration.ts'
import type { Column } from '../../logical/column.ts'
import { mapInputs } from '../../logical/expressions.ts'
import type { MatchExpression, MatchSlot, MatchVariable } from '../../logical/match-spec.ts'
import { bindAggregateCall } from '../bind-aggregate-call.ts'
import type { BindEnvironment } from '../environment.ts'
import { bindExpression } from '../expression/bind-expression.ts'
import { callFunction } from '../expression/call-function.ts'
import type { BindContext, ExpressionScope } from '../expression/context.ts'
import { planFailure } from '../expression/plan-failure.ts'
import { plainContext } from '../expression-context.ts'
import { MatchAggregates } from './match-aggregates.ts'
import type { MatchNames } from './match-names.ts'
import { assertNavigable, navigationOffset } from './navigation.ts'

/** Where an expression stands: among the measures, or in the definition of a variable. */
export type MatchPlace =
  | { readonly clause: 'MEASURES' }
  | { readonly clause: 'DEFINE'; readonly variable: MatchVariable }

/** What MATCH_RECOGNIZE offers to its expressions. */
export interface MatchSurroundings {
  readonly names: MatchNames
  readonly columns: readonly Column[]
  readonly env: BindEnvironment
}

type Edge = Extract<MatchSlot, { readonly kind: 'column' }>['edge']

/** Binds one expression of MATCH_RECOGNIZE. Throws SqlError. */
export function bindMatchExpression(syntax: Expr, place: MatchPlace, around: MatchSurroundings): MatchExpression {
  return new MatchExpressionBinder(place, around).bind(syntax)
}

class MatchExpressionBinder implements ExpressionScope {
  readonly #place: MatchPlace
  readonly #around: MatchSurroundings
  readonly #slots: MatchSlot[] = []
  readonly #context: BindContext
  readonly #aggregates: MatchAggregates

  constructor(place: MatchPlace, around: MatchSurroundings) {
    this.#place = place
    this.#around = around
    this.#context = {
      ...plainContext(around.env, 'SELECT'),
      onAggregate: (call, fn) => this.#aggregate(call, fn),
      onOver: (call) => {
        throw sqlError('parse', 'match-over', `OVER is not allowed in ${place.clause}`, call.span)
      },
      onSubquery: (node) => {
        throw sqlError('parse', 'match-subquery', 'no SELECT scope for a subquery', node.span)
      },
      onQueryFunction: (call) => this.#queryFunction(call),
    }
    this.#aggregates = new MatchAggregates(this.#context, (group, call, type, span) =>
      this.#slot({ kind: 'aggregate', group, call }, type, span),
    )
  }

  bind(syntax: Expr): MatchExpression {
    const expr = bindExpression(syntax, this, this.#context)
    return { expr, slots: this.#slots, aggregates: this.#aggregates.groups }
  }

  /** A bare reference means the variable's last row. */
  resolve(ref: ColumnRef): BoundExpr {
    return this.#reference(ref, 'LAST', 0)
  }

  #reference(ref: ColumnRef, edge: Edge, offset: number): BoundExpr {
    const { variable, expr } = this.#around.names.resolve(ref)
    return mapInputs(expr, ({ index, type, span }) => {
      if (!type.nullable && !this.#alwaysThere(variable, offset))
        throw unsupported('NOT NULL column of a row that may be missing', ref.span)
      return this.#slot({ kind: 'column', variable, edge, offset, column: index }, type, span)
    })
  }

  /** Whether every match (in DEFINE: every row that is tested) has such a row. */
  #alwaysThere(variable: MatchVariable, offset: number): boolean {
    if (offset !== 0 || variable === 'none') return false
    if (variable === 'all') return true
    const required = must(this.#around.names.pattern[variable], 'variable').min > 0
    if (this.#place.clause === 'MEASURES') return required
    const current = this.#place.variable
    return variable === current || (typeof current === 'number' && variable < current && required)
  }

  #slot(slot: MatchSlot, type: LogicalType, span: Span): BoundExpr {
    const text = JSON.stringify(slot)
    const known = this.#slots.findIndex((s) => JSON.stringify(s) === text)
    const index = known >= 0 ? known : this.#slots.push(slot) - 1
    return { kind: 'input', index, type, span }
  }

  // ---------------------------------------------------------------- functions of MATCH_RECOGNIZE

  #queryFunction(call: CallExpr): BoundExpr | undefined {
    if (call.semantics !== undefined) return this.#semantics(call)
    const name = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
    switch (name) {
      case 'FIRST':
      case 'LAST':
        return this.#navigation(call, name)
      case 'PREV':
      case 'NEXT':
        return this.#physicalNavigation(call, name)
      case 'CLASSIFIER':
        return this.#refused('Unsupported call: CLASSIFIER()', notNull(varchar(2000)), call.span)
      case 'MATCH_NUMBER':
        throw sqlError('parse', 'match-number', 'No match found for function signature MATCH_NUMBER().', call.span)
      case 'MATCH_ROWTIME':
        return this.#rowtime(call)
      case 'MATCH_PROCTIME':
        if (call.args.length > 0) throw unsupported('MATCH_PROCTIME with an argument', call.span)
        return callFunction('PROCTIME', [], call.span, this.#context)
      default:
        return undefined
    }
  }

  #semantics(call: CallExpr): BoundExpr {
    const { semantics, ...plain } = call
    if (this.#place.clause === 'DEFINE') {
      const message = `Cannot use RUNNING/FINAL in DEFINE`
      throw sqlError('parse', 'match-semantics', message, call.span)
    }
    const bound = bindExpression(plain, this, this.#context)
    return semantics === 'FINAL' ? bound : this.#refused('Unsupported call: RUNNING', bound.type, call.span)
  }

  #navigation(call: CallExpr, edge: Edge): BoundExpr {
    const argument = call.args[0]
    if (argument === undefined || call.args.length > 2) throw wrongArguments(edge, call.span)
    const offset = navigationOffset(call.args[1], 0)
    return this.#navigated(argument, edge, offset, call)
  }

  /** All references below FIRST and LAST move together, so they must speak of one variable. */
  #navigated(argument: Expr, edge: Edge, offset: number, call: CallExpr): BoundExpr {
    assertNavigable(argument)
    const variables = new Set<MatchVariable>()
    const scope: ExpressionScope = {
      resolve: (ref) => {
        variables.add(this.#around.names.resolve(ref).variable)
        return this.#reference(ref, edge, offset)
      },
    }
    const context: BindContext = {
      ...this.#context,
      onAggregate(inner) {
        throw sqlError('parse', 'match-navigation', 'Cannot use aggregation in navigation', inner.span)
      },
      onQueryFunction(inner) {
        if (!NAVIGATIONS.has(inner.name.parts.at(-1)?.name.toUpperCase() ?? '')) return undefined
        throw sqlError('parse', 'match-navigation', `Cannot nest PREV/NEXT under LAST/FIRST`, inner.span)
      },
    }
    const bound = bindExpression(argument, scope, context)
    if (variables.size > 1) throw severalVariables(call.span)
    if (variables.size === 0) throw sqlError('parse', 'match-variables', `Null parameters in '${edge}'`, call.span)
    return bound
  }

  #physicalNavigation(call: CallExpr, name: string): BoundExpr {
    if (this.#place.clause === 'MEASURES') {
      const message = `Cannot use PREV/NEXT in MEASURE '${name}'`
      throw sqlError('parse', 'match-navigation', message, call.span)
    }
    const argument = call.args[0]
    if (argument === undefined || call.args.length > 2) throw wrongArguments(name, call.span)
    const offset = navigationOffset(call.args[1], 1)
    const bound = this.#navigated(argument, 'LAST', 0, call)
    if (offset === 0) return bound
    return this.#refused('Flink does not support physical offsets within partition.', bound.type, call.span)
  }

  #rowtime(call: CallExpr): BoundExpr {
    if (this.#place.clause === 'DEFINE') throw unsupported('MATCH_ROWTIME in DEFINE', call.span)
    const [argument, ...more] = call.args
    if (argument === undefined)
      return this.#slot({ kind: 'rowtime', local: false }, { ...notNull(timestamp(3)), time: 'rowtime' }, call.span)
    if (argument.kind !== 'column' || more.length > 0) throw unsupported('MATCH_ROWTIME of this argument', call.span)
    const { type } = this.#around.names.resolve(argument).expr
    if (!('time' in type) || type.time !== 'rowtime') {
      const message = 'The function MATCH_ROWTIME requires argument to be a row time attribute type'
      throw sqlError('parse', 'match-rowtime', message, call.span)
    }
    return this.#slot({ kind: 'rowtime', local: type.kind === 'TIMESTAMP_LTZ' }, type, call.span)
  }

  /** What Flink refuses when it generates code, after it has told the schema. */
  #refused(message: string, type: LogicalType, span: Span): BoundExpr {
    return planFailure(sqlError('plan', 'match-call', message, span), type, span)
  }

  // ---------------------------------------------------------------- aggregates

  #aggregate(call: CallExpr, fn: AggregateFunction): BoundExpr {
    if (call.quantifier === 'DISTINCT') {
      const message = `DISTINCT/ALL not allowed with ${fn.name} function`
      throw sqlError('parse', 'match-distinct', message, call.span)
    }
    if (call.quantifier !== undefined) throw unsupported('ALL in an aggregate', call.span)
    for (const arg of call.args)
      if (arg.kind === 'star' && arg.qualifier.length > 0)
        throw sqlError('parse', 'column-not-found', `Unknown field '*'`, arg.span)
    if (fn.name === 'COUNT' && call.args.length > 1)
      throw sqlError('parse', 'argument-count', 'Invalid number of parameters to COUNT method', call.span)
    if (fn.name === 'APPROX_COUNT_DISTINCT') throw unsupported(`${fn.name} in MATCH_RECOGNIZE`, call.span)
    const variables = new Set<MatchVariable>()
    const bound = bindAggregateCall(call, fn, this.#rowScope(variables), this.#argumentContext(), {
      distinct: false,
      global: true,
      filtered: false,
    })
    if (bound.clauses.length > 0 || fn.name.startsWith('JSON_'))
      return this.#refused(`Could not find an implementation method for '${fn.name}'`, bound.type, call.span)
    if (call.filter !== undefined) return this.#refused('Unsupported call: FILTER', bound.type, call.span)
    const [variable, ...others] = call.args[0]?.kind === 'star' ? (['all'] as const) : variables
    if (others.length > 0) throw severalVariables(call.span)
    if (variable === undefined) return this.#withoutVariable(fn, bound.type, call.span)
    if (DIVIDES.has(fn.name) && bound.args[0]?.type.nullable === false && !this.#alwaysThere(variable, 0))
      throw unsupported(`${fn.name} of a NOT NULL column over rows that may be missing`, call.span)
    return this.#aggregates.add({ fn, args: bound.args, type: bound.type, span: call.span }, variable)
  }

  #withoutVariable(fn: AggregateFunction, type: LogicalType, span: Span): BoundExpr {
    if (fn.name === 'COUNT') return this.#refused('No pattern variable specified in aggregate', type, span)
    throw sqlError('parse', 'match-variables', `Null parameters in '${fn.name}'`, span)
  }

  /** The columns of one row, noting whose row it is. */
  #rowScope(variables: Set<MatchVariable>): ExpressionScope {
    return {
      resolve: (ref) => {
        const { variable, expr } = this.#around.names.resolve(ref)
        variables.add(variable)
        return expr
      },
    }
  }

  #argumentContext(): BindContext {
    return {
      ...this.#context,
      onAggregate(inner) {
        throw sqlError('parse', 'nested-aggregate', 'Aggregate expressions cannot be nested', inner.span)
      },
      onQueryFunction(inner) {
        const name = inner.name.parts.at(-1)?.name.toUpperCase() ?? ''
        if (NAVIGATIONS.has(name) || name.startsWith('MATCH_')) throw unsupported(`${name} in an aggregate`, inner.span)
        return undefined
      },
    }
  }
}

const NAVIGATIONS: ReadonlySet<string> = new Set(['FIRST', 'LAST', 'PREV', 'NEXT', 'CLASSIFIER', 'MATCH_NUMBER'])

/** Become a quotient, which is NOT NULL where the argument is, whether there are rows or not. */
const DIVIDES: ReadonlySet<string> = new Set([
  'AVG',
  'VAR_POP',
  'VAR_SAMP',
  'VARIANCE',
  'STDDEV',
  'STDDEV_POP',
  'STDDEV_SAMP',
])

const severalVariables = (span: Span) =>
  sqlError('parse', 'match-variables', 'Multiple pattern variables in one call', span)

const wrongArguments = (name: string, span: Span) =>
  sqlError('parse', 'argument-count', `Invalid number of arguments to function '${name}'`, span)
