import type { Row, RowColumns } from '../../../row.ts'
import { NONE, NumberLists } from '../../state/number-lists.ts'
import { RowStore } from '../../state/row-store.ts'
import { TimeBuckets } from '../../time-buckets.ts'

const FIRST_SIZE = 64

/** Rows that go at the same watermark: the last one to come; each knows the one before it. */
interface Due {
  last: number
}

/**
 * The rows of one side of an interval join, by number: those of a key in the order of their arrival, those of all keys by
 * the watermark at which they go. That is when Flink's timer of the key fires, and it is known when a row comes: the
 * timer is set for the earliest row, so each row goes when its own time is over, or with the earliest of its key where it came
 * out of order. No timer is needed then, and a watermark touches nothing but the rows that go.
 */
export class ExpiringRows {
  /** How long after its time a row can still find a match. */
  readonly #reach: number
  readonly #rows: RowStore
  readonly #byKey = new NumberLists()
  readonly #byDue = new TimeBuckets<Due>()
  /** Of each row; a time is NaN when the row is not in the list of its key any more. */
  #times = new Float64Array(FIRST_SIZE)
  #dues = new Float64Array(FIRST_SIZE)
  #keys = new Int32Array(FIRST_SIZE)
  #beforeInDue = new Int32Array(FIRST_SIZE)
  /** Some row's time has been 1970 or before. */
  #hasEarly = false

  constructor(columns: RowColumns, reach: number) {
    this.#rows = new RowStore(columns)
    this.#reach = reach
  }

  first(key: number): number {
    return this.#byKey.first(key)
  }

  next(number: number): number {
    return this.#byKey.next(number)
  }

  row(number: number): Row {
    return this.#rows.row(number)
  }

  timeOf(number: number): number {
    return this.#times[number] as number
  }

  add(key: number, time: number, row: Row): void {
    const due = this.#dueOf(key, time)
    const number = this.#rows.add(row)
    if (number === this.#times.length) this.#grow()
    this.#times[number] = time
    this.#dues[number] = due
    this.#keys[number] = key
    this.#byKey.add(key, number)
    if (time <= 0) this.#hasEarly = true
    const bucket = this.#byDue.get(due)
    this.#beforeInDue[number] = bucket === undefined ? NONE : bucket.last
    if (bucket === undefined) this.#byDue.open(due, { last: number })
    else bucket.last = number
  }

  /** Takes a row out of the list of its key; it counts until it would have gone. */
  unlist(number: number): void {
    this.#byKey.remove(this.#keys[number] as number, number)
    this.#times[number] = Number.NaN
  }

  /** Drops what goes at a watermark, and hands out the key of each; answers whether any of it was still in a list. */
  dropDue(watermark: number, dropped: (key: number) => void): boolean {
    const dues = this.#byDue
    let anyListed = false
    for (let due = dues.earliest(); due !== undefined && due <= watermark; due = dues.earliest()) {
      const { last } = dues.first()
      dues.removeFirst()
      for (let number = last; number !== NONE; number = this.#beforeInDue[number] as number) {
        if (this.#drop(number, watermark)) anyListed = true
        dropped(this.#keys[number] as number)
      }
    }
    return anyListed
  }

  #drop(number: number, watermark: number): boolean {
    const isListed = !Number.isNaN(this.timeOf(number))
    if (isListed) {
      const key = this.#keys[number] as number
      this.#byKey.remove(key, number)
      if (this.#hasEarly) this.#forgetEarly(key, watermark)
    }
    this.#rows.remove(number)
    return isListed
  }

  /** As in Flink, which takes a time up to 1970 for none: with it the key loses all its rows. */
  #forgetEarly(key: number, watermark: number): void {
    let isEarly = false
    for (let number = this.first(key); number !== NONE; number = this.next(number))
      if (this.timeOf(number) <= 0 && (this.#dues[number] as number) > watermark) isEarly = true
    if (isEarly) for (let number = this.first(key); number !== NONE; number = this.first(key)) this.unlist(number)
  }

  #dueOf(key: number, time: number): number {
    const due = time + this.#reach + 1
    const first = this.first(key)
    if (first === NONE || due >= (this.#dues[first] as number)) return due
    let least = Number.POSITIVE_INFINITY
    for (let number = first; number !== NONE; number = this.next(number))
      least = Math.min(least, this.#dues[number] as number)
    return Math.max(due, least)
  }

  #grow(): void {
    const size = 2 * this.#times.length
    const times = new Float64Array(size)
    const dues = new Float64Array(size)
    const keys = new Int32Array(size)
    const before = new Int32Array(size)
    times.set(this.#times)
    dues.set(this.#dues)
    keys.set(this.#keys)
    before.set(this.#beforeInDue)
    this.#times = times
    this.#dues = dues
    this.#keys = keys
    this.#beforeInDue = before
  }
}
