import type { ListState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'

const NONE: readonly never[] = []

export class KeyedList<T> implements ListState<T> {
  readonly #state: KeyedState
  readonly #slots: (T[] | undefined)[]

  constructor(state: KeyedState, slots: (T[] | undefined)[]) {
    this.#state = state
    this.#slots = slots
  }

  get items(): readonly T[] {
    return this.#slots[this.#state.current] ?? NONE
  }

  add(item: T): void {
    const current = this.#state.current
    const list = this.#slots[current]
    this.#state.retain(current)
    if (list !== undefined) list.push(item)
    else this.#put(current, [item])
  }

  replace(items: T[]): void {
    this.clear()
    if (items.length === 0) return
    const current = this.#state.current
    for (let i = 0; i < items.length; i++) this.#state.retain(current)
    this.#put(current, items)
  }

  clear(): void {
    const current = this.#state.current
    const size = this.items.length
    for (let i = 0; i < size; i++) this.#state.drop(current)
    if (size > 0) this.#slots[current] = undefined
  }

  #put(key: number, items: T[]): void {
    while (this.#slots.length < key) this.#slots.push(undefined)
    this.#slots[key] = items
  }
}
