import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random.ts'
import type { Primitive } from './key-index.ts'
import { PrimitiveNumbers } from './primitive-numbers.ts'

describe('PrimitiveNumbers', () => {
  it('tells values of different types apart', () => {
    const numbers = new PrimitiveNumbers()
    const values: readonly Primitive[] = [
      0,
      '0',
      false,
      null,
      1,
      '1',
      true,
      0.5,
      2 ** 31,
      -(2 ** 31),
      2n ** 60n,
      NaN,
      '',
    ]
    for (const [i, value] of values.entries()) {
      expect(numbers.get(value)).toBe(-1)
      numbers.add(value, i)
    }
    expect(values.map((value) => numbers.get(value))).toEqual(values.map((_, i) => i))
    expect(numbers.size).toBe(values.length)
  })

  it('finds every value among many that come and go', () => {
    const numbers = new PrimitiveNumbers()
    const known = new Map<Primitive, number>()
    const random = createRandom(3)
    for (let i = 0; i < 20_000; i++) {
      // neighbours, multiples of a power of two and negatives: what hashes badly
      const value = Math.floor(random() * 300) * (random() < 0.5 ? 1 : 4096) * (random() < 0.5 ? 1 : -1) + 0
      expect(numbers.get(value)).toBe(known.get(value) ?? -1)
      if (!known.has(value)) {
        numbers.add(value, i)
        known.set(value, i)
      } else if (random() < 0.6) {
        numbers.delete(value)
        known.delete(value)
      }
      expect(numbers.size).toBe(known.size)
    }
  })
})
