import type { RowRange } from './row-scroll.ts'

/** Whoever waits longer is shown where he is, though there is nothing to see yet. */
const HOLD_MS = 150
const MOST_WISHES = 100

export interface ShownRangePorts {
  isHere(range: RowRange): boolean
  /** Returns how to call it off. */
  later(milliseconds: number, work: () => void): () => void
}

/**
 * What a table shows while its rows are on their way: the latest place that was looked at and whose rows are
 * here. Who drags the scroll bar sees rows pass, a moment behind, instead of an empty table.
 */
export class ShownRange {
  readonly #ports: ShownRangePorts
  readonly #listeners = new Set<() => void>()
  #shown: RowRange = { first: 0, end: 0, offset: 0 }
  /** Looked at and not shown yet, the latest last. */
  #wishes: RowRange[] = []
  /** There is nothing that were worth to be held. */
  #isLate = true
  #callOff: (() => void) | undefined

  constructor(ports: ShownRangePorts) {
    this.#ports = ports
  }

  readonly current = (): RowRange => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** One looks there now. */
  wish(range: RowRange): void {
    this.#wishes.push(range)
    if (this.#wishes.length > MOST_WISHES) this.#wishes.shift()
    if (this.#isLate) this.#show(range)
    this.look()
  }

  /** Rows may have come. */
  look(): void {
    const found = this.#wishes.findLastIndex((wish) => this.#ports.isHere(wish))
    const range = this.#wishes[found]
    if (range !== undefined) {
      this.#wishes = this.#wishes.slice(found + 1)
      this.#isLate = false
      this.close()
      this.#show(range)
    }
    if (this.#wishes.length > 0 && !this.#isLate) this.#callOff ??= this.#ports.later(HOLD_MS, () => this.#giveUp())
  }

  close(): void {
    this.#callOff?.()
    this.#callOff = undefined
  }

  #giveUp(): void {
    this.#callOff = undefined
    this.#isLate = true
    const last = this.#wishes.at(-1)
    if (last !== undefined) this.#show(last)
  }

  #show(range: RowRange): void {
    const { first, end, offset } = this.#shown
    if (range.first === first && range.end === end && range.offset === offset) return
    this.#shown = range
    for (const listener of [...this.#listeners]) listener()
  }
}
