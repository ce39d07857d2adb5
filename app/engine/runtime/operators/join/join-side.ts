import { hashMapBucket } from '../../../../types/java-hash.ts'
import type { JoinPredicate, Row } from '../../../row.ts'
import type { MapState, OperatorContext, ValueState } from '../../operator.ts'

/** What tells the rows of one join key apart: a primary key's value, or the whole row. */
export type RowIdentity = (row: Row) => unknown

/** A row of one side; equal rows are kept once and counted. */
export interface JoinEntry {
  row: Row
  copies: number
  /** How many rows of the other side match: kept where it decides about padding. */
  matches: number
}

export interface JoinSideSpec {
  /** The join key holds a key of the rows: there is one of each at most. */
  readonly single?: boolean
  /** Absent where no row is ever taken back, or there is one at most: then rows need not be told apart. */
  readonly identity?: RowIdentity
  /** Whether a row with the same identity takes the place of the one before. */
  readonly unique: boolean
  /** A key column that must not be NULL is NULL: such a row matches nothing. */
  readonly hasNullKey: (row: Row) => boolean
  /** Flink's hash of what tells the rows apart, where the order of several matches shows further on. */
  readonly hash?: (row: Row) => number
  /** Asked where a row is taken back that cannot be told apart from others: its data contradicts the plan. Throws. */
  readonly refuseRemoval?: () => never
}

const NOTHING: readonly JoinEntry[] = []

/** The rows of one side of a join, by join key. */
export class JoinSide {
  readonly #identity: RowIdentity | undefined
  readonly #unique: boolean
  readonly #hasNullKey: (row: Row) => boolean
  readonly #refuseRemoval: (() => never) | undefined
  readonly #hash: ((row: Row) => number) | undefined
  readonly #isSingle: boolean
  /** The rows of a key, and what stands for them where there is one at most: a map for each key is a lot of memory. */
  #entries!: MapState<unknown, JoinEntry>
  #only!: ValueState<JoinEntry>
  /** The most entries that the key's map has held: it decides about the order of a HashMap. */
  #peak: ValueState<number> | undefined
  #added = 0

  constructor(spec: JoinSideSpec) {
    this.#identity = spec.identity
    this.#unique = spec.unique
    this.#hasNullKey = spec.hasNullKey
    this.#hash = spec.hash
    this.#refuseRemoval = spec.refuseRemoval
    this.#isSingle = spec.single === true
  }

  open(context: OperatorContext, name: string): void {
    if (this.#isSingle) this.#only = context.state.value(name)
    else this.#entries = context.state.map(name)
    if (this.#hash !== undefined) this.#peak = context.state.value(`${name}-peak`)
  }

  add(row: Row, matches: number): void {
    if (this.#hasNullKey(row)) return
    if (this.#isSingle) {
      this.#only.set({ row, copies: 1, matches })
      return
    }
    const identity = this.#identity === undefined ? this.#added++ : this.#identity(row)
    const known = this.#unique ? undefined : this.#entries.get(identity)
    if (known === undefined) {
      this.#entries.set(identity, { row, copies: 1, matches })
      if (this.#entries.size > (this.#peak?.get() ?? 0)) this.#peak?.set(this.#entries.size)
      return
    }
    known.copies++
    known.matches = matches
  }

  /** Taking back a row that is not there does nothing. */
  remove(row: Row): void {
    if (this.#hasNullKey(row)) return
    if (this.#isSingle) {
      this.#only.clear()
      return
    }
    if (this.#identity === undefined) {
      this.#refuseRemoval?.()
      return
    }
    const identity = this.#identity(row)
    const known = this.#entries.get(identity)
    if (known === undefined) return
    if (known.copies > 1) known.copies--
    else this.#entries.delete(identity)
    if (this.#entries.size === 0) this.#peak?.clear()
  }

  /** The entries that match a row of the other side. `condition` is absent where the key says it all. */
  matching(row: Row, rowIsLeft: boolean, condition: JoinPredicate | undefined, nullKey: boolean): readonly JoinEntry[] {
    if (nullKey) return NOTHING
    const matches = (entry: JoinEntry): boolean =>
      condition === undefined || (rowIsLeft ? condition(row, entry.row) : condition(entry.row, row))
    if (this.#isSingle) {
      const only = this.#only.get()
      return only !== undefined && matches(only) ? [only] : NOTHING
    }
    const found: JoinEntry[] = []
    for (const [, entry] of this.#entries.entries()) if (matches(entry)) found.push(entry)
    return found.length > 1 ? this.#inOrder(found) : found
  }

  /** Flink keeps the rows in a HashMap. */
  #inOrder(found: JoinEntry[]): JoinEntry[] {
    const hash = this.#hash
    if (hash === undefined) return found
    const peak = this.#peak?.get() ?? found.length
    const buckets = found.map((entry) => ({ entry, bucket: hashMapBucket(hash(entry.row), peak) }))
    return buckets.sort((a, b) => a.bucket - b.bucket).map(({ entry }) => entry)
  }

  hasNullKey(row: Row): boolean {
    return this.#hasNullKey(row)
  }
}

/** Equal rows count one by one. */
export function countOf(entries: readonly JoinEntry[]): number {
  let count = 0
  for (const entry of entries) count += entry.copies
  return count
}
