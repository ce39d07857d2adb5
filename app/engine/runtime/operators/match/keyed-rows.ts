import type { Comparator, Getter, Row } from '../../../row.ts'
import type { FinishedRun, Run } from './run.ts'

const FEW = 4

/** What is kept of one key: the rows that a match under way may still ask for, and those that wait for the watermark. */
export class KeyedRows {
  /** Matches under way, in the places of a Java PriorityQueue, as is `completed`. */
  partial: Run[]
  /** Finished, but a match that started earlier may still finish and skip them. Absent until there is one. */
  completed: FinishedRun[] | undefined
  /** The number of the next row to be taken. */
  next = 0
  readonly #rows: (Row | undefined)[] = [undefined, undefined, undefined, undefined]
  /** The number of the first row that is kept. */
  #base = 0
  #size = 0

  constructor(beginning: Run) {
    this.partial = [beginning]
  }

  row(number: number): Row {
    return this.#rows[number - this.#base] as Row
  }

  /** The first of the rows that wait. */
  get waiting(): Row | undefined {
    const place = this.next - this.#base
    return place < this.#size ? this.#rows[place] : undefined
  }

  /** Adds a row that waits, behind those that are not later. */
  add(row: Row, time: number, timeOf: Getter<number | null>): void {
    const rows = this.#rows
    const first = this.next - this.#base
    let place = this.#size++
    if (place === rows.length) rows.push(undefined)
    for (; place > first && (timeOf(rows[place - 1] as Row) ?? 0) > time; place--) rows[place] = rows[place - 1]
    rows[place] = row
  }

  /** The waiting rows of the earliest time get their order, and are counted. */
  arrange(time: number, timeOf: Getter<number | null>, order: Comparator | undefined): number {
    const rows = this.#rows
    const first = this.next - this.#base
    let end = first + 1
    while (end < this.#size && (timeOf(rows[end] as Row) ?? 0) === time) end++
    if (order !== undefined && end - first > 1) {
      const sorted = (rows.slice(first, end) as Row[]).sort(order)
      for (let i = 0; i < sorted.length; i++) rows[first + i] = sorted[i]
    }
    return end - first
  }

  /** Drops rows that nobody can ask for any more, when they are as many as the others: so each one moves once. */
  forget(): void {
    const taken = this.next - this.#base
    if (2 * taken < this.#size) return
    const rows = this.#rows
    const least = Math.min((this.partial[0] as Run).start, this.completed?.[0]?.start ?? this.next, this.next)
    const gone = least - this.#base
    if (gone === 0 || 2 * gone < this.#size) return
    const left = this.#size - gone
    for (let i = 0; i < left; i++) rows[i] = rows[i + gone]
    if (rows.length > FEW * 4 && left < FEW) rows.length = FEW
    for (let i = left; i < Math.min(rows.length, this.#size); i++) rows[i] = undefined
    this.#size = left
    this.#base = least
  }
}
