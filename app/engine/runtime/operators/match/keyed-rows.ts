import type { NumberedRows } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { FinishedRun, Run } from './run.ts'

/** A power of two, as the room for rows always is. */
const FEW = 4
const NO_ROWS: readonly undefined[] = Array.from({ length: FEW }, () => undefined)

/** What is kept of one key: its matches under way, and the rows that they may still ask for. */
export class KeyedRows implements NumberedRows {
  /** Matches under way, in the places of a Java PriorityQueue, as is `completed`. */
  readonly partial: Run[]
  /** Finished, but a match that started earlier may still finish and skip them. Absent until there is one. */
  completed: FinishedRun[] | undefined
  /** A ring: each row lies where its number less whole rounds says, and none is moved. */
  #rows: (Row | undefined)[] = NO_ROWS.slice()
  /** The number of the first row that is kept, and of the next one to come. */
  #first = 0
  #next = 0

  constructor(beginning: Run) {
    // has room for few, as most keys need no more, and a list that grows takes room for many
    const partial = [beginning, beginning, beginning, beginning]
    while (partial.length > 1) partial.pop()
    this.partial = partial
  }

  row(number: number): Row {
    const rows = this.#rows
    return rows[number & (rows.length - 1)] as Row
  }

  /** Takes the next row, and answers its number. */
  add(row: Row): number {
    const number = this.#next
    if (number - this.#first === this.#rows.length) this.#resize(2 * this.#rows.length)
    this.#rows[number & (this.#rows.length - 1)] = row
    this.#next = number + 1
    return number
  }

  /** Drops the rows that nobody can ask for any more. */
  forget(): void {
    const { partial, completed } = this
    const waiting = completed === undefined || completed.length === 0 ? this.#next : (completed[0] as FinishedRun).start
    const least = Math.min((partial[0] as Run).start, waiting, this.#next)
    const rows = this.#rows
    const mask = rows.length - 1
    for (let number = this.#first; number < least; number++) rows[number & mask] = undefined
    this.#first = least
    if (rows.length > 4 * FEW && this.#next - least < FEW) this.#resize(FEW)
  }

  #resize(room: number): void {
    const rows: (Row | undefined)[] = NO_ROWS.slice()
    while (rows.length < room) rows.push(undefined)
    for (let number = this.#first; number < this.#next; number++) rows[number & (room - 1)] = this.row(number)
    this.#rows = rows
  }
}
