import type { Value } from '../types/value.ts'

/** Rows of a file by their columns, each with its line, and what could not be read. */
export interface DecodedRows {
  readonly rows: readonly (readonly Value[])[]
  /** The line (from 1) that each row begins on. */
  readonly lines: readonly number[]
  readonly problems: readonly RowProblem[]
}

export interface RowProblem {
  readonly severity: 'error' | 'warning'
  readonly line: number
  /** The column's name, where one value is at fault. */
  readonly column?: string
  /** The character of the line (from 1), where the text itself cannot be read. */
  readonly character?: number
  readonly code: string
  readonly message: string
}

/** More of them help nobody. */
export const MAX_PROBLEMS = 100
