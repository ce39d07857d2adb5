import type { Comparator, Row } from '../../../row.ts'

/** Rows that wait for the watermark, by time and then in order of arrival (or of further sort keys). */
export class BufferedRows {
  readonly #times: number[] = []
  readonly #rows: Row[] = []
  #taken = 0

  /** The time of the first row; none when there is no row. */
  get earliest(): number | undefined {
    return this.#times[this.#taken]
  }

  add(time: number, row: Row): void {
    let place = this.#times.length
    while (place > this.#taken && (this.#times[place - 1] as number) > time) place--
    if (place === this.#times.length) {
      this.#times.push(time)
      this.#rows.push(row)
      return
    }
    this.#times.splice(place, 0, time)
    this.#rows.splice(place, 0, row)
  }

  /** Takes out the rows of the earliest time. */
  takeEarliest(order: Comparator | undefined): readonly Row[] {
    const from = this.#taken
    const time = this.#times[from]
    let end = from + 1
    while (this.#times[end] === time && end < this.#times.length) end++
    const rows = this.#rows.slice(from, end)
    this.#taken = end
    if (end === this.#rows.length) this.#forget()
    else if (end > 64 && end > this.#rows.length / 2) this.#forget()
    return order === undefined || rows.length === 1 ? rows : rows.sort(order)
  }

  #forget(): void {
    this.#times.splice(0, this.#taken)
    this.#rows.splice(0, this.#taken)
    this.#taken = 0
  }
}
