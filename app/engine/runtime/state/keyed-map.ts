import type { MapState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'

/** Entries count one each, so that a budget sees the size of a map. */
export class KeyedMap<K, V> implements MapState<K, V> {
  readonly #state: KeyedState
  readonly #slots: (Map<K, V> | undefined)[]

  constructor(state: KeyedState, slots: (Map<K, V> | undefined)[]) {
    this.#state = state
    this.#slots = slots
  }

  get size(): number {
    return this.#slots[this.#state.current]?.size ?? 0
  }

  get(key: K): V | undefined {
    return this.#slots[this.#state.current]?.get(key)
  }

  has(key: K): boolean {
    return this.#slots[this.#state.current]?.has(key) ?? false
  }

  set(key: K, value: V): void {
    const current = this.#state.current
    let map = this.#slots[current]
    if (map === undefined) {
      map = new Map()
      while (this.#slots.length < current) this.#slots.push(undefined)
      this.#slots[current] = map
    }
    if (!map.has(key)) this.#state.retain(current)
    map.set(key, value)
  }

  delete(key: K): void {
    const current = this.#state.current
    const map = this.#slots[current]
    if (map?.delete(key) !== true) return
    this.#state.drop(current)
    if (map.size === 0) this.#slots[current] = undefined
  }

  entries(): IterableIterator<[K, V]> {
    return (this.#slots[this.#state.current] ?? new Map<K, V>()).entries()
  }

  clear(): void {
    const current = this.#state.current
    const size = this.size
    for (let i = 0; i < size; i++) this.#state.drop(current)
    if (size > 0) this.#slots[current] = undefined
  }
}
