import type { MappedPiece } from '../../app/compile/source-map.ts'
import type { TextEdit } from './minimal-edit.ts'

/** A stretch of the script that is a field's own text and can be edited where it stands. */
export interface Region extends MappedPiece {
  readonly field: string
  readonly fieldStart: number
}

export const isRegion = (piece: MappedPiece): piece is Region =>
  piece.fieldStart !== undefined && (piece.field === 'sql' || piece.field === 'condition')

/** The region that an edit of the script stays inside of. */
export function regionOf(
  pieces: readonly MappedPiece[],
  { start, end }: Pick<TextEdit, 'start' | 'end'>,
): Region | undefined {
  return pieces.filter(isRegion).find((region) => region.start <= start && end <= region.end)
}

/** The field's whole text after an edit inside its region. */
export function editField(text: string, region: Region, edit: TextEdit): string {
  const at = (offset: number): number => offset - region.start + region.fieldStart
  return text.slice(0, at(edit.start)) + edit.text + text.slice(at(edit.end))
}

/** Where the pieces stand after an edit inside one region: what is around it grows, what is behind it moves. */
export function shiftPieces(pieces: readonly MappedPiece[], region: Region, edit: TextEdit): readonly MappedPiece[] {
  const growth = edit.text.length - (edit.end - edit.start)
  return pieces.map((piece) => {
    if (piece.start > region.start && piece.start >= region.end)
      return { ...piece, start: piece.start + growth, end: piece.end + growth }
    return piece.end >= region.end ? { ...piece, end: piece.end + growth } : piece
  })
}
