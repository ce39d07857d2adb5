import type { RowField } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { type RecordDecoder, recordDecoder } from './decode-record.ts'
import type { RowProblem } from './decoded-rows.ts'
import { readJsonObject } from './json/read-json-object.ts'
import { RowScanner } from './json/row-scanner.ts'
import type { Wanted } from './json/scanned-field.ts'
import type { RowReader } from './row-reader.ts'
import type { TextChunk } from './text-chunks.ts'

const encoder = new TextEncoder()

/** Rows of newline-delimited JSON, read one by one from the chunks of a text. Blank lines do not count. */
export class NdjsonReader implements RowReader {
  line = 0
  readonly #scanner: RowScanner
  readonly #decode: RecordDecoder
  readonly #reportText: (problem: RowProblem) => void
  #text = ''
  #at = 0

  constructor(
    fields: readonly RowField[],
    options: DecodeOptions,
    report: (problem: RowProblem) => void,
    wanted?: readonly Wanted[],
  ) {
    this.#scanner = new RowScanner(fields, options, wanted)
    this.#decode = recordDecoder(fields, options, report)
    this.#reportText = options.ignoreErrors ? () => undefined : report
  }

  open({ text, line, bytes = encoder.encode(text) }: TextChunk): void {
    this.line = line - 1
    this.#text = text
    this.#at = 0
    this.#scanner.open(text, bytes)
  }

  next(): readonly Value[] | undefined {
    while (this.#at < this.#text.length) {
      const start = this.#at
      const newline = this.#text.indexOf('\n', start)
      const end = newline < 0 ? this.#text.length : newline
      this.#at = end + 1
      this.line++
      const row = this.#scanner.row(start, end) ?? this.#general(start, end)
      if (row !== undefined) return row
    }
    return undefined
  }

  #general(start: number, end: number): readonly Value[] | undefined {
    const content = this.#text.slice(start, end)
    if (content.trim() === '') return undefined
    const object = readJsonObject(content, this.line, this.#reportText)
    return object && this.#decode((name) => object.get(name), this.line)
  }
}
