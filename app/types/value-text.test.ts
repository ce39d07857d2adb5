import { describe, expect, it } from 'vitest'
import { timestampText } from './value-text.ts'

describe('timestampText', () => {
  const second = Date.UTC(2024, 1, 29, 23, 59, 59)

  it('tells times of one second, and of the same second of other days, apart', () => {
    const times = [second, second + 7, second + 120, second + 1000, second - 86_400_000, second]
    expect(times.map((time) => timestampText(time, 3, 3))).toEqual([
      '2024-02-29 23:59:59.000',
      '2024-02-29 23:59:59.007',
      '2024-02-29 23:59:59.120',
      '2024-03-01 00:00:00.000',
      '2024-02-28 23:59:59.000',
      '2024-02-29 23:59:59.000',
    ])
  })

  it('counts times before 1970 from the start of their day', () => {
    expect(timestampText(-1, 3, 3)).toBe('1969-12-31 23:59:59.999')
    expect(timestampText(-1, 9, 9)).toBe('1969-12-31 23:59:59.999999999')
  })

  it('writes as many digits of a fraction as are asked for', () => {
    expect([0, 1, 3, 6].map((digits) => timestampText(second + 120, 3, digits))).toEqual([
      '2024-02-29 23:59:59',
      '2024-02-29 23:59:59.1',
      '2024-02-29 23:59:59.120',
      '2024-02-29 23:59:59.120000',
    ])
    expect(timestampText(second, 3, 0)).toBe('2024-02-29 23:59:59')
  })
})
