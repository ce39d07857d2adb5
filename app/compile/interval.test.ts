import { describe, expect, it } from 'vitest'
import { intervalText } from './interval.ts'

describe('intervalText', () => {
  it.each([
    [5_000, "INTERVAL '5' SECOND"],
    [500, "INTERVAL '0.500' SECOND"],
    [60_000, "INTERVAL '1' MINUTE"],
    [99_000, "INTERVAL '99' SECOND"],
    [100_000, "INTERVAL '100' SECOND(3)"],
    [100_250, "INTERVAL '100.250' SECOND(3, 3)"],
    [7_200_000, "INTERVAL '2' HOUR"],
    [604_800_000, "INTERVAL '7' DAY"],
  ])('says %i ms as %s', (millis, text) => {
    expect(intervalText(millis)).toBe(text)
  })
})
