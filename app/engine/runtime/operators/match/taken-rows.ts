import { ALL_VARIABLES, type Run } from './run.ts'

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
