import { describe, expect, it } from 'vitest'
import { must } from '../../app/base/assert.ts'
import type { MappedPiece } from '../../app/compile/source-map.ts'
import { editField, regionOf, shiftPieces } from './region-edit.ts'

const script = 'CREATE VIEW `a` AS\nSELECT 1;\nCREATE VIEW `b` AS\nSELECT 2;\n'
const pieces: readonly MappedPiece[] = [
  { node: 'a', field: 'sql', start: 19, end: 27, fieldStart: 5 },
  { node: 'a', start: 0, end: 27 },
  { node: 'b', field: 'sql', start: 48, end: 56, fieldStart: 0 },
  { node: 'b', start: 29, end: 56 },
]
const edit = { start: 26, end: 27, text: '100' }

describe('an edit in the script', () => {
  it('belongs to the query that it stays inside of', () => {
    expect(regionOf(pieces, edit)?.node).toBe('a')
    expect(regionOf(pieces, { start: 27, end: 27 })?.node).toBe('a')
  })

  it('belongs to none where it touches the words around a query', () => {
    expect(regionOf(pieces, { start: 18, end: 20 })).toBeUndefined()
    expect(regionOf(pieces, { start: 20, end: 50 })).toBeUndefined()
  })

  it('becomes the same edit of the field, comments before the query kept', () => {
    const region = must(regionOf(pieces, edit), 'the region')
    expect(editField('/**/ SELECT 1 -- end', region, edit)).toBe('/**/ SELECT 100 -- end')
  })

  it('moves what is behind it', () => {
    const region = must(regionOf(pieces, edit), 'the region')
    const edited = script.slice(0, edit.start) + edit.text + script.slice(edit.end)
    const texts = shiftPieces(pieces, region, edit).map(({ start, end }) => edited.slice(start, end))
    expect(texts).toEqual(['SELECT 100', 'CREATE VIEW `a` AS\nSELECT 100', 'SELECT 2', 'CREATE VIEW `b` AS\nSELECT 2'])
  })
})
