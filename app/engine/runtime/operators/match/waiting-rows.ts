import type { Comparator, Row, RowColumns, RowPage } from '../../../row.ts'
import { TimeBuckets } from '../../time-buckets.ts'

/** Behind the last entry of a key. */
export const NONE = -1

/** A power of two, as the room of the ring always is. */
const FEW = 16

/** What came for one time behind later ones, in the order of its arrival: a key and its row, or only a reminder of the key. */
interface Moment {
  readonly time: number
  readonly keys: number[]
  readonly rows: (Row | undefined)[]
}

/**
 * The rows of all keys that wait for the watermark. They lie by time and not by key, so that a row that comes touches
 * nothing of its key, and one time is looked for when its rows are due, not each key's. Rows mostly come in the order of
 * their times: those lie in a ring, column by column; the others wait beside it and are put in between when they are due.
 * What is due is then told apart by key: the entries of each by time and then by arrival.
 */
export class WaitingRows {
  readonly #columns: RowColumns
  /** The ring: times, keys and rows of its entries, and the entry behind each one that is due, of the same key. */
  #times = new Float64Array(FEW)
  /** Of an entry without a row less than zero. */
  #keys = new Int32Array(FEW)
  #page: RowPage
  #next = new Int32Array(FEW)
  #mask = FEW - 1
  /** The first entry; how many there are; and how many of them, from the first on, are due. */
  #begin = 0
  #size = 0
  #due = 0
  /** The latest time that has come into the ring. */
  #latest = Number.NEGATIVE_INFINITY
  readonly #between = new TimeBuckets<Moment>()
  /** The keys of which something is due, by the time of it. */
  readonly dueKeys: number[] = []
  /** By key its entries that are due: the first, the last, how many. */
  #firsts = new Int32Array(FEW).fill(NONE)
  #lasts = new Int32Array(FEW)
  #counts = new Int32Array(FEW)

  constructor(columns: RowColumns) {
    this.#columns = columns
    this.#page = columns.page(FEW)
  }

