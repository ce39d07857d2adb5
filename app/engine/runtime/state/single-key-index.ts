import type { Row } from '../../row.ts'
import type { KeyIndex, Primitive, PrimitiveReader } from './key-index.ts'
import { NumberPool } from './number-pool.ts'
import { PrimitiveNumbers } from './primitive-numbers.ts'

/** Keys of one column, by the column's canonical value. */
export class SingleKeyIndex implements KeyIndex {
  readonly #reads: readonly PrimitiveReader[]
  readonly #numbers = new PrimitiveNumbers()
  readonly #values: Primitive[] = []
  readonly #pool = new NumberPool()

  /** One reader per input. */
  constructor(reads: readonly PrimitiveReader[]) {
    this.#reads = reads
  }

  get size(): number {
    return this.#numbers.size
  }

  of(input: number, row: Row): number {
    const value = (this.#reads[input] as PrimitiveReader)(row)
    const known = this.#numbers.get(value)
    if (known >= 0) return known
    const key = this.#pool.take()
    this.#numbers.add(value, key)
    this.#values[key] = value
    return key
  }

  release(key: number): void {
    this.#numbers.delete(this.#values[key] as Primitive)
    this.#values[key] = null
    this.#pool.giveBack(key)
  }

  values(key: number): readonly unknown[] {
    return [this.#values[key]]
  }
}
