import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { type AggregateCall, type BoundExpr, caseBranch } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { AggregateFunction } from '../../functions/declaration.ts'
import type { MatchVariable, VariableAggregates } from '../../logical/match-spec.ts'
import { castTo } from '../cast-to.ts'
import { callFunction } from '../expression/call-function.ts'
import type { BindContext } from '../expression/context.ts'

interface Group {
  readonly variable: MatchVariable
  readonly inputs: BoundExpr[]
  readonly calls: AggregateCall[]
}

/** A call whose arguments are bound over the columns of the input. */
export interface MatchAggregate {
  readonly fn: AggregateFunction
  readonly args: readonly BoundExpr[]
  readonly type: LogicalType
  readonly span: Span
}

const VARIANCES: ReadonlySet<string> = new Set([
  'VAR_POP',
  'VAR_SAMP',
  'VARIANCE',
  'STDDEV',
  'STDDEV_POP',
  'STDDEV_SAMP',
])

/** Collects the aggregate calls of one expression by variable; AVG and the variances become sums and counts, as in Flink. */
export class MatchAggregates {
  readonly #groups: Group[] = []
  readonly #context: BindContext
  readonly #slot: (group: number, call: number, type: LogicalType, span: Span) => BoundExpr

  constructor(context: BindContext, slot: (group: number, call: number, type: LogicalType, span: Span) => BoundExpr) {
    this.#context = context
    this.#slot = slot
  }

  get groups(): readonly VariableAggregates[] {
    return this.#groups
  }

  add(call: MatchAggregate, variable: MatchVariable): BoundExpr {
    if (call.fn.name === 'AVG') return this.#average(call, variable)
    if (VARIANCES.has(call.fn.name)) return castTo(this.#variance(call, variable), call.type)
    return this.#column(call.fn, call.args, call.type, call.span, variable)
  }

  #average(call: MatchAggregate, variable: MatchVariable): BoundExpr {
    const argument = must(call.args[0], 'argument')
    const sum = castTo(this.#call('SUM', argument, call, variable), call.type)
    const count = this.#call('COUNT', argument, call, variable)
    return castTo(callFunction('/', [sum, count], call.span, this.#context), call.type)
  }

  /** (SUM(x * x) - SUM(x) * SUM(x) / n) / n, or / (n - 1), in the type of the result. */
  #variance(call: MatchAggregate, variable: MatchVariable): BoundExpr {
    const { span, type } = call
    const argument = must(call.args[0], 'argument')
    const apply = (name: string, ...args: readonly BoundExpr[]) => callFunction(name, args, span, this.#context)
    const value = castTo(argument, withNullable(type, argument.type.nullable))
    const squares = this.#call('SUM', apply('*', value, value), call, variable)
    const sum = castTo(this.#call('SUM', argument, call, variable), type)
    const count = this.#call('COUNT', argument, call, variable)
    const difference = apply('-', squares, apply('/', apply('*', sum, sum), count))
    const divisor = call.fn.name.endsWith('_POP') ? count : this.#sampleSize(count, span)
    const quotient = apply('/', difference, divisor)
    if (!call.fn.name.startsWith('STDDEV')) return quotient
    return apply('POWER', quotient, {
      kind: 'constant',
      value: 5,
      type: { kind: 'DECIMAL', precision: 2, scale: 1, nullable: false },
      span,
    })
  }

  /** CASE WHEN COUNT(x) = 1 THEN NULL ELSE COUNT(x) - 1 END */
  #sampleSize(count: BoundExpr, span: Span): BoundExpr {
    const one: BoundExpr = { kind: 'constant', value: 1, type: { kind: 'INT', nullable: false }, span }
    const type = nullable(count.type)
    const when = callFunction('=', [count, one], span, this.#context)
    const otherwise = castTo(callFunction('-', [count, one], span, this.#context), type)
    const nothing: BoundExpr = { kind: 'constant', value: null, type, span }
    return { kind: 'case', branches: [caseBranch(when, nothing)], otherwise, type, span }
  }

  #call(name: string, argument: BoundExpr, like: MatchAggregate, variable: MatchVariable): BoundExpr {
    const fn = this.#context.lookup(name)
    if (fn?.kind !== 'aggregate') throw unsupported(name, like.span)
    const inference = fn.infer([{ type: argument.type }], { distinct: false, global: true, filtered: false })
    if (!inference.ok) throw unsupported(`${like.fn.name} of this type`, like.span)
    return this.#column(fn, [argument], inference.type, like.span, variable)
  }

  #column(
    fn: AggregateFunction,
    args: readonly BoundExpr[],
    type: LogicalType,
    span: Span,
    variable: MatchVariable,
  ): BoundExpr {
    const group = this.#group(variable)
    const { inputs, calls } = must(this.#groups[group], 'group')
    const places = args.map((arg) => {
      const known = inputs.findIndex((e) => sameExpr(e, arg))
      return known >= 0 ? known : inputs.push(arg) - 1
    })
    const known = calls.findIndex((c) => c.fn === fn && c.args.join() === places.join())
    const name = `$f${calls.length}`
    const call = known >= 0 ? known : calls.push({ fn, args: places, distinct: false, type, name, span }) - 1
    return this.#slot(group, call, type, span)
  }

  #group(variable: MatchVariable): number {
    const known = this.#groups.findIndex((g) => g.variable === variable)
    return known >= 0 ? known : this.#groups.push({ variable, inputs: [], calls: [] }) - 1
  }
}
