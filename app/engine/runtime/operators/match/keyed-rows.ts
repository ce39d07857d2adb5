import type { Row } from '../../../row.ts'
import type { FinishedRun, Run } from './run.ts'

const FEW = 4

/** What is kept of one key: its matches under way, and the rows that they may still ask for. */
export class KeyedRows {
  /** Matches under way, in the places of a Java PriorityQueue, as is `completed`. */
  readonly partial: Run[]
  /** Finished, but a match that started earlier may still finish and skip them. Absent until there is one. */
  completed: FinishedRun[] | undefined
  readonly #rows: (Row | undefined)[] = [undefined, undefined, undefined, undefined]
  /** The number of the first row that is kept. */
  #base = 0
  #size = 0

  constructor(beginning: Run) {
    // has room for few, as most keys need no more, and a list that grows takes room for many
    const partial = [beginning, beginning, beginning, beginning]
    while (partial.length > 1) partial.pop()
    this.partial = partial
  }

  row(number: number): Row {
    return this.#rows[number - this.#base] as Row
  }

  /** Takes the next row, and answers its number. */
  add(row: Row): number {
    const rows = this.#rows
    const place = this.#size++
    if (place === rows.length) rows.push(row)
    else rows[place] = row
    return this.#base + place
  }

  /** Drops rows that nobody can ask for any more, when they are as many as the others: so each one moves once. */
  forget(): void {
    const size = this.#size
    const next = this.#base + size
    const least = Math.min((this.partial[0] as Run).start, this.completed?.[0]?.start ?? next, next)
    const gone = least - this.#base
    if (gone === 0 || 2 * gone < size) return
    const rows = this.#rows
    const left = size - gone
    for (let i = 0; i < left; i++) rows[i] = rows[i + gone]
    if (rows.length > FEW * 4 && left < FEW) rows.length = FEW
    for (let i = left; i < Math.min(rows.length, size); i++) rows[i] = undefined
    this.#size = left
    this.#base = least
  }
}
