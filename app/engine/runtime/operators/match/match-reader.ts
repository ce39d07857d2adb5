import type { Value } from '../../../../types/value.ts'
import type { Accumulators, AggregateHandler } from '../../../compiled.ts'
import type { Getter, Projection, Row } from '../../../row.ts'
import { RunFailure } from '../../../run-failure.ts'
import { countOf, lastOf, type MatchedRow, rowsOf } from './matched-row.ts'

/** Reads something off a match, given its last row and the time at which it comes out. */
export type MatchReader = (last: MatchedRow, time: number) => Value

/** A column of the row at `offset` from the variable's first or last one; NULL where there is none. */
export function columnReader(
  read: Getter<Value>,
  variable: number,
  edge: 'FIRST' | 'LAST',
  offset: number,
): MatchReader {
  if (offset < 0) return () => outOfBounds(offset)
  if (offset === 0 && edge === 'LAST')
    return (last) => {
      const row = lastOf(last, variable)
      return row === undefined ? null : read(row.row)
    }
  return (last) => {
    const end = lastOf(last, variable)
    const count = countOf(end, variable)
    if (count <= offset) return null
    let row = end as MatchedRow
    for (let steps = edge === 'LAST' ? offset : count - 1 - offset; steps > 0; steps--) row = row.previous as MatchedRow
    return read(row.row)
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
export type AggregateReader = (last: MatchedRow) => readonly Value[]

export function aggregateReader(spec: VariableAggregate): AggregateReader {
  const { variable, inputs, handler } = spec
  return once((last) => {
    const accumulators = handler.create()
    for (const row of rowsOf(last, variable)) handler.accumulate(accumulators, inputs(row))
    return resultOf(spec, last, accumulators)
  })
}

/**
 * The same for calls whose accumulators merge at once: each row keeps what has come together up to it, so a
 * condition does not run over a long match again for every row.
 */
export function runningAggregateReader(spec: VariableAggregate, group: number): AggregateReader {
  return once((last) => {
    const end = lastOf(last, spec.variable)
    return resultOf(spec, last, end === undefined ? spec.handler.create() : accumulatedAt(spec, group, end))
  })
}

/** Several calls read one after the other off the same match. */
function once(read: AggregateReader): AggregateReader {
  let of: MatchedRow | undefined
  let results: readonly Value[] = []
  return (last) => {
    if (last !== of) {
      results = read(last)
      of = last
    }
    return results
  }
}

function accumulatedAt({ inputs, handler }: VariableAggregate, group: number, end: MatchedRow): Accumulators {
  const known = end.accumulated[group]
  if (known !== undefined) return known as Accumulators
  const open: MatchedRow[] = []
  let row = end
  while (row.accumulated[group] === undefined) {
    open.push(row)
    if (row.count === 1) break
    row = row.previous as MatchedRow
  }
  const accumulators = handler.create()
  const before = row.accumulated[group]
  if (before !== undefined) handler.merge(accumulators, before as Accumulators)
  for (let i = open.length - 1; i >= 0; i--) handler.accumulate(accumulators, inputs((open[i] as MatchedRow).row))
  end.accumulated[group] = accumulators
  return accumulators
}

const resultOf = (
  { handler, toValues }: VariableAggregate,
  last: MatchedRow,
  accumulators: Accumulators,
): readonly Value[] => toValues(handler.result(last.row, accumulators, []))
