import type { RowKind } from '../../types/row-kind.ts'
import type { Row, RowColumns } from '../row.ts'

/** All that an operator may know. Synchronous, depth first, row at a time: Flink's changelog is per record. */
export interface Operator {
  open?(context: OperatorContext): void
  push(input: number, kind: RowKind, row: Row): void
  onTimer?(timer: Timer): void
  /** Before any timer of the new watermark fires. */
  beforeWatermark?(watermark: number): void
  /** After the timers up to `watermark` have fired and before it goes on to the output. */
  onWatermark?(watermark: number): void
  /** The watermark that goes on instead: an interval join holds it back, an assigner sends its own. */
  outputWatermark?(watermark: number): number
}

export interface Output {
  push(kind: RowKind, row: Row): void
}

export interface Timer {
  readonly time: number
  readonly domain: 'event' | 'processing'
  /** The key that was current when the timer was set. */
  readonly key: number
  /** What the operator put there: a window end, a row time. */
  readonly namespace: number
}

export interface Timers {
  /** Setting the same time, key and namespace twice is one timer. */
  event(time: number, namespace?: number): void
  processing(time: number, namespace?: number): void
  /**
   * Sets a timer of a key that was retained, which the timer keeps alive from now on: instead of `withRetainedKey`.
   * `isNew`: it is known not to be there.
   */
  eventOfRetained(key: number, time: number, namespace: number, isNew: boolean): void
  deleteEvent(time: number, namespace?: number): void
  deleteProcessing(time: number, namespace?: number): void
}

export interface OperatorContext {
  readonly out: Output
  /** For operators that make watermarks; what does not advance the output is dropped. */
  emitWatermark(time: number): void
  readonly timers: Timers
  readonly state: StateBackend
  /** The operator's watermark before the record being pushed: least over its non-idle inputs. */
  watermark(): number
  /** Processing time of the run's virtual clock. */
  now(): number
  /** Number of the feed event that is being processed; -1 before the first. */
  step(): number
  /** Runs a task when the feed event has gone through the whole job. */
  atStepEnd(task: () => void): void
  /** A row was dropped as late; counted under the operator's name, as Flink's numLateRecordsDropped. */
  late(rows: number): void
  /** Dense number of the current key, set by the host before push and onTimer. */
  currentKey(): number
  /** Keeps the current key alive for a later `withRetainedKey`, which must follow, once. */
  retainKey(): number
  /** `times`: as often as the key was retained, if one call is to do for several. */
  withRetainedKey(key: number, act: () => void, times?: number): void
  /** The column values of the current key, for the rare case where its number does not do. */
  keyValues(): readonly unknown[]
}

/** State of the current key, made by the host; `snapshot` serves tests, the inspector and the memory budget. */
export interface StateBackend {
  value<T>(name: string): ValueState<T>
  map<K, V>(name: string): MapState<K, V>
  list<T>(name: string): ListState<T>
  window<T>(name: string): WindowState<T>
  rows(name: string, columns: RowColumns): RowsState
}
export interface ValueState<T> {
  get(): T | undefined
  set(value: T): void
  /** The value that is there holds so many entries more, or less: it counts as one besides. */
  grow(entries: number): void
  /** A value that has grown must have shrunk again. */
  clear(): void
}
export interface MapState<K, V> {
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): void
  delete(key: K): void
  entries(): IterableIterator<[K, V]>
  readonly size: number
  clear(): void
}
export interface ListState<T> {
  readonly items: readonly T[]
  add(item: T): void
  replace(items: T[]): void
  clear(): void
}
/** Rows of the current key in the order of their arrival, each with a number. */
export interface RowsState {
  add(row: Row): void
  /** -1 where there is none. */
  first(): number
  /** The one that came behind it; -1 behind the last. */
  next(number: number): number
  /** The row once more, as a new object. */
  row(number: number): Row
}
/** One value per window (or slice) of the current key; `namespace` is the window's number, usually its end. */
export interface WindowState<T> {
  get(namespace: number): T | undefined
  set(namespace: number, value: T): void
  delete(namespace: number): void
}
