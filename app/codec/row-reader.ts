import type { Value } from '../types/value.ts'
import { type DecodedRows, MAX_PROBLEMS, type RowProblem } from './decoded-rows.ts'
import type { TextChunk } from './text-chunks.ts'

/** Reads the rows of a file one by one. Rows that cannot be read are reported and passed over. */
export interface RowReader {
  /** The line (from 1) that the row read last begins on. */
  readonly line: number
  /** Goes on with the next chunk of the file. */
  open(chunk: TextChunk): void
  /** The next row of the chunk; undefined at its end. */
  next(): readonly Value[] | undefined
}

/** Reads all rows of a chunk at once. */
export function chunkDecoder(
  createReader: (report: (problem: RowProblem) => void) => RowReader,
): (chunk: TextChunk) => DecodedRows {
  let problems: RowProblem[] = []
  const reader = createReader((problem) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem)
  })
  return (chunk) => {
    const rows: (readonly Value[])[] = []
    const lines: number[] = []
    problems = []
    reader.open(chunk)
    for (let row = reader.next(); row !== undefined; row = reader.next()) {
      rows.push(row)
      lines.push(reader.line)
    }
    return { rows, lines, problems }
  }
}
