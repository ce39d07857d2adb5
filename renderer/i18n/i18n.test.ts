import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { createTranslate, languageFor, type MessageKey } from './translate.ts'
import { zh } from './zh.ts'

const blanks = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort()
const keys = Object.keys(en) as readonly MessageKey[]

describe('the dictionaries', () => {
  it.each(keys)('fill the same blanks in both languages: %s', (key) => {
    expect(blanks(zh[key])).toEqual(blanks(en[key]))
  })

  it('have no empty text', () => {
    expect(keys.filter((key) => en[key].trim() === '' || zh[key].trim() === '')).toEqual([])
  })
})

describe('translating', () => {
  const t = createTranslate('en')

  it('fills blanks and groups digits', () => {
    expect(t('explorer.rows', { count: 1200 })).toBe('1,200 rows')
  })

  it('takes the form for one by the plural rules of the language', () => {
    expect(t('explorer.rows', { count: 1 })).toBe('1 row')
    expect(createTranslate('zh')('explorer.rows', { count: 1 })).toBe('1 行')
  })

  it('writes short durations in milliseconds and long ones in seconds', () => {
    expect([t.duration(38), t.duration(5_000)]).toEqual(['38 ms', '5 s'])
  })

  it('follows the system only when the preference says so', () => {
    expect([languageFor('system', 'zh-TW'), languageFor('system', 'de'), languageFor('en', 'zh')]).toEqual([
      'zh',
      'en',
      'en',
    ])
  })
})

// Words in the code would be words in one language.
describe('components', () => {
  const sources: Record<string, string> = import.meta.glob('../**/*.tsx', {
    query: '?raw',
    import: 'default',
    eager: true,
  })

  it('are looked at', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(30)
  })

  it.each(Object.entries(sources))('hold no text of their own: %s', (_, source) => {
    expect(textsIn(parseAst(source, { lang: 'tsx' }))).toEqual([])
  })

  it('would be found out', () => {
    const source = 'export const A = () => <p title="Say it"><b aria-label={"Loud"}>Two words</b> {"three"}</p>'
    expect(textsIn(parseAst(source, { lang: 'tsx' }))).toEqual(['Say it', 'Loud', 'Two words', 'three'])
  })
})

/** Words in capitals are SQL's: NULL is NULL in every language. */
const WORD = /\p{Ll}{2,}|\p{Lo}/u
const SPOKEN = ['title', 'label', 'placeholder', 'alt', 'aria-label', 'aria-description', 'hint', 'text']

/** Words between tags, and in attributes that are read to people. */
function textsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, value, name, expression } = node as Record<string, unknown>
  if (type === 'JSXText') return words(value)
  if (type === 'JSXExpressionContainer' && isLiteral(expression)) return words(expression.value)
  const attribute = (name as { readonly name?: unknown } | undefined)?.name
  if (type === 'JSXAttribute' && !SPOKEN.includes(String(attribute))) return isLiteral(value) ? [] : inner(value)
  if (type === 'JSXAttribute' && isLiteral(value)) return words(value.value)
  return Object.values(node).flatMap(textsIn)
}

/** A value that is no text for people may still hold elements that are. */
function inner(value: unknown): readonly string[] {
  const { expression } = (value ?? {}) as { readonly expression?: unknown }
  return isLiteral(expression) ? [] : textsIn(expression)
}

const isLiteral = (node: unknown): node is { readonly value: unknown } =>
  (node as { readonly type?: unknown } | null | undefined)?.type === 'Literal'

/** A sample of data is no text for people. */
const words = (text: unknown): readonly string[] =>
  typeof text === 'string' && WORD.test(text) && !text.startsWith('{') ? [text.trim()] : []
