import type { KeyPart } from '../../functions/aggregate/value-key.ts'

/** Slots are pairs: a value, and the marks that it has; without any the slot is empty. */
const PAIR = 2
/** How many calls can share the marks of one column: so many bits are always a small integer. */
export const MOST_MARKS = 30

/**
 * The values of a column in one group, with a mark for each DISTINCT call that has met them: calls that differ in
 * nothing but FILTER look a value up once. Nothing is ever taken back. Whole numbers below 2^30, which most ids are,
 * lie in a table of their own by open addressing.
 */
export class DistinctMarks {
  private slots: number[] = new Array<number>(4 * PAIR).fill(0)
  /** How far a hash is shifted, so that as many bits are left as the table has slots. */
  private shift = 30
  private size = 0
  /** The slot of the number that was looked up last, or where it belongs. */
  private at = 0
  private others: Map<KeyPart, number> | undefined

  /** The marks of a value. */
  find(value: KeyPart): number {
    if (!isSmall(value)) return this.others?.get(value) ?? 0
    const { slots } = this
    this.at = this.placeOf(value, slots)
    return slots[this.at + 1] as number
  }

  /** The value that was looked up last has these marks now. */
  keep(value: KeyPart, marks: number): void {
    if (!isSmall(value)) {
      this.others ??= new Map()
      this.others.set(value, marks)
      return
    }
    const { slots, at } = this
    const isNew = slots[at + 1] === 0
    slots[at] = value
    slots[at + 1] = marks
    if (isNew && 3 * ++this.size * PAIR > 2 * slots.length) this.grow()
  }

  private placeOf(value: number, slots: readonly number[]): number {
    const mask = slots.length - 1
    let at = (Math.imul(value, 0x9e3779b1) >>> this.shift) * PAIR
    while (slots[at + 1] !== 0 && slots[at] !== value) at = (at + PAIR) & mask
    return at
  }

  private grow(): void {
    const before = this.slots
    const slots = new Array<number>(before.length * 2).fill(0)
    this.shift--
    for (let i = 0; i < before.length; i += PAIR) {
      if (before[i + 1] === 0) continue
      const at = this.placeOf(before[i] as number, slots)
      slots[at] = before[i] as number
      slots[at + 1] = before[i + 1] as number
    }
    this.slots = slots
  }
}

const isSmall = (value: KeyPart): value is number => typeof value === 'number' && (value & 0x3fffffff) === value