  /** Without a row: the key has to be looked at then. */
  add(time: number, key: number, row: Row | undefined): void {
    if (row === undefined || time < this.#latest) {
      this.#addBetween(time, key, row)
      return
    }
    if (this.#size > this.#mask) this.#grow()
    this.#put((this.#begin + this.#size) & this.#mask, time, key, row)
    this.#size++
    this.#latest = time
  }

  /** Everything up to the time becomes due; what was due before is over. */
  advance(time: number): void {
    this.#forgetDue()
    const earliest = this.#between.earliest()
    if (earliest !== undefined && earliest <= time) this.#putBetween(time)
    const times = this.#times
    while (this.#due < this.#size) {
      const entry = (this.#begin + this.#due) & this.#mask
      if ((times[entry] as number) > time) break
      this.#link(entry)
      this.#due++
    }
  }

  /** The first entry of the key, or none; asked again: none. */
  takeFirst(key: number): number {
    const first = this.#firsts[key] ?? NONE
    if (first !== NONE) this.#firsts[key] = NONE
    return first
  }

  /** The entry behind one, of the same key. */
  after(entry: number): number {
    return this.#next[entry] as number
  }

  timeOf(entry: number): number {
    return this.#times[entry] as number
  }

  hasRow(entry: number): boolean {
    return (this.#keys[entry] as number) >= 0
  }

  /** The row of an entry that has one; each time another object. */
  rowOf(entry: number): Row {
    return this.#columns.row(this.#page, entry)
  }

  /** How many entries of the key are due, of which there are some. */
  countOf(key: number): number {
    return this.#counts[key] as number
  }

  /** The rows that come with this one of the key get their order. */
  arrange(first: number, order: Comparator): void {
    const time = this.timeOf(first)
    const entries: number[] = []
    for (let entry = first; entry !== NONE && this.timeOf(entry) === time; entry = this.after(entry))
      if (this.hasRow(entry)) entries.push(entry)
    const sorted = entries.map((entry) => this.rowOf(entry)).sort(order)
    for (const [i, entry] of entries.entries()) this.#columns.put(this.#page, entry, sorted[i] as Row)
  }

  #addBetween(time: number, key: number, row: Row | undefined): void {
    const moment = this.#between.get(time)
    if (moment === undefined) {
      this.#between.open(time, { time, keys: [key], rows: [row] })
      return
    }
    moment.keys.push(key)
    moment.rows.push(row)
  }

  /** Puts what is due and lies beside the ring into it: entries before it move ahead, and what is of their time came later. */
  #putBetween(time: number): void {
    const due = this.#takeBetween(time)
    let added = 0
    for (const { keys } of due) added += keys.length
    while (this.#size + added > this.#mask + 1) this.#grow()
    const mask = this.#mask
    let from = this.#begin
    let left = this.#size
    let to = (from - added) & mask
    this.#begin = to
    this.#size += added
    for (const moment of due) {
      for (; left > 0 && this.timeOf(from) <= moment.time; left--) {
        this.#put(to, this.timeOf(from), this.#keys[from] as number, this.rowOf(from))
        from = (from + 1) & mask
        to = (to + 1) & mask
      }
      for (const [i, key] of moment.keys.entries()) {
        this.#put(to, moment.time, key, moment.rows[i])
        to = (to + 1) & mask
      }
    }
  }

  #takeBetween(time: number): readonly Moment[] {
    const between = this.#between
    const due: Moment[] = []
    for (let least = between.earliest(); least !== undefined && least <= time; least = between.earliest()) {
      due.push(between.first())
      between.removeFirst()
    }
    return due
  }

  #put(entry: number, time: number, key: number, row: Row | undefined): void {
    this.#times[entry] = time
    this.#keys[entry] = row === undefined ? ~key : key
    if (row !== undefined) this.#columns.put(this.#page, entry, row)
  }

  #link(entry: number): void {
    const mark = this.#keys[entry] as number
    const key = mark < 0 ? ~mark : mark
    this.#next[entry] = NONE
    if (key >= this.#firsts.length) this.#growKeys(key)
    if (this.#firsts[key] === NONE) {
      this.#firsts[key] = entry
      this.#counts[key] = 1
      this.dueKeys.push(key)
    } else {
      this.#next[this.#lasts[key] as number] = entry
      this.#counts[key] = (this.#counts[key] as number) + 1
    }
    this.#lasts[key] = entry
  }

  #forgetDue(): void {
    for (let key = this.dueKeys.pop(); key !== undefined; key = this.dueKeys.pop()) this.#firsts[key] = NONE
    this.#begin = (this.#begin + this.#due) & this.#mask
    this.#size -= this.#due
    this.#due = 0
  }

  /** Room for twice as many entries, which begin at the front then. */
  #grow(): void {
    const [times, keys, page, mask] = [this.#times, this.#keys, this.#page, this.#mask]
    const room = 2 * (mask + 1)
    const begin = this.#begin
    this.#times = new Float64Array(room)
    this.#keys = new Int32Array(room)
    this.#next = new Int32Array(room)
    this.#page = this.#columns.page(room)
    this.#mask = room - 1
    this.#begin = 0
    for (let i = 0; i < this.#size; i++) {
      const entry = (begin + i) & mask
      this.#put(i, times[entry] as number, keys[entry] as number, this.#columns.row(page, entry))
    }
  }

  #growKeys(key: number): void {
    const room = Math.max(2 * this.#firsts.length, key + 1)
    this.#firsts = enlarged(this.#firsts, room).fill(NONE, this.#firsts.length)
    this.#lasts = enlarged(this.#lasts, room)
    this.#counts = enlarged(this.#counts, room)
  }
}

function enlarged(numbers: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(room)
  larger.set(numbers)
  return larger
}
