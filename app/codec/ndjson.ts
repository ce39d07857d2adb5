import type { RowField } from '../types/logical-type.ts'
import type { DecodeOptions } from './decode-options.ts'
import type { DecodedRows, RowProblem } from './decoded-rows.ts'
import type { JsonObject } from './json/json-node.ts'
import { readJsonObject } from './json/read-json-object.ts'
import { NdjsonReader } from './ndjson-reader.ts'
import { chunkDecoder } from './row-reader.ts'

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
  return chunkDecoder((report) => new NdjsonReader(fields, options, report))({ text, line: 1 })
}
