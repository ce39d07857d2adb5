import { must } from '../../../../base/assert.ts'
import { hashMapBucket } from '../../../../types/java-hash.ts'
import type { Row } from '../../../row.ts'
import type { RowsState } from '../../operator.ts'

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

const NONE = -1

/** The order in which a HashMap lists rows that were put in one after the other and never taken out: those of a key, by their numbers. */
export class HashOrder {
  readonly #spec: HashOrderSpec
  readonly #places = new Map<number, Place>()
  readonly #byHash = new Map<number, number[]>()
  #last = NONE
  #included = 0
  #entries = 0
  /** All rows in order; absent when one has come since. */
  #sorted: readonly number[] | undefined

  constructor(spec: HashOrderSpec) {
    this.#spec = spec
  }

  /** Takes in what has come for the key since the last time. */
  include(rows: RowsState): void {
    let number = this.#last === NONE ? rows.first() : rows.next(this.#last)
    for (; number !== NONE; number = rows.next(number)) {
      this.#sorted = undefined
      this.#add(number, rows)
      this.#included++
      this.#last = number
    }
  }

  /** Puts some of the rows in order, or all: which is remembered, as most joins ask for all of a key. */
  sort(numbers: readonly number[]): readonly number[] {
    if (numbers.length !== this.#included) return this.#sort(numbers)
    this.#sorted ??= this.#sort(numbers)
    return this.#sorted
  }

  #sort(numbers: readonly number[]): readonly number[] {
    return numbers
      .map((number) => {
        const { hash, first } = must(this.#places.get(number), 'a row of the key')
        return { number, first, bucket: hashMapBucket(hash, this.#entries) }
      })
      .sort((a, b) => a.bucket - b.bucket || a.first - b.first)
      .map(({ number }) => number)
  }

  #add(number: number, rows: RowsState): void {
    const row = rows.row(number)
    const hash = this.#spec.hash(row)
    const alike = this.#byHash.get(hash) ?? []
    const known = alike.find((other) => this.#spec.equal(rows.row(other), row))
    if (known !== undefined) {
      this.#places.set(number, must(this.#places.get(known)))
      return
    }
    this.#entries++
    this.#byHash.set(hash, [...alike, number])
    this.#places.set(number, { hash, first: this.#included })
  }
}
