import type { Row } from '../../row.ts'

/** The canonical value of a key column. */
export type Primitive = string | number | bigint | boolean | null
export type PrimitiveReader = (row: Row) => Primitive

/**
 * Gives every live key of a keyed operator a small number, so that state is an array access. Numbers
 * of released keys are given out again.
 */
export interface KeyIndex {
  /** The number of the row's key, a new one when the key is not live. Equal keys of several inputs are one key. */
  of(input: number, row: Row): number
  release(key: number): void
  /** The key's column values, for snapshots. */
  values(key: number): readonly unknown[]
  readonly size: number
}

/** For operators without a key: everything is one group. */
export const singleGroup: KeyIndex = { of: () => 0, release: () => undefined, values: () => [], size: 1 }
