import type { Primitive } from './key-index.ts'

/** Slots are pairs: a whole number, and what it is mapped to plus one; 0 is an empty slot. */
const PAIR = 2

/**
 * A map from primitives to small numbers. Whole numbers of 32 bits, which most keys are, lie in a table of
 * their own by open addressing: one access to memory, nothing boxed, nothing left behind by those that go.
 */
export class PrimitiveNumbers {
  readonly #others = new Map<Primitive, number>()
  #slots = new Int32Array(16 * PAIR)
  /** How far a hash is shifted, so that as many bits are left as the table has slots. */
  #shift = 28
  #wholes = 0

  get size(): number {
    return this.#wholes + this.#others.size
  }

  /** -1 when it is not there. */
  get(value: Primitive): number {
    if (!isWhole(value)) return this.#others.get(value) ?? -1
    const slots = this.#slots
    const mask = slots.length - 1
    let at = this.#home(value)
    for (;;) {
      const number = slots[at + 1] as number
      if (number === 0) return -1
      if (slots[at] === value) return number - 1
      at = (at + PAIR) & mask
    }
  }

  /** `value` is not there yet. */
  add(value: Primitive, number: number): void {
    if (!isWhole(value)) {
      this.#others.set(value, number)
      return
    }
    if (3 * this.#wholes * PAIR >= 2 * this.#slots.length) this.#grow()
    this.#put(value, number + 1)
    this.#wholes++
  }

  /** `value` is there. */
  delete(value: Primitive): void {
    if (isWhole(value)) this.#remove(value)
    else this.#others.delete(value)
  }

  #home(value: number): number {
    return (Math.imul(value, 0x9e3779b1) >>> this.#shift) * PAIR
  }

  #put(value: number, entry: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let at = this.#home(value)
    while (slots[at + 1] !== 0) at = (at + PAIR) & mask
    slots[at] = value
    slots[at + 1] = entry
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Int32Array(before.length * 2)
    this.#shift--
    for (let at = 0; at < before.length; at += PAIR) {
      const entry = before[at + 1] as number
      if (entry !== 0) this.#put(before[at] as number, entry)
    }
  }

  /** What stood behind the hole moves up where its own place allows. */
  #remove(value: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let hole = this.#home(value)
    while (slots[hole] !== value || slots[hole + 1] === 0) hole = (hole + PAIR) & mask
    for (let at = (hole + PAIR) & mask; slots[at + 1] !== 0; at = (at + PAIR) & mask) {
      const home = this.#home(slots[at] as number)
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      slots[hole] = slots[at] as number
      slots[hole + 1] = slots[at + 1] as number
      hole = at
    }
    slots[hole + 1] = 0
    this.#wholes--
  }
}

const isWhole = (value: Primitive): value is number => typeof value === 'number' && (value | 0) === value
