import { describe, expect, it } from 'vitest'
import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { dateTimeFormatter } from './format-pattern.ts'
import { localFields } from './local-fields.ts'
import { patternUnit } from './pattern-unit.ts'

describe('patternUnit', () => {
  it('is the finest of the letters, whatever stands between them', () => {
    expect(patternUnit("yyyy-MM-dd 'at' 's'")).toBe(MILLIS_PER_DAY)
    expect(patternUnit('hh a')).toBe(3_600_000)
    expect(patternUnit('HH:mm')).toBe(60_000)
    expect(patternUnit('HH:mm:ss')).toBe(1_000)
    expect(patternUnit('ss.SSS')).toBe(0)
    expect(patternUnit('D A')).toBe(0)
  })

  it('holds for every letter: the text changes only at its multiples', () => {
    for (const letter of 'yuYMLEecQqDwWFgGdHkKhamBs') {
      const format = dateTimeFormatter(letter)
      const unit = patternUnit(letter)
      for (const start of [-3 * MILLIS_PER_DAY, 0, 1_709_164_800_000, 1_735_603_200_000]) {
        for (let at = start; at < start + 2 * MILLIS_PER_DAY; at += 53 * 60_000 + 7_001) {
          const begin = Math.floor(at / unit) * unit
          expect(format(localFields(at))).toBe(format(localFields(begin)))
          expect(format(localFields(begin + unit - 1))).toBe(format(localFields(begin)))
        }
      }
    }
  })
})
