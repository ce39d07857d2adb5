import type { editor, IRange } from 'monaco-editor/editor'
import type { Span } from '../../../app/sql/span.ts'

/** Offsets of a text as the editor counts lines and columns. */
export function rangeOf(model: editor.ITextModel, { start, end }: Span): IRange {
  const from = model.getPositionAt(start)
  const to = model.getPositionAt(end)
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  }
}
