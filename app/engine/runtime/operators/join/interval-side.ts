import { hashMapOrder, javaLongHash } from '../../../../types/java-hash.ts'
import type { Row } from '../../../row.ts'
import type { OperatorContext, ValueState } from '../../operator.ts'

/** The rows of one key and side, those of one time beside each other, by when the first of them came. */
export class TimedRows {
  readonly times: number[]
  readonly rows: Row[]
  /** Whether each has found a match; absent where nobody asks. */
  readonly matched: boolean[] | undefined
  /** When they are looked through next. */
  cleanup: number
  #latest: number
  /** Nothing has come behind something later: then what expires stands in front. */
  #inOrder = true

  constructor(time: number, row: Row, matched: boolean | undefined, cleanup: number) {
    this.times = [time]
    this.rows = [row]
    this.matched = matched === undefined ? undefined : [matched]
    this.cleanup = cleanup
    this.#latest = time
  }

  get size(): number {
    return this.rows.length
  }

  add(time: number, row: Row, matched: boolean): void {
    const { times, rows } = this
    const place = this.#comesLast(time) ? rows.length : this.#behind(time)
    if (time > this.#latest) this.#latest = time
    else if (time < this.#latest) this.#inOrder = false
    if (place === rows.length) {
      times.push(time)
      rows.push(row)
      this.matched?.push(matched)
      return
    }
    times.splice(place, 0, time)
    rows.splice(place, 0, row)
    this.matched?.splice(place, 0, matched)
  }

  /** Where the rows of each time begin, in the order in which Flink's HashMap of the times lists them. */
  inHashOrder(): readonly number[] {
    const { times } = this
    const firsts = times.flatMap((time, i) => (i > 0 && times[i - 1] === time ? [] : [i]))
    return hashMapOrder(firsts, (i) => javaLongHash(times[i] as number))
  }

  /** Where the rows of one time end that begin at `from`. */
  endOfTime(from: number): number {
    const { times } = this
    let end = from + 1
    while (end < times.length && times[end] === times[from]) end++
    return end
  }

  /** The least time, of which there is one. */
  earliest(): number {
    const { times } = this
    let earliest = times[0] as number
    if (this.#inOrder) return earliest
    for (const time of times) if (time < earliest) earliest = time
    return earliest
  }

  /** Drops the rows up to a time; answers how many there were. */
  dropUpTo(time: number): number {
    const { times, rows, matched } = this
    const size = rows.length
    let kept = 0
    if (this.#latest <= time) {
      this.#keepFirst(0)
      return size
    }
    for (let i = 0; i < size; i++) {
      if ((times[i] as number) <= time) continue
      if (kept < i) {
        times[kept] = times[i] as number
        rows[kept] = rows[i] as Row
        if (matched !== undefined) matched[kept] = matched[i] as boolean
      }
      kept++
    }
    this.#keepFirst(kept)
    return size - kept
  }

  /** Row by row: to set a length takes longer than to take a few away. */
  #keepFirst(kept: number): void {
    const { times, rows, matched } = this
    while (rows.length > kept) {
      times.pop()
      rows.pop()
      matched?.pop()
    }
    if (kept > 0) return
    this.#inOrder = true
    this.#latest = Number.NEGATIVE_INFINITY
  }

  #comesLast(time: number): boolean {
    return time > this.#latest || (this.#inOrder && time === this.#latest)
  }

  /** Behind the last row of the time; where there is none, at the end. */
  #behind(time: number): number {
    const place = this.times.lastIndexOf(time)
    return place < 0 ? this.rows.length : place + 1
  }
}

/** The rows of one side of an interval join. */
export class IntervalSide {
  readonly #asksMatched: boolean
  #rows!: ValueState<TimedRows>

  /** `asksMatched`: whether rows without a match come out, too. */
  constructor(asksMatched: boolean) {
    this.#asksMatched = asksMatched
  }

  open(context: OperatorContext, name: string): void {
    this.#rows = context.state.value(name)
  }

  /** Those of the current key, if there have been any since they were looked through last. */
  get current(): TimedRows | undefined {
    return this.#rows.get()
  }

  add(known: TimedRows, time: number, row: Row, matched: boolean): void {
    known.add(time, row, matched)
    this.#rows.grow(1)
  }

  /** The first row of a key. */
  begin(time: number, row: Row, matched: boolean, cleanup: number): void {
    this.#rows.set(new TimedRows(time, row, this.#asksMatched ? matched : undefined, cleanup))
    this.#rows.grow(1)
  }

  dropUpTo(time: number, rows: TimedRows): void {
    this.#rows.grow(-rows.dropUpTo(time))
  }

  /** Drops what is left, with the look through it. */
  clear(rows: TimedRows): void {
    this.#rows.grow(-rows.size)
    this.#rows.clear()
  }
}
