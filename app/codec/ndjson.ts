import type { RowField } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { type DecodedRows, MAX_PROBLEMS, type RowProblem } from './decoded-rows.ts'
import type { JsonObject } from './json/json-node.ts'
import { readJsonObject } from './json/read-json-object.ts'
import { NdjsonReader } from './ndjson-reader.ts'
import type { TextChunk } from './text-chunks.ts'

/** One JSON object a line; blank lines do not count. */
export function* ndjsonObjects(
  text: string,
  report: (problem: RowProblem) => void,
  firstLine = 1,
): Generator<{ readonly line: number; readonly object: JsonObject }> {
  let line = firstLine - 1
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    line++
    const content = text.slice(start, end)
    start = end + 1
    if (content.trim() === '') continue
    const object = readJsonObject(content, line, report)
    if (object !== undefined) yield { line, object }
  }
}

export function decodeNdjson(text: string, fields: readonly RowField[], options: DecodeOptions): DecodedRows {
  return ndjsonDecoder(fields, options)({ text, line: 1 })
}

/** Decodes a file chunk by chunk. */
export function ndjsonDecoder(fields: readonly RowField[], options: DecodeOptions): (chunk: TextChunk) => DecodedRows {
  let problems: RowProblem[] = []
  const reader = new NdjsonReader(fields, options, (problem) => {
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
