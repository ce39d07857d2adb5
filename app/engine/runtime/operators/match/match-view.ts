import type { Value } from '../../../../types/value.ts'
import { column, type Row } from '../../../row.ts'
import { ALL_VARIABLES, type Run } from './run.ts'

/** Where the rows of a match are found by their numbers. */
export interface NumberedRows {
  row(number: number): Row
}

/** A match, or one to be tried: a run and its last row, with the time at which it comes out. */
export class MatchView {
  rows!: NumberedRows
  run!: Run
  end = 0
  time = 0
  /** Of each match shown another one, so that what is read twice of one is computed once. */
  shown = 0

  show(rows: NumberedRows, run: Run, end: number, time: number): void {
    this.rows = rows
    this.run = run
    this.end = end
    this.time = time
    this.shown = (this.shown + 1) | 0
  }
}

/** Reads something off a match. */
export type MatchReader = (match: MatchView) => Value

/** A view that is a row as well, for generated code: what each of its columns reads. Made once, shows one match after the other. */
export function viewOf(readers: readonly MatchReader[]): MatchView & Row {
  class View extends MatchView {}
  for (const [i, read] of readers.entries()) {
    Object.defineProperty(View.prototype, column(i), {
      get(this: View) {
        return read(this)
      },
    })
  }
  return new View() as MatchView & Row
}

/** Rows by their numbers: `first` up to and with `end`. */
export interface TakenRows {
  readonly run: Run
  readonly first: number
  readonly end: number
}

/** The rows that a variable has taken up to the row `end`; undefined where there are none. */
export function takenBy(run: Run, end: number, variable: number): TakenRows | undefined {
  if (variable === ALL_VARIABLES) return { run, first: run.start, end }
  let at: Run | undefined = run
  let last = end
  while (at !== undefined && at.variable > variable) {
    last = at.first - 1
    at = at.before
  }
  return at !== undefined && at.variable === variable ? { run: at, first: at.first, end: last } : undefined
}
