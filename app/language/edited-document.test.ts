import { describe, expect, it } from 'vitest'
import { EditedDocument } from './edited-document.ts'
import { bindOnly } from './run-statement.ts'
import type { Completion } from './suggestion.ts'
import { TABLES } from './testing-kit/marked.ts'

const VIEW = 'CREATE TEMPORARY VIEW `node` AS\n'

/** A document around a text with a `¦` where the caret stands. */
function edited(marked: string, before = TABLES + VIEW, relations?: readonly string[]) {
  const document = new EditedDocument(bindOnly)
  const text = marked.replace('¦', '')
  document.setSource({ before, text, after: '', ...(relations === undefined ? {} : { relations }) })
  return { document, offset: marked.indexOf('¦') }
}

describe('a text inside of a script', () => {
  it('is completed from the script before it, in places of its own', () => {
    const { document, offset } = edited('SELECT pr¦ FROM orders')
    const { span, suggestions } = document.answer({ kind: 'complete', offset }) as Completion
    expect(span).toEqual({ start: 7, end: 9 })
    expect(suggestions[0]).toMatchObject({ label: 'id', detail: 'BIGINT NOT NULL' })
  })

  it('begins as what it is part of, whatever it holds', () => {
    const { document, offset } = edited('¦')
    const { suggestions } = document.answer({ kind: 'complete', offset }) as Completion
    expect(suggestions.slice(0, 2).map(({ label }) => label)).toEqual(['SELECT', 'WITH'])
  })

  it('may name only the relations that lead to it', () => {
    const { document, offset } = edited('SELECT * FROM ¦', TABLES + VIEW, ['payments'])
    const { suggestions } = document.answer({ kind: 'complete', offset }) as Completion
    expect(suggestions.filter(({ kind }) => kind === 'table' || kind === 'view').map(({ label }) => label)).toEqual([
      'payments',
    ])
  })

  it('knows the columns of a condition', () => {
    const { document, offset } = edited('price > 1 AND ¦', `${TABLES}${VIEW}SELECT * FROM orders\nWHERE `)
    const { suggestions } = document.answer({ kind: 'complete', offset }) as Completion
    expect(suggestions[0]?.label).toBe('id')
  })

  it('leads to definitions in it and before it, and renames only inside of it', () => {
    const inside = edited('SELECT o.id FROM orders AS o¦')
    expect(inside.document.answer({ kind: 'define', offset: inside.offset })).toEqual({
      isBefore: false,
      span: { start: 27, end: 28 },
    })
    expect(inside.document.answer({ kind: 'rename', offset: inside.offset, name: 'x' })).toEqual({
      ok: true,
      edits: [
        { span: { start: 7, end: 8 }, text: 'x' },
        { span: { start: 27, end: 28 }, text: 'x' },
      ],
    })
    const outside = edited('SELECT i¦d FROM orders')
    const start = TABLES.indexOf('id BIGINT')
    expect(outside.document.answer({ kind: 'define', offset: outside.offset })).toEqual({
      isBefore: true,
      span: { start, end: start + 2 },
    })
    expect(outside.document.answer({ kind: 'rename', offset: outside.offset, name: 'x' })).toMatchObject({ ok: false })
  })
})
