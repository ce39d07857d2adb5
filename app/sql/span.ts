/** A place in a text: UTF-16 offsets, `end` excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Line and column from 1, as editors and Flink count. */
export interface Position {
  readonly line: number
  readonly column: number
}

export const span = (start: number, end: number): Span => ({ start, end })
export const cover = (first: Span, last: Span): Span => ({ start: first.start, end: last.end })

export function positionAt(text: string, offset: number): Position {
  let line = 1
  let lineStart = 0
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
    line++
    lineStart = i + 1
  }
  return { line, column: offset - lineStart + 1 }
}
