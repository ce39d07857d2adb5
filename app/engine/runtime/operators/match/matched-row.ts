import type { Row } from '../../../row.ts'

/** A variable that no row can belong to: one that is defined but does not stand in the pattern. */
export const NO_VARIABLE = -1
/** Stands for all variables: what a column without a variable means. */
export const ALL_VARIABLES = -2

/**
 * A row that a variable has taken, linked to those taken before. Partial matches that branch share their
 * common beginning; since a variable occurs once in a pattern, its rows are neighbours.
 */
export class MatchedRow {
  readonly row: Row
  /** Place of the variable in the pattern. */
  readonly variable: number
  /** Number of the row among those of its key. */
  readonly order: number
  readonly previous: MatchedRow | undefined
  /** The last row of the variables before this one. */
  readonly before: MatchedRow | undefined
  /** Rows of this variable, and of the whole match, up to here. */
  readonly count: number
  readonly depth: number
  /** Accumulators over this variable's rows up to here, by number of their group. */
  readonly accumulated: object[] = []

  constructor(row: Row, variable: number, order: number, previous: MatchedRow | undefined) {
    this.row = row
    this.variable = variable
    this.order = order
    this.previous = previous
    const continues = previous !== undefined && previous.variable === variable
    this.before = continues ? previous.before : previous
    this.count = continues ? previous.count + 1 : 1
    this.depth = previous === undefined ? 1 : previous.depth + 1
  }
}

/** The last row of a variable among those matched up to `last`. */
export function lastOf(last: MatchedRow | undefined, variable: number): MatchedRow | undefined {
  if (variable === ALL_VARIABLES) return last
  let row = last
  while (row !== undefined && row.variable > variable) row = row.before
  return row !== undefined && row.variable === variable ? row : undefined
}

/** How many rows lie behind `lastOf`. */
export function countOf(last: MatchedRow | undefined, variable: number): number {
  if (last === undefined) return 0
  return variable === ALL_VARIABLES ? last.depth : last.count
}

/** The rows of a variable in their order. */
export function rowsOf(last: MatchedRow, variable: number): readonly Row[] {
  const rows: Row[] = []
  let row = lastOf(last, variable)
  for (let left = countOf(row, variable); left > 0; left--) {
    rows.push((row as MatchedRow).row)
    row = (row as MatchedRow).previous
  }
  return rows.reverse()
}
