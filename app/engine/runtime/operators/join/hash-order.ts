import { must } from '../../../../base/assert.ts'
import { hashMapBucket } from '../../../../types/java-hash.ts'
import type { Row } from '../../../row.ts'

export interface HashOrderSpec {
  /** Flink's hash of a row. */
  readonly hash: (row: Row) => number
  readonly equal: (a: Row, b: Row) => boolean
}

interface Place {
  readonly hash: number
  /** Of equal rows the first one's: they are one entry, which counts them. */
  readonly first: number
}

/** The order in which a HashMap lists rows that were put in one after the other and never taken out. */
export class HashOrder {
  readonly #spec: HashOrderSpec
  readonly #places = new Map<Row, Place>()
  readonly #byHash = new Map<number, Row[]>()
  #included = 0
  #entries = 0
  /** All rows in order; absent when one has come since. */
  #sorted: readonly Row[] | undefined

  constructor(spec: HashOrderSpec) {
    this.#spec = spec
  }

  /** Takes in what has been added to the list since the last time. */
  include(rows: readonly Row[]): void {
    if (this.#included < rows.length) this.#sorted = undefined
    for (; this.#included < rows.length; this.#included++) this.#add(rows[this.#included] as Row, this.#included)
  }

  /** Puts some of the rows in order, or all: which is remembered, as most joins ask for all of a key. */
  sort(rows: readonly Row[]): readonly Row[] {
    if (rows.length !== this.#included) return this.#sort(rows)
    this.#sorted ??= this.#sort(rows)
    return this.#sorted
  }

  #sort(rows: readonly Row[]): readonly Row[] {
    return rows
      .map((row) => {
        const { hash, first } = must(this.#places.get(row), 'a row of the list')
        return { row, first, bucket: hashMapBucket(hash, this.#entries) }
      })
      .sort((a, b) => a.bucket - b.bucket || a.first - b.first)
      .map(({ row }) => row)
  }

  #add(row: Row, index: number): void {
    const hash = this.#spec.hash(row)
    const alike = this.#byHash.get(hash) ?? []
    const known = alike.find((other) => this.#spec.equal(other, row))
    if (known !== undefined) {
      this.#places.set(row, must(this.#places.get(known)))
      return
    }
    this.#entries++
    this.#byHash.set(hash, [...alike, row])
    this.#places.set(row, { hash, first: index })
  }
}
