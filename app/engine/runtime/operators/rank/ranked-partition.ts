import type { Comparator, Row } from '../../../row.ts'

/** A number by which rows sort as `compare` sorts them, as far as it tells them apart. */
export type Lead = (row: Row) => number

/**
 * The ranked rows of one partition: sorted, rows that sort alike in the order of their arrival. Beside each row stands its
 * lead, so that most rows that come too late for a rank are told without a look at the others.
 */
export class RankedPartition {
  /** The last rank. */
  readonly end: number
  readonly rows: Row[] = []
  readonly #leads: number[] = []
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
    return lead > this.#worst || compare(row, this.rows[this.rows.length - 1] as Row) >= 0
  }

  /** Where the row belongs: behind those that sort like it. */
  placeOf(row: Row, lead: number, compare: Comparator): number {
    let low = 0
    let high = this.rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#leads[middle] as number
      if (other < lead || (other === lead && compare(this.rows[middle] as Row, row) <= 0)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Those behind move on. */
  insert(place: number, row: Row, lead: number): void {
    this.rows.push(row)
    this.#leads.push(lead)
    this.#moveOn(place, row, lead)
  }

  /** The same where the last row has to go; answers that. */
  insertForLast(place: number, row: Row, lead: number): Row {
    const last = this.rows[this.rows.length - 1] as Row
    this.#moveOn(place, row, lead)
    return last
  }

  /** What stands last is overwritten. */
  #moveOn(place: number, row: Row, lead: number): void {
    const { rows } = this
    const leads = this.#leads
    const last = rows.length - 1
    for (let i = last; i > place; i--) {
      rows[i] = rows[i - 1] as Row
      leads[i] = leads[i - 1] as number
    }
    rows[place] = row
    leads[place] = lead
    this.#full = last + 1 >= this.#most
    if (this.#full) this.#worst = leads[last] as number
  }
}
