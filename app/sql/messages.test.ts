import { describe, expect, it } from 'vitest'
import { formatMessage, messageCodes } from './messages.ts'
import { parseScript } from './parse-script.ts'

const blanks = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe('messages', () => {
  it('have the same blanks in both languages', () => {
    for (const code of messageCodes()) {
      expect(blanks(formatMessage(code, {}, 'zh')), code).toEqual(blanks(formatMessage(code, {}, 'en')))
    }
  })

  it('put signs in quotes, and name the comma', () => {
    const text = (language: 'en' | 'zh') =>
      formatMessage('parse.expected', { expected: ',\n)\nAS', found: '||' }, language)
    expect(text('en')).toBe("Expected a comma, ')' or AS, but found '||'")
    expect(text('zh')).toBe("此处应为逗号、')' 或 AS，却遇到 '||'")
  })

  it('can be made in either language from the code and its parameters', () => {
    const [first] = parseScript('SELECT a FROM t LIMIT x').diagnostics
    if (first === undefined) throw new Error('no mistake found')
    expect(first.message).toBe('Expected a number, but found x')
    expect(formatMessage(first.code, first.params ?? {}, 'zh')).toBe('此处应为数字，却遇到 x')
  })
})
