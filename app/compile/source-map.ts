import type { Span } from '../sql/span.ts'

/** A stretch of the script and where it comes from. */
export interface MappedPiece extends Span {
  readonly node: string
  /** The field of the node's form; absent: the node as a whole. */
  readonly field?: string
  /** The piece is the field's text, character by character, from this offset on; absent: it stands for all of the field. */
  readonly fieldStart?: number
}

export interface MappedPlace {
  readonly node: string
  readonly field?: string
  readonly span?: Span
}

/** From the script to the form: the narrowest piece around the span. Undefined for what no node has written. */
export function placeOfSpan(pieces: readonly MappedPiece[], span: Span): MappedPlace | undefined {
  let best: MappedPiece | undefined
  for (const piece of pieces) {
    if (span.start < piece.start || span.start > piece.end) continue
    if (span.start === piece.end && piece.end !== piece.start && span.end > span.start) continue
    if (best === undefined || piece.end - piece.start <= best.end - best.start) best = piece
  }
  if (best === undefined) return undefined
  const { node, field, fieldStart } = best
  if (field === undefined) return { node }
  if (fieldStart === undefined) return { node, field }
  const toField = (offset: number): number => Math.min(offset, best.end) - best.start + fieldStart
  return { node, field, span: { start: toField(span.start), end: Math.max(toField(span.start), toField(span.end)) } }
}

/** From the form to the script: all of a node, or one span of one of its fields. */
export function spanOfPlace(pieces: readonly MappedPiece[], place: MappedPlace): Span | undefined {
  for (const piece of pieces) {
    if (piece.node !== place.node || piece.field !== place.field) continue
    if (place.span === undefined || piece.fieldStart === undefined) return { start: piece.start, end: piece.end }
    const shift = piece.start - piece.fieldStart
    const start = place.span.start + shift
    if (start >= piece.start && start <= piece.end) return { start, end: Math.min(place.span.end + shift, piece.end) }
  }
  return undefined
}
