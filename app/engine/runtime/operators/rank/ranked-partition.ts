import type { Comparator, Row } from '../../../row.ts'

/** A number by which rows sort as `compare` sorts them, as far as it tells them apart. */
export type Lead = (row: Row) => number

/**
 * The ranked rows of one partition: sorted, rows that sort alike in the order of their arrival. Of a full partition the
 * lead of the last row is known, so that most rows that come too late for a rank are told without a look at the others.
 */
export class RankedPartition {
  /** The last rank. */
  readonly end: number
  /** Whoever changes them lets the partition `look` at them. */
  readonly rows: Row[] = []
  readonly #most: number
  /** As many rows as there are ranks, and the lead of the last of them. */
  #full = false
  #worst = 0

  constructor(end: number, capacity: number) {
    this.end = end
    this.#most = Math.min(end, capacity)
  }

  /** Whether the row sorts behind all ranks. */
  excludes(row: Row, lead: number, compare: Comparator): boolean {
    if (!this.#full || lead < this.#worst) return false
    return lead > this.#worst || compare(this.rows[this.rows.length - 1] as Row, row) <= 0
  }

  /** Where the row belongs: behind those that sort like it. */
  placeOf(row: Row, compare: Comparator): number {
    const { rows } = this
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(rows[middle] as Row, row) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  look(lead: Lead): void {
    const { rows } = this
    this.#full = rows.length >= this.#most
    if (this.#full) this.#worst = lead(rows[rows.length - 1] as Row)
  }
}
