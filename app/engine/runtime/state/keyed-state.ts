import type { RowColumns } from '../../row.ts'
import type { ListState, MapState, RowsState, StateBackend, ValueState, WindowState } from '../operator.ts'
import type { KeyIndex } from './key-index.ts'
import { KeyedList } from './keyed-list.ts'
import { KeyedMap } from './keyed-map.ts'
import { KeyedRows } from './keyed-rows.ts'
import { KeyedValue } from './keyed-value.ts'
import { KeyedWindows, type WindowSlots } from './keyed-windows.ts'

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

  /** As many times `retain`, or `drop` where there are fewer. */
  grow(key: number, entries: number): void {
    this.#uses[key] = (this.#uses[key] as number) + entries
    this.#entries += entries
  }

  /** `drop` where nothing else may follow for the key. */
  dropAndRelease(key: number): void {
    this.drop(key)
    this.#current = key
    this.releaseUnused()
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

  rows(name: string, columns: RowColumns): RowsState {
    const rows = new KeyedRows(this, columns)
    this.#snapshots.push(() => this.#rowEntries(name, rows))
    return rows
  }

  *snapshot(): Iterable<StateEntry> {
    for (const entries of this.#snapshots) yield* entries()
  }

  *#entriesOf(state: string, slots: readonly unknown[]): Iterable<StateEntry> {
    for (const [key, value] of slots.entries())
      if (value !== undefined) yield { state, key: this.#keys.values(key), value }
  }

  *#rowEntries(state: string, rows: KeyedRows): Iterable<StateEntry> {
    for (const [key, value] of rows.entries()) yield { state, key: this.#keys.values(key), value }
  }

  *#windowEntries<T>(state: string, windows: ReadonlyMap<number, WindowSlots<T>>): Iterable<StateEntry> {
    for (const [namespace, slots] of windows) {
      for (const [key, value] of slots.entries()) yield { state, key: this.#keys.values(key), namespace, value }
    }
  }
}
