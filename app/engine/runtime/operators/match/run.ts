import type { Accumulators } from '../../../compiled.ts'
import type { PatternState } from './pattern-state.ts'

/** A variable that no row can belong to: one that is defined but does not stand in the pattern. */
export const NO_VARIABLE = -1
/** Stands for all variables: what a column without a variable means. */
export const ALL_VARIABLES = -2
/** The start of what has not begun. More rows of a key are never seen, and a small integer needs no box in every match. */
export const AFTER_ALL = 2 ** 30 - 1

/**
 * A match under way. Rows follow each other directly, and a variable occurs once in a pattern: the rows that it has
 * taken are those from `first` on, up to the last row, or to the one before the next variable's first. A match says
 * so of its last variable, and of the others by the match that it was before. As long as it waits in one state and
 * takes rows of one variable, nothing about it changes.
 */
export class Run {
  readonly state: PatternState
  readonly variable: number
  /** Rows go by their number among those of their key. */
  readonly first: number
  readonly before: Run | undefined
  /** Number and time of the match's first row; of the beginning of every match: after all others. */
  readonly start: number
  readonly startTime: number
  /** What has come together of the variable's rows, by number of the aggregates; never changed in place. */
  sums: readonly (RunSum | undefined)[] | undefined

  constructor(
    state: PatternState,
    variable: number,
    first: number,
    before: Run | undefined,
    start: number,
    startTime: number,
    sums: readonly (RunSum | undefined)[] | undefined,
  ) {
    this.state = state
    this.variable = variable
    this.first = first
    this.before = before
    this.start = start
    this.startTime = startTime
    this.sums = sums
  }
}

export interface RunSum {
  /** The last row that is in it. */
  readonly end: number
  readonly accumulators: Accumulators
}

/** A match that has come to its end, with the number of its last row. */
export class FinishedRun {
  readonly run: Run
  readonly end: number
  readonly start: number

  constructor(run: Run, end: number) {
    this.run = run
    this.end = end
    this.start = run.start
  }
}
