import type { Comparator, Row } from '../../../row.ts'
import { TimeBuckets } from '../../time-buckets.ts'

/** Behind the last entry of a key. */
export const NONE = -1

/** What came for one time, in the order of its arrival: a key and its row, or only a reminder of the key. */
interface Moment {
  readonly keys: number[]
  readonly rows: (Row | undefined)[]
}

/**
 * The rows of all keys that wait for the watermark. They lie by time and not by key, so that a row that comes touches
 * nothing of its key, and one time is looked for when its rows are due, not each key's. What is due is then told apart
 * by key: the entries of each by time and then by arrival.
 */
export class WaitingRows {
  readonly #moments = new TimeBuckets<Moment>()
  /** The keys of which something is due, by the time of it. */
  readonly dueKeys: number[] = []
  readonly #times: number[] = []
  readonly #rows: (Row | undefined)[] = []
  readonly #next: number[] = []
  /** By key the first and last of its entries that are due. */
  readonly #first: number[] = []
  readonly #last: number[] = []

  /** Without a row: the key has to be looked at then. */
  add(time: number, key: number, row: Row | undefined): void {
    const moment = this.#moments.get(time)
    if (moment === undefined) {
      this.#moments.open(time, { keys: [key], rows: [row] })
      return
    }
    moment.keys.push(key)
    moment.rows.push(row)
  }

  /** Everything up to the time becomes due; what was due before is over. */
  advance(time: number): void {
    this.#forgetDue()
    const moments = this.#moments
    for (let least = moments.earliest(); least !== undefined && least <= time; least = moments.earliest()) {
      const { keys, rows } = moments.first()
      moments.removeFirst()
      for (let i = 0; i < keys.length; i++) this.#addDue(keys[i] as number, least, rows[i])
    }
  }

  /** The first entry of the key, or none; asked again: none. */
  takeFirst(key: number): number {
    const first = this.#first[key] ?? NONE
    if (first !== NONE) this.#first[key] = NONE
    return first
  }

  /** The entry behind one, of the same key. */
  after(entry: number): number {
    return this.#next[entry] as number
  }

  timeOf(entry: number): number {
    return this.#times[entry] as number
  }

  rowOf(entry: number): Row | undefined {
    return this.#rows[entry]
  }

  countOf(key: number): number {
    let count = 0
    for (let entry = this.#first[key] ?? NONE; entry !== NONE; entry = this.after(entry)) count++
    return count
  }

  /** The rows that come with this one of the key get their order. */
  arrange(first: number, order: Comparator): void {
    const time = this.timeOf(first)
    const entries: number[] = []
    for (let entry = first; entry !== NONE && this.timeOf(entry) === time; entry = this.after(entry))
      if (this.#rows[entry] !== undefined) entries.push(entry)
    const sorted = entries.map((entry) => this.#rows[entry] as Row).sort(order)
    for (const [i, entry] of entries.entries()) this.#rows[entry] = sorted[i]
  }

  #addDue(key: number, time: number, row: Row | undefined): void {
    const entry = this.#times.length
    this.#times.push(time)
    this.#rows.push(row)
    this.#next.push(NONE)
    while (this.#first.length <= key) {
      this.#first.push(NONE)
      this.#last.push(NONE)
    }
    if (this.#first[key] === NONE) {
      this.#first[key] = entry
      this.dueKeys.push(key)
    } else this.#next[this.#last[key] as number] = entry
    this.#last[key] = entry
  }

  #forgetDue(): void {
    for (let key = this.dueKeys.pop(); key !== undefined; key = this.dueKeys.pop()) this.#first[key] = NONE
    while (this.#times.length > 0) {
      this.#times.pop()
      this.#rows.pop()
      this.#next.pop()
    }
  }
}
