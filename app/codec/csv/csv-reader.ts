import type { LogicalType, RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { type RecordDecoder, recordDecoder } from '../decode-record.ts'
import type { RowProblem } from '../decoded-rows.ts'
import type { JsonNode } from '../json/json-node.ts'
import { JsonSyntaxError, scanJson } from '../json/scan-json.ts'
import type { RowReader } from '../row-reader.ts'
import type { TextChunk } from '../text-chunks.ts'
import { type CsvCell, CsvScanner } from './scan-csv.ts'

export interface CsvForm {
  readonly delimiter: string
  /** The first record names the columns; without it they go by position. */
  readonly header: boolean
}

/** Rows of CSV, read one by one from chunks of whole records. The header comes with the first one. */
export class CsvReader implements RowReader {
  line = 0
  readonly #form: CsvForm
  readonly #fields: readonly RowField[]
  readonly #decode: RecordDecoder
  readonly #report: (problem: RowProblem) => void
  #scanner: CsvScanner | undefined
  /** For each field, the cell that has it. */
  #positions: readonly number[]
  #awaitsHeader: boolean
  #cells: readonly CsvCell[] = []

  constructor(
    form: CsvForm,
    fields: readonly RowField[],
    options: DecodeOptions,
    report: (problem: RowProblem) => void,
  ) {
    this.#form = form
    this.#fields = fields
    this.#decode = recordDecoder(fields, options, report)
    this.#report = report
    this.#positions = fields.map((_field, index) => index)
    this.#awaitsHeader = form.header
  }

  open({ text, line }: TextChunk): void {
    this.#scanner = new CsvScanner(text, this.#form.delimiter, this.#report, line)
  }

  next(): readonly Value[] | undefined {
    for (;;) {
      const record = this.#scanner?.record()
      if (record === undefined) return undefined
      this.line = record.line
      this.#cells = record.cells
      if (this.#awaitsHeader) {
        this.#awaitsHeader = false
        this.#positions = headerPositions(record.cells, this.#fields, record.line, this.#report)
        continue
      }
      const row = this.#decode(this.#nodeOf, record.line)
      if (row !== undefined) return row
    }
  }

  readonly #nodeOf = (_name: string, index: number): JsonNode | undefined =>
    cellNode(this.#cells[this.#positions[index] ?? -1], this.#fields[index]?.type)
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
