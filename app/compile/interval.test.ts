import { describe, expect, it } from 'vitest'
import { intervalTexts } from './interval.ts'

describe('intervalTexts', () => {
  it.each([
    [5_000, ["'5' SECOND"]],
    [500, ["'0.500' SECOND"]],
    [60_000, ["'1' MINUTE"]],
    [90_000, ["'90' SECOND"]],
    [99_000, ["'99' SECOND"]],
    [100_000, ["'1' MINUTE", "'40' SECOND"]],
    [100_250, ["'1' MINUTE", "'40.250' SECOND"]],
    [7_200_000, ["'2' HOUR"]],
    [604_800_000, ["'7' DAY"]],
    [604_799_999, ["'6' DAY", "'23' HOUR", "'59' MINUTE", "'59.999' SECOND"]],
  ])('says %i ms as %j', (millis, texts) => {
    expect(intervalTexts(millis)).toEqual(texts.map((text) => `INTERVAL ${text}`))
  })
})
