import type { Comparator, Row } from '../../../row.ts'

/** Rows that wait for the watermark, by time and then in order of arrival (or of further sort keys). */
export class BufferedRows {
  /** Each with its time before it: most keys have few rows, and so hold one array. */
  readonly #items: (number | Row)[] = []
  #taken = 0

  /** The time of the first row; none when there is no row. */
  get earliest(): number | undefined {
    return this.#items[this.#taken] as number | undefined
  }

  add(time: number, row: Row): void {
    const items = this.#items
    let place = items.length
    while (place > this.#taken && (items[place - 2] as number) > time) place -= 2
    if (place === items.length) items.push(time, row)
    else items.splice(place, 0, time, row)
  }

  /** Takes out the rows of the earliest time. */
  takeEarliest(order: Comparator | undefined): readonly Row[] {
    const items = this.#items
    const time = items[this.#taken]
    const rows: Row[] = []
    let end = this.#taken
    for (; end < items.length && items[end] === time; end += 2) rows.push(items[end + 1] as Row)
    this.#taken = end
    if (end === items.length) this.#forget()
    else if (end > 128 && end > items.length / 2) this.#forget()
    return order === undefined || rows.length === 1 ? rows : rows.sort(order)
  }

  #forget(): void {
    if (this.#taken === this.#items.length) this.#items.length = 0
    else this.#items.splice(0, this.#taken)
    this.#taken = 0
  }
}
