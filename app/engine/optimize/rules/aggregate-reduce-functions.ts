import { must } from '../../../base/assert.ts'
import { notNull, nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { aggregate, type LogicalAggregate } from '../../logical/aggregate.ts'
import { inputRef, project } from '../../logical/project.ts'
import { aggregateCallLike, castExpr, scalarCall } from '../call.ts'
import type { Rule, RuleContext } from '../rule.ts'

/**
 * Variances are always computed from SUM(x * x), SUM(x) and COUNT(x); SUM and AVG from $SUM0(x) and
 * COUNT(x) only when that leaves fewer calls to keep. Both show: the projection above the aggregation
 * repeats results that did not change.
 */
export const aggregateReduceFunctions: Rule = {
  name: 'AggregateReduceFunctionsRule',
  apply(node, context) {
    if (node.kind !== 'Aggregate') return undefined
    if (node.calls.some((c) => VARIANCES.has(c.fn.name))) return reduce(node, context, false)
    if (!node.calls.some((c) => c.fn.name === 'AVG')) return undefined
    const reduced = new Set(node.calls.flatMap((c) => reducedCalls(c, node)))
    return reduced.size < node.calls.length ? reduce(node, context, true) : undefined
  },
}

const VARIANCES: ReadonlySet<string> = new Set([
  'VAR_POP',
  'VAR_SAMP',
  'VARIANCE',
  'STDDEV',
  'STDDEV_POP',
  'STDDEV_SAMP',
])

/** What a call would be kept as, as texts that are equal for equal calls. */
function reducedCalls(call: AggregateCall, node: LogicalAggregate): readonly string[] {
  const suffix = `${call.distinct}/${call.filter ?? ''}`
  const argument = call.args.join()
  const column = node.input.columns[call.args[0] ?? -1]
  const counted = call.distinct || (column?.type.nullable ?? false) ? argument : ''
  if (call.fn.name === 'SUM' || call.fn.name === 'AVG') {
    const never = node.keys.length > 0 && call.fn.name === 'SUM' && !call.type.nullable
    return never ? [`SUM0(${argument})${suffix}`] : [`SUM0(${argument})${suffix}`, `COUNT(${counted})${suffix}`]
  }
  if (call.fn.name === 'COUNT') return [`COUNT(${call.args.length > 0 ? counted : ''})${suffix}`]
  return [`${call.fn.name}(${argument})${suffix}/${JSON.stringify(call.clauses ?? [])}`]
}

export function reduce(node: LogicalAggregate, context: RuleContext, sums: boolean): LogicalAggregate['input'] {
  const reduction = new Reduction(node, context, sums)
  const results = node.calls.map((call) => reduction.result(call))
  const names = reduction.inputs.map((_, i) => node.input.columns[i]?.name ?? `$f${i}`)
  const input =
    reduction.inputs.length === node.input.columns.length
      ? node.input
      : project(node.input, reduction.inputs, names, node.span)
  const below = aggregate(input, node.keys, reduction.calls, node.span, node.sets, node.groupings)
  const first = node.keys.length + reduction.calls.length
  const outputs = [
    ...node.keys.map((_, i) => inputRef(below, i, node.span)),
    ...results,
    ...node.groupings.map((_, i) => inputRef(below, first + i, node.span)),
  ]
  return project(
    below,
    outputs,
    node.columns.map((c) => c.name),
    node.span,
  )
}

class Reduction {
  /** Columns that the new aggregation reads: those of the old, then squares. */
  readonly inputs: BoundExpr[]
  readonly calls: AggregateCall[] = []
  readonly #node: LogicalAggregate
  readonly #context: RuleContext
  readonly #sums: boolean

  constructor(node: LogicalAggregate, context: RuleContext, sums: boolean) {
    this.#node = node
    this.#context = context
    this.#sums = sums
    this.inputs = node.input.columns.map((_, i) => inputRef(node.input, i, node.span))
  }

  /** The value of an old call, from the results of the new ones. */
  result(call: AggregateCall): BoundExpr {
    if (VARIANCES.has(call.fn.name)) return this.#neverNull(castExpr(this.#variance(call), nullable(call.type)), call)
    if (call.fn.name === 'AVG') return this.#average(call)
    if (call.fn.name === 'SUM' && this.#sums) return this.#sum(call)
    return this.#column(call)
  }

  #average(call: AggregateCall): BoundExpr {
    const sum = this.#sums ? this.#sum(call) : this.#call('SUM', call)
    const numerator = castExpr(sum, withNullable(call.type, sum.type.nullable))
    return castExpr(scalarCall('/', [numerator, this.#call('COUNT', call)], call.span, this.#context), call.type)
  }

  /** CASE WHEN COUNT(x) = 0 THEN NULL ELSE $SUM0(x) END */
  #sum(call: AggregateCall): BoundExpr {
    const sum = this.#call('$SUM0', call)
    const result = this.#call('SUM', call, false).type
    if (!result.nullable) return castExpr(sum, result)
    const count = this.#call('COUNT', call)
    const nothing: BoundExpr = { kind: 'constant', value: null, type: result, span: call.span }
    const none = scalarCall('=', [count, this.#number(0, call)], call.span, this.#context)
    return this.#choice(none, nothing, castExpr(sum, notNull(result)), result, call)
  }

  #variance(call: AggregateCall): BoundExpr {
    const index = must(call.args[0], 'argument')
    const argument = must(this.inputs[index], 'argument')
    const type = withNullable(call.type, argument.type.nullable)
    const value = castExpr(argument, type)
    const span = call.span
    const context = this.#context
    const sumOfSquares = this.#call('SUM', {
      ...call,
      args: [this.#inputIndex(scalarCall('*', [value, value], span, context))],
    })
    const sum = this.#call('SUM', call)
    const count = this.#call('COUNT', call)
    const cast = castExpr(sum, withNullable(call.type, sum.type.nullable))
    const squareOfSum = scalarCall('*', [cast, cast], span, context)
    const mean = scalarCall('/', [squareOfSum, count], span, context)
    const difference = scalarCall('-', [sumOfSquares, mean], span, context)
    const population = call.fn.name.endsWith('_POP')
    const divisor = population ? count : this.#sampleSize(count, call)
    const quotient = scalarCall('/', [difference, divisor], span, context)
    if (!call.fn.name.startsWith('STDDEV')) return quotient
    const half: BoundExpr = {
      kind: 'constant',
      value: 5,
      type: { kind: 'DECIMAL', precision: 2, scale: 1, nullable: false },
      span,
    }
    return scalarCall('POWER', [quotient, half], span, context)
  }

  /** The generated code of Flink reads -1 where a number that is declared NOT NULL has no value. */
  #neverNull(value: BoundExpr, call: AggregateCall): BoundExpr {
    if (call.type.nullable || call.type.kind === 'DECIMAL') return castExpr(value, call.type)
    const missing: BoundExpr = {
      kind: 'logic',
      op: 'IS NULL',
      args: [value],
      type: { kind: 'BOOLEAN', nullable: false },
      span: call.span,
    }
    const filler: BoundExpr = { kind: 'constant', value: -1, type: call.type, span: call.span }
    return this.#choice(missing, filler, castExpr(value, call.type), call.type, call)
  }

  /** CASE WHEN COUNT(x) = 1 THEN NULL ELSE COUNT(x) - 1 END */
  #sampleSize(count: BoundExpr, call: AggregateCall): BoundExpr {
    const one = this.#number(1, call)
    const less = scalarCall('-', [count, one], call.span, this.#context)
    const single = scalarCall('=', [count, one], call.span, this.#context)
    const type = nullable(count.type)
    const nothing: BoundExpr = { kind: 'constant', value: null, type, span: call.span }
    return this.#choice(single, nothing, castExpr(less, type), type, call)
  }

  #choice(when: BoundExpr, then: BoundExpr, otherwise: BoundExpr, type: LogicalType, call: AggregateCall): BoundExpr {
    return { kind: 'case', branches: [{ when, then }], otherwise, type, span: call.span }
  }

  #number(value: number, call: AggregateCall): BoundExpr {
    return { kind: 'constant', value, type: { kind: 'INT', nullable: false }, span: call.span }
  }

  #call(name: string, like: AggregateCall, keep = true): BoundExpr {
    const index = must(like.args[0], 'argument')
    const argument = { index, type: must(this.inputs[index], 'argument').type }
    const site = { global: this.#node.sets.every((s) => s.length === 0) }
    const call = aggregateCallLike(name, argument, like, site, this.#context)
    if (keep) return this.#column(call)
    return { kind: 'constant', value: null, type: call.type, span: like.span }
  }

  #column(call: AggregateCall): BoundExpr {
    const known = this.calls.findIndex((c) => sameCall(c, call))
    const index = known >= 0 ? known : this.calls.push(call) - 1
    return { kind: 'input', index: this.#node.keys.length + index, type: call.type, span: call.span }
  }

  #inputIndex(expr: BoundExpr): number {
    const known = this.inputs.findIndex((e) => sameExpr(e, expr))
    return known >= 0 ? known : this.inputs.push(expr) - 1
  }
}

const sameCall = (a: AggregateCall, b: AggregateCall): boolean =>
  a.fn === b.fn &&
  a.distinct === b.distinct &&
  a.filter === b.filter &&
  a.args.join() === b.args.join() &&
  JSON.stringify(a.clauses ?? []) === JSON.stringify(b.clauses ?? [])
