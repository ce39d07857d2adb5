import type { ListState, MapState, StateBackend, ValueState, WindowState } from '../operator.ts'
import type { KeyIndex } from './key-index.ts'

export interface StateEntry {
  readonly state: string
  readonly key: readonly unknown[]
  readonly namespace?: number
  readonly value: unknown
}

/** State of one operator: for each name an array by key number. Counts entries, for the budget and to release keys. */
export class KeyedState implements StateBackend {
  readonly #keys: KeyIndex
  /** State entries and timers of each key; a key without any is forgotten. */
  readonly #uses: number[] = []
  readonly #snapshots: (() => Iterable<StateEntry>)[] = []
  #current = 0
  #entries = 0

  constructor(keys: KeyIndex) {
    this.#keys = keys
  }

  get current(): number {
    return this.#current
  }

  set current(key: number) {
    this.#current = key
    if (key >= this.#uses.length) this.#uses.push(0)
  }

  get entries(): number {
    return this.#entries
  }

  get keys(): KeyIndex {
    return this.#keys
  }

  retain(key: number): void {
    this.#uses[key] = (this.#uses[key] as number) + 1
    this.#entries++
  }

  drop(key: number): void {
    this.#uses[key] = (this.#uses[key] as number) - 1
    this.#entries--
  }

  /** Forgets the current key if nothing is kept for it. The host calls it after every row and timer. */
  releaseUnused(): void {
    if (this.#uses[this.#current] === 0) this.#keys.release(this.#current)
  }

  value<T>(name: string): ValueState<T> {
    const slots: (T | undefined)[] = []
    this.#snapshots.push(() => this.#entriesOf(name, slots))
    return new KeyedValue(this, slots)
  }

  map<K, V>(name: string): MapState<K, V> {
    const slots: (Map<K, V> | undefined)[] = []
    this.#snapshots.push(() => this.#entriesOf(name, slots))
    return new KeyedMap(this, slots)
  }

  list<T>(name: string): ListState<T> {
    const slots: (T[] | undefined)[] = []
    this.#snapshots.push(() => this.#entriesOf(name, slots))
    return new KeyedList(this, slots)
  }

  window<T>(name: string): WindowState<T> {
    const windows = new Map<number, WindowSlots<T>>()
    this.#snapshots.push(() => this.#windowEntries(name, windows))
    return new KeyedWindows(this, windows)
  }

  *snapshot(): Iterable<StateEntry> {
    for (const entries of this.#snapshots) yield* entries()
  }

  *#entriesOf(state: string, slots: readonly unknown[]): Iterable<StateEntry> {
    for (const [key, value] of slots.entries())
      if (value !== undefined) yield { state, key: this.#keys.values(key), value }
  }

  *#windowEntries<T>(state: string, windows: ReadonlyMap<number, WindowSlots<T>>): Iterable<StateEntry> {
    for (const [namespace, { slots }] of windows) {
      for (const [key, value] of slots.entries())
        if (value !== undefined) yield { state, key: this.#keys.values(key), namespace, value }
    }
  }
}

class KeyedValue<T> implements ValueState<T> {
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

  clear(): void {
    const key = this.#state.current
    if (this.#slots[key] === undefined) return
    this.#slots[key] = undefined
    this.#state.drop(key)
  }
}

/** Entries count one each, so that a budget sees the size of a map. */
class KeyedMap<K, V> implements MapState<K, V> {
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

class KeyedList<T> implements ListState<T> {
  readonly #state: KeyedState
  readonly #slots: (T[] | undefined)[]

  constructor(state: KeyedState, slots: (T[] | undefined)[]) {
    this.#state = state
    this.#slots = slots
  }

  get items(): readonly T[] {
    return this.#slots[this.#state.current] ?? []
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

/** The values of one window by key number. Where few of many keys have one, the engine keeps such an array as a table. */
interface WindowSlots<T> {
  readonly slots: (T | undefined)[]
  size: number
}

/** By window, then by key: a window's entries go together when it fires. */
class KeyedWindows<T> implements WindowState<T> {
  readonly #state: KeyedState
  readonly #windows: Map<number, WindowSlots<T>>
  /** Rows come mostly in order of time, so the window of the last row is asked for again. */
  #lastNamespace = Number.NaN
  #last: WindowSlots<T> | undefined

  constructor(state: KeyedState, windows: Map<number, WindowSlots<T>>) {
    this.#state = state
    this.#windows = windows
  }

  get(namespace: number): T | undefined {
    return this.#window(namespace)?.slots[this.#state.current]
  }

  set(namespace: number, value: T): void {
    let window = this.#window(namespace)
    if (window === undefined) {
      window = { slots: [], size: 0 }
      this.#windows.set(namespace, window)
      this.#last = window
    }
    const key = this.#state.current
    if (window.slots[key] === undefined) {
      window.size++
      this.#state.retain(key)
    }
    window.slots[key] = value
  }

  delete(namespace: number): void {
    const window = this.#window(namespace)
    const key = this.#state.current
    if (window === undefined || window.slots[key] === undefined) return
    window.slots[key] = undefined
    window.size--
    this.#state.drop(key)
    if (window.size > 0) return
    this.#windows.delete(namespace)
    this.#lastNamespace = Number.NaN
    this.#last = undefined
  }

  #window(namespace: number): WindowSlots<T> | undefined {
    if (namespace === this.#lastNamespace) return this.#last
    this.#lastNamespace = namespace
    this.#last = this.#windows.get(namespace)
    return this.#last
  }
}
