import type { Value } from '../../../../types/value.ts'
import type { Accumulators, AggregateHandler, NumberedRows } from '../../../compiled.ts'
import type { Projection, Row } from '../../../row.ts'
import type { Run } from './run.ts'
import { type TakenRows, takenBy } from './taken-rows.ts'

export interface VariableAggregate {
  readonly variable: number
  /** The arguments of the calls. */
  readonly inputs: Projection
  readonly handler: AggregateHandler
  readonly toValues: (row: Row) => readonly Value[]
}

/** The results of aggregate calls over a variable's rows, up to the row `end` of the match. */
export type AggregateReader = (rows: NumberedRows, run: Run, end: number) => readonly Value[]

export function aggregateReader(spec: VariableAggregate): AggregateReader {
  return (rows, run, end) => {
    const accumulators = spec.handler.create()
    const taken = takenBy(run, end, spec.variable)
    if (taken !== undefined) accumulate(spec, rows, accumulators, taken.first, taken.end)
    return resultOf(spec, rows, end, accumulators)
  }
}

/**
 * The same for calls whose accumulators merge at once: a match keeps what has come together so far, so a
 * condition does not run over a long match again for every row.
 */
export function runningAggregateReader(spec: VariableAggregate, group: number): AggregateReader {
  return (rows, run, end) => {
    const taken = takenBy(run, end, spec.variable)
    return resultOf(spec, rows, end, taken === undefined ? spec.handler.create() : sumOf(spec, group, rows, taken))
  }
}

function sumOf(
  spec: VariableAggregate,
  group: number,
  rows: NumberedRows,
  { run, first, end }: TakenRows,
): Accumulators {
  const known = run.sums?.[group]
  if (known?.end === end) return known.accumulators
  const accumulators = spec.handler.create()
  const continues = known !== undefined && known.end < end
  if (continues) spec.handler.merge(accumulators, known.accumulators)
  accumulate(spec, rows, accumulators, continues ? known.end + 1 : first, end)
  const sums = [...(run.sums ?? [])]
  sums[group] = { end, accumulators }
  run.sums = sums
  return accumulators
}

function accumulate(
  { inputs, handler }: VariableAggregate,
  rows: NumberedRows,
  accumulators: Accumulators,
  first: number,
  end: number,
): void {
  for (let number = first; number <= end; number++) handler.accumulate(accumulators, inputs(rows.row(number)))
}

const resultOf = (
  { handler, toValues }: VariableAggregate,
  rows: NumberedRows,
  end: number,
  accumulators: Accumulators,
): readonly Value[] => toValues(handler.result(rows.row(end), accumulators))
