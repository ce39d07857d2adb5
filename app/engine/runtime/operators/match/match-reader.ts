import type { Value } from '../../../../types/value.ts'
import type { Accumulators, AggregateHandler } from '../../../compiled.ts'
import type { Getter, Projection, Row } from '../../../row.ts'
import { RunFailure } from '../../../run-failure.ts'
import { type MatchReader, type MatchView, type TakenRows, takenBy } from './match-view.ts'
import { ALL_VARIABLES } from './run.ts'

/** A column of the row at `offset` from the variable's first or last one; NULL where there is none. */
export function columnReader(
  read: Getter<Value>,
  variable: number,
  edge: 'FIRST' | 'LAST',
  offset: number,
): MatchReader {
  if (offset < 0) return () => outOfBounds(offset)
  const fromEnd = edge === 'LAST'
  return ({ rows, run, end }) => {
    let first = run.start
    let last = end
    if (run.variable === variable) first = run.first
    else if (variable !== ALL_VARIABLES) {
      let at: typeof run | undefined = run
      while (at !== undefined && at.variable > variable) {
        last = at.first - 1
        at = at.before
      }
      if (at === undefined || at.variable !== variable) return null
      first = at.first
    }
    const number = fromEnd ? last - offset : first + offset
    return number < first || number > last ? null : read(rows.row(number))
  }
}

function outOfBounds(offset: number): never {
  throw new RunFailure('IndexOutOfBoundsException', `Index ${offset} out of bounds`)
}

export interface VariableAggregate {
  readonly variable: number
  /** The arguments of the calls. */
  readonly inputs: Projection
  readonly handler: AggregateHandler
  readonly toValues: (row: Row) => readonly Value[]
}

/** The results of aggregate calls over a variable's rows. */
export type AggregateReader = (match: MatchView) => readonly Value[]

export function aggregateReader(spec: VariableAggregate): AggregateReader {
  return once((match) => {
    const accumulators = spec.handler.create()
    const taken = takenBy(match.run, match.end, spec.variable)
    if (taken !== undefined) accumulate(spec, match, accumulators, taken.first, taken.end)
    return resultOf(spec, match, accumulators)
  })
}

/**
 * The same for calls whose accumulators merge at once: a match keeps what has come together so far, so a
 * condition does not run over a long match again for every row.
 */
export function runningAggregateReader(spec: VariableAggregate, group: number): AggregateReader {
  return once((match) => {
    const taken = takenBy(match.run, match.end, spec.variable)
    return resultOf(spec, match, taken === undefined ? spec.handler.create() : sumOf(spec, group, match, taken))
  })
}

/** Several calls read one after the other off the same match. */
function once(read: AggregateReader): AggregateReader {
  let shown = -1
  let results: readonly Value[] = []
  return (match) => {
    if (match.shown !== shown) {
      results = read(match)
      shown = match.shown
    }
    return results
  }
}

function sumOf(spec: VariableAggregate, group: number, match: MatchView, { run, first, end }: TakenRows): Accumulators {
  const known = run.sums?.[group]
  if (known?.end === end) return known.accumulators
  const accumulators = spec.handler.create()
  const continues = known !== undefined && known.end < end
  if (continues) spec.handler.merge(accumulators, known.accumulators)
  accumulate(spec, match, accumulators, continues ? known.end + 1 : first, end)
  const sums = [...(run.sums ?? [])]
  sums[group] = { end, accumulators }
  run.sums = sums
  return accumulators
}

function accumulate(
  { inputs, handler }: VariableAggregate,
  { rows }: MatchView,
  accumulators: Accumulators,
  first: number,
  end: number,
): void {
  for (let number = first; number <= end; number++) handler.accumulate(accumulators, inputs(rows.row(number)))
}

const resultOf = (
  { handler, toValues }: VariableAggregate,
  { rows, end }: MatchView,
  accumulators: Accumulators,
): readonly Value[] => toValues(handler.result(rows.row(end), accumulators))
