import { describe, expect, it } from 'vitest'
import { CombinedWatermark } from './combined-watermark.ts'

describe('CombinedWatermark', () => {
  it('is the least over the inputs that are not idle', () => {
    const combined = new CombinedWatermark(2)
    expect(combined.watermark(0, 5)).toBeUndefined()
    expect(combined.watermark(1, 3)).toBe(3)
    expect(combined.setIdle(1, true)).toBe(5)
    expect(combined.idle).toBe(false)
  })

  it('is the greatest when all inputs are idle, in whatever order they became so', () => {
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const combined = new CombinedWatermark(2)
      combined.watermark(0, 5)
      combined.watermark(1, 3)
      const after = [combined.setIdle(first, true), combined.setIdle(second, true)]
      expect(after.filter((time) => time !== undefined)).toEqual([5])
      expect(combined.idle).toBe(true)
    }
  })
})
