import { must } from '../../base/assert.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { ExprCompiler, MatchColumn } from '../compiled.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { mapInputs, moveInputs } from '../logical/expressions.ts'
import type { MatchExpression, MatchSlot, MatchVariable, VariableAggregates } from '../logical/match-spec.ts'
import {
  type AggregateReader,
  aggregateReader,
  runningAggregateReader,
} from '../runtime/operators/match/aggregate-reader.ts'
import type { Condition } from '../runtime/operators/match/automaton.ts'
import { Match as MatchOperator, type MatchSpec } from '../runtime/operators/match/match.ts'
import { instantOfMatch, timeOfMatch } from '../runtime/operators/match/match-time.ts'
import { compilePattern } from '../runtime/operators/match/pattern-state.ts'
import { ALL_VARIABLES, NO_VARIABLE, type Run } from '../runtime/operators/match/run.ts'
import type { Skip } from '../runtime/operators/match/skip.ts'
import type { Match } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'

export function buildMatch(node: Match, context: BuildContext, ordered: boolean): BuiltOperator {
  const types = inputTypes(node)
  const { match } = node
  const readers = new Readers(types, context.compiler)
  const [time, ...further] = match.orderBy
  const timeType = must(types[must(time, 'time of a match').index], 'time column')
  const processing = 'time' in timeType && timeType.time === 'proctime'
  const input = must(node.inputs[0], 'input').columns
  const conditions = match.pattern.map((v, place) => readers.condition(v.condition, place))
  const operator = new MatchOperator({
    automaton: {
      start: compilePattern(match.pattern),
      conditions,
      sums: readers.keepsSums,
      skip: skipOf(node),
      within: match.within ?? 0,
    },
    ...(!processing && { rowtime: timeGetter(input, must(time).index, context) }),
    ...(further.length > 0 && { order: context.compiler.comparator(types, further) }),
    columns: context.compiler.rowColumns(types.length),
    keysOrdered: ordered,
    result: readers.result(withKeys(node, types)),
  })
  return { operator, keys: [context.compiler.key(types, match.partitionBy)] }
}

function skipOf({ match }: Match): Skip {
  const { skip } = match
  if (skip.kind !== 'FIRST' && skip.kind !== 'LAST') return { kind: skip.kind }
  return { ...skip, name: must(match.pattern[skip.variable], 'variable').name }
}

/** The partition columns, in the order of the table as Flink takes them, and the measures: one list of expressions. */
function withKeys({ match, span }: Match, types: readonly LogicalType[]): readonly MatchExpression[] {
  const keys = [...match.partitionBy].sort((a, b) => a - b)
  const expressions = keys.map((column): MatchExpression => {
    const type = must(types[column], 'partition column')
    const slot: MatchSlot = { kind: 'column', variable: 'all', edge: 'LAST', offset: 0, column }
    return { expr: { kind: 'input', index: 0, type, span }, slots: [slot], aggregates: [] }
  })
  return [...expressions, ...match.measures]
}

const variableOf = (variable: MatchVariable): number =>
  variable === 'all' ? ALL_VARIABLES : variable === 'none' ? NO_VARIABLE : variable

/** Aggregates whose accumulators merge without looking at every value again. */
const MERGES_AT_ONCE: ReadonlySet<string> = new Set(['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'])

/** Turns expressions over a match into functions. */
class Readers {
  readonly #types: readonly LogicalType[]
  readonly #compiler: ExprCompiler
  #running = 0

  constructor(types: readonly LogicalType[], compiler: ExprCompiler) {
    this.#types = types
    this.#compiler = compiler
  }

  condition(condition: MatchExpression | undefined, place: number): Condition {
    if (condition === undefined) return { kind: 'none' }
    const { expr, slots } = condition
    const columns = slots.map((slot) => testedColumn(slot, place))
    if (columns.every((column) => column !== undefined)) {
      const overRow = mapInputs(expr, (ref) => ({ ...ref, index: must(columns[ref.index]) }))
      return { kind: 'row', test: this.#compiler.predicate(this.#types, overRow) }
    }
    return { kind: 'match', test: this.#compiler.matchPredicate(place, this.#columns(condition, true), expr) }
  }

  /** Whether conditions add up rows as they come. */
  get keepsSums(): boolean {
    return this.#running > 0
  }

  result(expressions: readonly MatchExpression[]): MatchSpec['result'] {
    let offset = 0
    const exprs = expressions.map(({ expr, slots }): BoundExpr => {
      const from = offset
      offset += slots.length
      return moveInputs(expr, (index) => from + index)
    })
    const columns = expressions.flatMap((expression) => this.#columns(expression, false))
    return this.#compiler.matchProjection(columns, exprs)
  }

  /** What the slots of an expression read. */
  #columns({ slots, aggregates }: MatchExpression, running: boolean): readonly MatchColumn<Run>[] {
    const groups = aggregates.map((group) => this.#aggregate(group, running))
    return slots.map((slot) => columnOf(slot, groups))
  }

  #aggregate({ variable, inputs, calls }: VariableAggregates, running: boolean): AggregateReader {
    const spec = {
      variable: variableOf(variable),
      inputs: this.#compiler.projection(this.#types, inputs),
      handler: this.#compiler.aggregates(
        inputs.map((expr) => expr.type),
        [],
        calls,
        { retracts: false },
      ),
      toValues: this.#compiler.valuesFromRow(calls.length),
    }
    const merges = typeof variable === 'number' && calls.every((call) => MERGES_AT_ONCE.has(call.fn.name))
    return running && merges ? runningAggregateReader(spec, this.#running++) : aggregateReader(spec)
  }
}

function columnOf(slot: MatchSlot, groups: readonly AggregateReader[]): MatchColumn<Run> {
  switch (slot.kind) {
    case 'column':
      return slot
    case 'aggregate':
      return { kind: 'aggregate', results: must(groups[slot.group], 'aggregates'), call: slot.call }
    case 'rowtime':
      return { kind: 'time', read: slot.local ? instantOfMatch : timeOfMatch }
  }
}

/** The column, if the slot reads nothing but the row being tested. */
function testedColumn(slot: MatchSlot, place: number): number | undefined {
  if (slot.kind !== 'column' || slot.edge !== 'LAST' || slot.offset !== 0) return undefined
  return slot.variable === place || slot.variable === 'all' ? slot.column : undefined
}
