import type { Span } from '../../app/sql/span.ts'

/** As the protocol counts: lines and UTF-16 units from 0. */
export interface LspPosition {
  readonly line: number
  readonly character: number
}
export interface LspRange {
  readonly start: LspPosition
  readonly end: LspPosition
}

/** A text with its lines, between offsets and the protocol's positions. */
export class LspText {
  readonly text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.text = text
    const starts = [0]
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === NEWLINE || (code === RETURN && text.charCodeAt(at + 1) !== NEWLINE)) starts.push(at + 1)
    }
    this.#starts = starts
  }

  /** A position beyond a line's end is that end, one beyond the text its end. */
  offsetAt({ line, character }: LspPosition): number {
    const start = this.#starts[line]
    if (start === undefined) return this.text.length
    const next = this.#starts[line + 1]
    let end = next ?? this.text.length
    while (next !== undefined && end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--
    return Math.min(start + character, end)
  }

  positionAt(offset: number): LspPosition {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low, character: offset - (this.#starts[low] ?? 0) }
  }

  rangeOf({ start, end }: Span): LspRange {
    return { start: this.positionAt(start), end: this.positionAt(end) }
  }

  /** The text after one change. */
  changed(range: LspRange | undefined, text: string): LspText {
    if (range === undefined) return new LspText(text)
    const start = this.offsetAt(range.start)
    const end = Math.max(start, this.offsetAt(range.end))
    return new LspText(this.text.slice(0, start) + text + this.text.slice(end))
  }
}

const NEWLINE = 10
const RETURN = 13
const isLineEnd = (code: number): boolean => code === NEWLINE || code === RETURN
