import { assert } from '../base/assert.ts'
import type { Encoding } from '../codec/decode-bytes.ts'
import { DEFAULT_DECODE_OPTIONS } from '../codec/decode-options.ts'
import { MAX_PROBLEMS, type RowProblem } from '../codec/decoded-rows.ts'
import { type TextChunk, textChunks } from '../codec/text-chunks.ts'
import type { RowField } from '../types/logical-type.ts'
import { packDecoder, packDelimiter, type StoredForm } from './decode-pack.ts'
import { rowCells } from './inspect-pack.ts'
import type { PackBytes } from './pack-bytes.ts'

/** Where a part of a pack begins. */
interface Mark {
  readonly row: number
  readonly offset: number
  readonly line: number
}

export interface PackRows {
  readonly from: number
  /** Known for sure only when the whole pack has been read. */
  readonly total: number
  readonly rows: readonly (readonly (string | null)[])[]
}

export interface PackReading {
  readonly bytes: PackBytes
  readonly encoding: Encoding
  readonly form: StoredForm
  readonly fields: readonly RowField[]
}

/**
 * The rows of a pack by their numbers, without the pack in memory. It is read from its start, as far as
 * is needed and each part once; from then on the index knows where the part begins. Everything is a
 * generator that yields after each part, so that long reading can show progress and be given up.
 */
export class PackIndex {
  /** Rows that have been read so far, and what of them could not. */
  rows = 0
  readonly problems: RowProblem[] = []
  /** About how many bytes have been read. */
  bytesRead = 0
  isComplete = false
  readonly #reading: PackReading
  #marks: Mark[] = []
  readonly #chunks: ReturnType<typeof textChunks>
  #decode: ReturnType<typeof packDecoder>

  constructor(reading: PackReading) {
    this.#reading = reading
    this.#chunks = this.#chunksFrom({ row: 0, offset: 0, line: 1 })
    this.#decode = packDecoder(reading.form, reading.fields, DEFAULT_DECODE_OPTIONS)
  }

  /** A complete index, of the same content at another place: nothing of it need be read again. */
  movedTo(bytes: PackBytes): PackIndex {
    assert(this.isComplete, 'only a complete index moves')
    const moved = new PackIndex({ ...this.#reading, bytes })
    moved.rows = this.rows
    moved.bytesRead = this.bytesRead
    moved.isComplete = true
    moved.#marks = this.#marks
    moved.#decode = this.#decode
    return moved
  }

  /** Reads on until so many rows are known, or to the end; hands on the text that it reads. */
  *readTo(rows: number): Generator<string, void> {
    while (!this.isComplete && this.rows < rows) {
      const step = this.#chunks.next()
      if (step.done) {
        if (step.value !== undefined) this.#note(step.value)
        this.isComplete = true
      } else if (step.value !== 'wait') {
        this.#take(step.value)
        yield step.value.text
      }
    }
  }

  *page(from: number, count: number): Generator<string, PackRows> {
    yield* this.readTo(from + count)
    const end = Math.min(this.rows, from + count)
    const rows: PackRows['rows'][number][] = []
    const mark = this.#marks.findLast(({ row }) => row <= from) ?? { row: 0, offset: 0, line: 1 }
    // Only the first part has the header, so a decoder that has seen it reads the others.
    const decode = mark.offset === 0 ? this.#newDecoder() : this.#decode
    let row = mark.row
    for (const chunk of this.#chunksFrom(mark)) {
      if (row >= end) break
      if (chunk === 'wait') continue
      const decoded = decode(chunk).rows
      for (const values of decoded.slice(Math.max(0, from - row), Math.max(0, end - row)))
        rows.push(rowCells(values, this.#reading.fields))
      row += decoded.length
      yield chunk.text
    }
    return { from, total: this.rows, rows }
  }

  #take(chunk: TextChunk): void {
    const { rows, problems } = this.#decode(chunk)
    if (chunk.offset !== undefined) {
      this.#marks.push({ row: this.rows, offset: chunk.offset, line: chunk.line })
      this.bytesRead = chunk.offset
    }
    this.rows += rows.length
    for (const problem of problems) this.#note(problem)
  }

  #note(problem: RowProblem): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem)
  }

  #newDecoder(): ReturnType<typeof packDecoder> {
    return packDecoder(this.#reading.form, this.#reading.fields, DEFAULT_DECODE_OPTIONS)
  }

  #chunksFrom({ offset, line }: Mark): ReturnType<typeof textChunks> {
    const { bytes, encoding, form } = this.#reading
    return textChunks(bytes.pieces(offset), { encoding, delimiter: packDelimiter(form) }, { offset, line })
  }
}
