import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random.ts'
import type { KeyPart } from '../../functions/aggregate/value-key.ts'
import { DistinctMarks } from './distinct-marks.ts'

describe('DistinctMarks', () => {
  it('finds the marks of every value among thousands', () => {
    const marks = new DistinctMarks()
    const known = new Map<KeyPart, number>()
    const random = createRandom(3)
    for (let i = 0; i < 20_000; i++) {
      const value = Math.floor(random() * 5_000) * 2 ** Math.floor(random() * 12)
      const bit = 1 << Math.floor(random() * 30)
      const before = marks.find(value)
      expect(before).toBe(known.get(value) ?? 0)
      marks.keep(value, before | bit)
      known.set(value, before | bit)
    }
    for (const [value, bits] of known) expect(marks.find(value)).toBe(bits)
  })

  it('tells values apart that are no small numbers', () => {
    const values: readonly KeyPart[] = [0, -1, 2 ** 30, 2 ** 32, 2n ** 60n, '0', '', null, true, false, 1, 0.5]
    const marks = new DistinctMarks()
    for (const [i, value] of values.entries()) {
      expect(marks.find(value)).toBe(0)
      marks.keep(value, 1 << i)
    }
    expect(values.map((value) => marks.find(value))).toEqual(values.map((_, i) => 1 << i))
  })
})
