import type { Row } from '../../row.ts'
import { Interner } from './interner.ts'
import type { KeyIndex, Primitive, PrimitiveReader } from './key-index.ts'
import { NumberPool } from './number-pool.ts'

const EMPTY = -1

/**
 * Keys of several columns: each column's value is a number (itself where it is a small one, as most ids are; others
 * are interned), and the tuples of numbers are found by open addressing with linear probing. Nothing is concatenated
 * or boxed per row.
 */
export class CompositeKeyIndex implements KeyIndex {
  readonly #reads: readonly (readonly PrimitiveReader[])[]
  readonly #width: number
  readonly #interners: readonly Interner[]
  /** The tuple being looked up. */
  readonly #probe: Int32Array
  /** Tuples by key number, `width` each. */
  #tuples: Int32Array
  /** Key numbers by hash. */
  #slots: Int32Array
  #mask: number
  #size = 0
  readonly #pool = new NumberPool()

  /** For each input the readers of its key columns. */
  constructor(reads: readonly (readonly PrimitiveReader[])[]) {
    const columns = reads[0] ?? []
    this.#reads = reads
    this.#width = columns.length
    this.#interners = columns.map(() => new Interner())
    this.#probe = new Int32Array(this.#width)
    this.#tuples = new Int32Array(16 * this.#width)
    this.#slots = new Int32Array(32).fill(EMPTY)
    this.#mask = 31
  }

  get size(): number {
    return this.#size
  }

  of(input: number, row: Row): number {
    const reads = this.#reads[input] as readonly PrimitiveReader[]
    const width = this.#width
    const probe = this.#probe
    let hash = 0
    for (let i = 0; i < width; i++) {
      const value = (reads[i] as PrimitiveReader)(row)
      const number = isSmall(value) ? value : this.#interned(i, value)
      probe[i] = number
      hash = mix(hash, number)
    }
    const slots = this.#slots
    const mask = this.#mask
    let slot = hash & mask
    for (let key = slots[slot] as number; key !== EMPTY; key = slots[slot] as number) {
      if (this.#matches(key)) return key
      slot = (slot + 1) & mask
    }
    return this.#insert(hash)
  }

  /** Below zero, where no small number is. */
  #interned(column: number, value: Primitive): number {
    const interner = this.#interner(column)
    const id = interner.find(value)
    return -1 - (id < 0 ? interner.add(value) : id)
  }

  release(key: number): void {
    this.#removeSlot(key)
    for (let i = 0; i < this.#width; i++) {
      const number = this.#tuples[key * this.#width + i] as number
      if (number < 0) this.#interner(i).release(-1 - number)
    }
    this.#pool.giveBack(key)
    this.#size--
  }

  values(key: number): readonly unknown[] {
    return this.#interners.map((interner, i) => {
      const number = this.#tuples[key * this.#width + i] as number
      return number < 0 ? interner.value(-1 - number) : number
    })
  }

  #interner(column: number): Interner {
    return this.#interners[column] as Interner
  }

  #matches(key: number): boolean {
    const start = key * this.#width
    for (let i = 0; i < this.#width; i++) if (this.#tuples[start + i] !== this.#probe[i]) return false
    return true
  }

  #insert(hash: number): number {
    if (2 * (this.#size + 1) > this.#slots.length) this.#growSlots()
    const key = this.#pool.take()
    if ((key + 1) * this.#width > this.#tuples.length) {
      const larger = new Int32Array(this.#tuples.length * 2)
      larger.set(this.#tuples)
      this.#tuples = larger
    }
    this.#tuples.set(this.#probe, key * this.#width)
    for (let i = 0; i < this.#width; i++) {
      const number = this.#probe[i] as number
      if (number < 0) this.#interner(i).use(-1 - number)
    }
    this.#place(key, hash)
    this.#size++
    return key
  }

  #place(key: number, hash: number): void {
    let slot = hash & this.#mask
    while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & this.#mask
    this.#slots[slot] = key
  }

  #hash(key: number): number {
    let hash = 0
    for (let i = 0; i < this.#width; i++) hash = mix(hash, this.#tuples[key * this.#width + i] as number)
    return hash
  }

  #growSlots(): void {
    const before = this.#slots
    this.#slots = new Int32Array(before.length * 2).fill(EMPTY)
    this.#mask = this.#slots.length - 1
    for (const key of before) if (key !== EMPTY) this.#place(key, this.#hash(key))
  }

  /** Linear probing without tombstones: what stood behind the hole moves up where its own place allows. */
  #removeSlot(key: number): void {
    let hole = this.#hash(key) & this.#mask
    while (this.#slots[hole] !== key) hole = (hole + 1) & this.#mask
    let slot = hole
    for (;;) {
      slot = (slot + 1) & this.#mask
      const other = this.#slots[slot] as number
      if (other === EMPTY) break
      const home = this.#hash(other) & this.#mask
      if (((slot - home) & this.#mask) < ((slot - hole) & this.#mask)) continue
      this.#slots[hole] = other
      hole = slot
    }
    this.#slots[hole] = EMPTY
  }
}

const isSmall = (value: Primitive): value is number => typeof value === 'number' && (value & 0x3fffffff) === value

function mix(hash: number, id: number): number {
  let h = Math.imul(hash ^ id, 0x9e3779b1)
  h ^= h >>> 15
  h = Math.imul(h, 0x85ebca6b)
  return h ^ (h >>> 13)
}
