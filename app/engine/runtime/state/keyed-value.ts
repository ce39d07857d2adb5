import type { ValueState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'

export class KeyedValue<T> implements ValueState<T> {
  readonly #state: KeyedState
  readonly #slots: (T | undefined)[]

  constructor(state: KeyedState, slots: (T | undefined)[]) {
    this.#state = state
    this.#slots = slots
  }

  get(): T | undefined {
    return this.#slots[this.#state.current]
  }

  set(value: T): void {
    const key = this.#state.current
    if (this.#slots[key] === undefined) this.#state.retain(key)
    while (this.#slots.length < key) this.#slots.push(undefined)
    this.#slots[key] = value
  }

  grow(entries: number): void {
    this.#state.grow(this.#state.current, entries)
  }

  clear(): void {
    const key = this.#state.current
    if (this.#slots[key] === undefined) return
    this.#slots[key] = undefined
    this.#state.drop(key)
  }
}
