import type { LogicalType, RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { recordDecoder } from '../decode-record.ts'
import { type DecodedRows, MAX_PROBLEMS, type RowProblem } from '../decoded-rows.ts'
import type { JsonNode } from '../json/json-node.ts'
import { JsonSyntaxError, scanJson } from '../json/scan-json.ts'
import type { TextChunk } from '../text-chunks.ts'
import { type CsvCell, scanCsv } from './scan-csv.ts'

export interface CsvForm {
  readonly delimiter: string
  /** The first record names the columns; without it they go by position. */
  readonly header: boolean
}

/**
 * Rows of a CSV file. An empty cell is NULL and `""` is the empty text; a nested column holds JSON in
 * its cell. With a header, columns are found by name and may come in any order.
 */
export function decodeCsv(
  text: string,
  form: CsvForm,
  fields: readonly RowField[],
  options: DecodeOptions,
): DecodedRows {
  return csvDecoder(form, fields, options)({ text, line: 1 })
}

/** Decodes a file chunk by chunk; the header comes with the first one. */
export function csvDecoder(
  form: CsvForm,
  fields: readonly RowField[],
  options: DecodeOptions,
): (chunk: TextChunk) => DecodedRows {
  let problems: RowProblem[] = []
  const report = (problem: RowProblem): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem)
  }
  const decode = recordDecoder(fields, options, report)
  let positions = fields.map((_field, index) => index)
  let awaitsHeader = form.header
  return ({ text, line: firstLine }) => {
    const rows: (readonly Value[])[] = []
    const lines: number[] = []
    problems = []
    for (const { line, cells } of scanCsv(text, form.delimiter, report, firstLine)) {
      if (awaitsHeader) {
        awaitsHeader = false
        positions = headerPositions(cells, fields, line, report)
        continue
      }
      const row = decode((_name, index) => cellNode(cells[positions[index] ?? -1], fields[index]?.type), line)
      if (row === undefined) continue
      rows.push(row)
      lines.push(line)
    }
    return { rows, lines, problems }
  }
}

function headerPositions(
  cells: readonly CsvCell[],
  fields: readonly RowField[],
  line: number,
  report: (problem: RowProblem) => void,
): number[] {
  const names = cells.map((cell) => cell.text.trim())
  return fields.map(({ name }) => {
    const position = names.indexOf(name)
    if (position < 0) {
      const message = `The header has no column ${name}; it reads as NULL`
      report({ severity: 'warning', line, column: name, code: 'pack.no-column', message })
    }
    return position
  })
}

const NESTED: ReadonlySet<string> = new Set(['ARRAY', 'MAP', 'ROW'])

function cellNode(cell: CsvCell | undefined, type: LogicalType | undefined): JsonNode | undefined {
  if (cell === undefined) return undefined
  if (cell.text === '' && !cell.quoted) return null
  if (type === undefined || !NESTED.has(type.kind)) return cell.text
  try {
    return scanJson(cell.text)
  } catch (error) {
    // Not JSON: the text itself then fails as a value of the type, in its own words.
    if (error instanceof JsonSyntaxError) return cell.text
    throw error
  }
}
