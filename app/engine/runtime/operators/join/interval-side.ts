import { hashMapOrder, javaLongHash } from '../../../../types/java-hash.ts'
import type { Row } from '../../../row.ts'
import type { MapState, OperatorContext, ValueState } from '../../operator.ts'

export interface CachedRow {
  readonly row: Row
  /** Whether it has found a match. */
  matched: boolean
}

/** The rows of one side of an interval join, by their time. */
export class IntervalSide {
  readonly #ordered: boolean
  #rows!: MapState<number, CachedRow[]>
  #timer!: ValueState<number>

  /** `ordered`: entries come in the order of Flink's HashMap. */
  constructor(ordered: boolean) {
    this.#ordered = ordered
  }

  open(context: OperatorContext, name: string): void {
    this.#rows = context.state.map(name)
    this.#timer = context.state.value(`${name}-cleanup`)
  }

  /** When the rows of this side are looked through next; undefined where there are none. */
  get cleanup(): number | undefined {
    return this.#timer.get()
  }

  set cleanup(time: number) {
    this.#timer.set(time)
  }

  add(time: number, row: CachedRow): void {
    const rows = this.#rows.get(time)
    if (rows === undefined) this.#rows.set(time, [row])
    else rows.push(row)
  }

  entries(): Iterable<[number, CachedRow[]]> {
    if (!this.#ordered || this.#rows.size < 2) return this.#rows.entries()
    return hashMapOrder([...this.#rows.entries()], ([time]) => javaLongHash(time))
  }

  delete(time: number): void {
    this.#rows.delete(time)
  }

  /** Drops what is left, with the look through it. */
  clear(): void {
    this.#rows.clear()
    this.#timer.clear()
  }
}
