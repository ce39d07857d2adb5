import { hashMapOrder, javaLongHash } from '../../../../types/java-hash.ts'
import type { Row } from '../../../row.ts'
import type { OperatorContext, ValueState } from '../../operator.ts'

/** The rows of one key and side, those of one time beside each other, by when the first of them came. */
export class TimedRows {
  readonly times: number[]
  readonly rows: Row[]
  /** Whether each has found a match. */
  readonly matched: boolean[]
  /** When they are looked through next; undefined before that is known. */
  cleanup: number | undefined = undefined
  #latest: number

  constructor(time: number, row: Row, matched: boolean) {
    this.times = [time]
    this.rows = [row]
    this.matched = [matched]
    this.#latest = time
  }

  get size(): number {
    return this.rows.length
  }

  add(time: number, row: Row, matched: boolean): void {
    const { times, rows } = this
    const place = time > this.#latest ? rows.length : this.#behind(time)
    if (time > this.#latest) this.#latest = time
    if (place === rows.length) {
      times.push(time)
      rows.push(row)
      this.matched.push(matched)
      return
    }
    times.splice(place, 0, time)
    rows.splice(place, 0, row)
    this.matched.splice(place, 0, matched)
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

  /** Drops the rows up to a time; answers how many there were. */
  dropUpTo(time: number): number {
    const { times, rows, matched } = this
    const size = rows.length
    let kept = 0
    for (let i = 0; i < size; i++) {
      if ((times[i] as number) <= time) continue
      if (kept < i) {
        times[kept] = times[i] as number
        rows[kept] = rows[i] as Row
        matched[kept] = matched[i] as boolean
      }
      kept++
    }
    if (kept === size) return 0
    times.length = kept
    rows.length = kept
    matched.length = kept
    return size - kept
  }

  /** Behind the last row of the time; where there is none, at the end. */
  #behind(time: number): number {
    const place = this.times.lastIndexOf(time)
    return place < 0 ? this.rows.length : place + 1
  }
}

/** The rows of one side of an interval join. */
export class IntervalSide {
  #rows!: ValueState<TimedRows>

  open(context: OperatorContext, name: string): void {
    this.#rows = context.state.value(name)
  }

  /** Those of the current key, if there have been any since they were looked through last. */
  get current(): TimedRows | undefined {
    return this.#rows.get()
  }

  add(time: number, row: Row, matched: boolean): TimedRows {
    const known = this.#rows.get()
    if (known === undefined) {
      const rows = new TimedRows(time, row, matched)
      this.#rows.set(rows)
      this.#rows.grow(1)
      return rows
    }
    known.add(time, row, matched)
    this.#rows.grow(1)
    return known
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
