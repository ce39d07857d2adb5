import { describe, expect, it } from 'vitest'
import { sqlError } from './diagnostic.ts'
import { diagnosticText, suggesting } from './diagnostic-text.ts'
import { WORDINGS_ZH } from './wordings-zh.ts'

const chinese = (message: string): string =>
  diagnosticText(sqlError('plan', 'any', message, { start: 0, end: 0 }).diagnostic, 'zh')
const blanksOf = (text: string): string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort()

describe('the text of a diagnostic', () => {
  it('is found by its English words, whatever stands in the blanks', () => {
    expect(chinese("Column 'a b' not found in table 't'")).toBe("表 't' 中没有列 'a b'")
    expect(chinese('WHERE clause must be a condition')).toBe('WHERE 子句必须是条件')
  })

  it('keeps what was probably meant', () => {
    expect(chinese(suggesting("Table 'ordes' not found", 'orders'))).toBe("找不到表 'ordes'；是否想写 'orders'？")
  })

  it('stays English where nothing is known, and in English', () => {
    expect(chinese('Something else')).toBe('Something else')
    const { diagnostic } = sqlError('plan', 'any', 'Ordinal out of range', { start: 0, end: 0 })
    expect(diagnosticText(diagnostic, 'en')).toBe('Ordinal out of range')
  })

  it('uses no blank that the English has not', () => {
    for (const [english, translation] of Object.entries(WORDINGS_ZH)) {
      const known = blanksOf(english)
      expect(
        blanksOf(translation).filter((blank) => !known.includes(blank)),
        english,
      ).toEqual([])
    }
  })
})
