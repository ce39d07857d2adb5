import { describe, expect, it } from 'vitest'
import { MAX_WATERMARK } from '../../watermark.ts'
import { nextTrigger } from './next-trigger.ts'
import { noShift } from './time-shift.ts'

describe('nextTrigger', () => {
  it('is the end of the window that holds the watermark, or of the next one', () => {
    const next = nextTrigger(noShift, 10)
    expect([0, 8, 9, 10].map(next)).toEqual([9, 9, 19, 19])
    expect(next(MAX_WATERMARK)).toBe(MAX_WATERMARK)
  })

  it('goes by UTC in a zone whose clocks never change', () => {
    const shift = { ...noShift, toLocal: (time: number) => time + 3, toTimer: (time: number) => time - 3 }
    expect(nextTrigger(shift, 10)(8)).toBe(9)
    expect(nextTrigger({ ...shift, changesClocks: true }, 10)(8)).toBe(16)
  })
})
