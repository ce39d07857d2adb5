import type { RowField } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { recordDecoder } from './decode-record.ts'
import { type DecodedRows, MAX_PROBLEMS, type RowProblem } from './decoded-rows.ts'
import { isJsonObject, type JsonObject } from './json/json-node.ts'
import { JsonSyntaxError, scanJson } from './json/scan-json.ts'
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
    const object = readObject(content, line, report)
    if (object !== undefined) yield { line, object }
  }
}

function readObject(text: string, line: number, report: (problem: RowProblem) => void): JsonObject | undefined {
  try {
    const node = scanJson(text)
    if (isJsonObject(node)) return node
    report({ severity: 'error', line, character: 1, code: 'pack.not-an-object', message: 'A row is a JSON object' })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    const { message, offset } = error
    report({ severity: 'error', line, character: offset + 1, code: 'pack.not-json', message })
  }
  return undefined
}

export function decodeNdjson(text: string, fields: readonly RowField[], options: DecodeOptions): DecodedRows {
  return ndjsonDecoder(fields, options)({ text, line: 1 })
}

/** Decodes a file chunk by chunk. */
export function ndjsonDecoder(fields: readonly RowField[], options: DecodeOptions): (chunk: TextChunk) => DecodedRows {
  let problems: RowProblem[] = []
  const report = (problem: RowProblem): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem)
  }
  const decode = recordDecoder(fields, options, report)
  const skip = options.ignoreErrors ? () => undefined : report
  return ({ text, line: firstLine }) => {
    const rows: (readonly Value[])[] = []
    const lines: number[] = []
    problems = []
    for (const { line, object } of ndjsonObjects(text, skip, firstLine)) {
      const row = decode((name) => object.get(name), line)
      if (row === undefined) continue
      rows.push(row)
      lines.push(line)
    }
    return { rows, lines, problems }
  }
}
