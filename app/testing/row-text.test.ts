import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRowLine, printRowLine, type RowLine } from './row-text.ts'

const parsed = (text: string): RowLine | undefined => {
  const line = parseRowLine(text)
  return line.ok ? line.value : undefined
}

describe('rows as text', () => {
  it('have a kind and cells, bare or in quotes', () => {
    expect(parsed("+I 1 'Anna''s tea' 12:00 NULL ''")).toEqual({
      kind: '+I',
      cells: ['1', "Anna's tea", '12:00', null, ''],
    })
  })

  it('are inserts when they have no kind', () => {
    expect(parsed('a b')).toEqual({ kind: '+I', cells: ['a', 'b'] })
  })

  it('can be watermarks', () => {
    expect(parsed("~ '2024-01-01 12:05'")).toEqual({ kind: '~', time: '2024-01-01 12:05' })
    expect(parseRowLine('~ 1 2').ok).toBe(false)
  })

  it('say where a quote is wrong', () => {
    expect(parseRowLine("+I 'a")).toMatchObject({ ok: false, error: { at: 3 } })
    expect(parseRowLine("+I 'a'b")).toMatchObject({ ok: false, error: { at: 3 } })
  })

  it('come back as they were printed', () => {
    const cell = fc.option(
      fc.string({ unit: fc.constantFrom("'", ' ', '\\', 'n', '\n', 'a', 'N', 'ULL', '~', '+I', '中') }),
    )
    const kind = fc.constantFrom('+I', '-U', '+U', '-D')
    fc.assert(
      fc.property(kind, fc.array(cell), (kind, cells) => {
        const line = { kind, cells } as RowLine
        expect(parsed(printRowLine(line))).toEqual(line)
      }),
    )
  })
})
