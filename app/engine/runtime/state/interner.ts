import type { Primitive } from './key-index.ts'
import { NumberPool } from './number-pool.ts'
import { PrimitiveNumbers } from './primitive-numbers.ts'

/** Numbers the distinct values of one key column; a value is forgotten when its last key is released. */
export class Interner {
  readonly #numbers = new PrimitiveNumbers()
  readonly #values: Primitive[] = []
  readonly #uses: number[] = []
  readonly #pool = new NumberPool()

  /** The value asked for last: of a key like (day, item), the one that hardly ever changes is found without a search. */
  #lastValue: Primitive = null
  #lastId = -1

  /** The value's number, or -1 when it is not there. */
  find(value: Primitive): number {
    if (value === this.#lastValue && this.#lastId >= 0) return this.#lastId
    const id = this.#numbers.get(value)
    this.#lastValue = value
    this.#lastId = id
    return id
  }

  add(value: Primitive): number {
    const id = this.#pool.take()
    this.#numbers.add(value, id)
    this.#values[id] = value
    this.#uses[id] = 0
    return id
  }

  use(id: number): void {
    this.#uses[id] = (this.#uses[id] as number) + 1
  }

  release(id: number): void {
    const left = (this.#uses[id] as number) - 1
    this.#uses[id] = left
    if (left > 0) return
    if (id === this.#lastId) this.#lastId = -1
    this.#numbers.delete(this.#values[id] as Primitive)
    this.#values[id] = null
    this.#pool.giveBack(id)
  }

  value(id: number): Primitive {
    return this.#values[id] as Primitive
  }
}
