import { describe, expect, it } from 'vitest'
import { attached, cumulating, hopping, tumbling } from './slice-assigner.ts'

describe('attached', () => {
  it('takes the end of its window for a row, and knows where that window began', () => {
    for (const made of [tumbling(10, 0), hopping(10, 5, 0), cumulating(10, 5, 0)]) {
      const slices = attached(made.windowStart)
      expect(slices.sliceEnd(20)).toBe(20)
      expect(slices.firstWindowEnd(20)).toBe(20)
      expect(slices.lastWindowEnd(20)).toBe(20)
      expect(slices.windowStart(20)).toBe(10)
    }
    expect(attached(cumulating(10, 5, 0).windowStart).windowStart(15)).toBe(10)
  })
})
