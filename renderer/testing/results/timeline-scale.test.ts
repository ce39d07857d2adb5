import { describe, expect, it } from 'vitest'
import { shapeTimeline } from './timeline-scale.ts'

const box = { left: 0, right: 100, top: 0, bottom: 50 }
const MINUTE = 60_000

describe('the timeline', () => {
  it('puts arrival to the right and event time upwards', () => {
    const shape = shapeTimeline(
      {
        node: 'n',
        points: [
          { arrival: 0, eventTime: 0, late: false },
          { arrival: 10, eventTime: 5 * MINUTE, late: false },
          { arrival: 20, eventTime: 0, late: true },
        ],
        watermarks: [],
      },
      box,
    )
    expect(shape?.points).toEqual([
      { x: 0, y: 50, late: false },
      { x: 50, y: 0, late: false },
      { x: 100, y: 50, late: true },
    ])
    expect(shape?.late).toBe(1)
  })

  it('draws the watermark as steps that last until the end', () => {
    const shape = shapeTimeline(
      {
        node: 'n',
        points: [
          { arrival: 0, eventTime: 0, late: false },
          { arrival: 10, eventTime: 100, late: false },
        ],
        watermarks: [
          { arrival: 0, time: 0 },
          { arrival: 5, time: 50 },
        ],
      },
      box,
    )
    expect(shape?.watermark).toBe('M0 50H50V25H100')
  })

  it('marks round times, a handful at most', () => {
    const shape = shapeTimeline(
      {
        node: 'n',
        points: [
          { arrival: 0, eventTime: 3 * MINUTE, late: false },
          { arrival: 1, eventTime: 170 * MINUTE, late: false },
        ],
        watermarks: [],
      },
      box,
    )
    expect(shape?.ticks.map((tick) => tick.time / MINUTE)).toEqual([60, 120])
  })

  it('draws one point and a hundred thousand', () => {
    expect(
      shapeTimeline({ node: 'n', points: [{ arrival: 0, eventTime: 7, late: false }], watermarks: [] }, box)?.points,
    ).toEqual([{ x: 0, y: 50, late: false }])
    const many = Array.from({ length: 100_000 }, (_, arrival) => ({ arrival, eventTime: arrival, late: false }))
    expect(shapeTimeline({ node: 'n', points: many, watermarks: [] }, box)?.points).toHaveLength(100_000)
  })

  it('has nothing to draw without rows', () => {
    expect(shapeTimeline({ node: 'n', points: [], watermarks: [] }, box)).toBeUndefined()
  })
})
