import { failed, ok, type Result } from '../base/result.ts'
import { recordEnd } from '../codec/csv/record-end.ts'
import { decodeBytes, type Encoding, guessEncoding } from '../codec/decode-bytes.ts'
import { DEFAULT_DECODE_OPTIONS } from '../codec/decode-options.ts'
import type { RowProblem } from '../codec/decoded-rows.ts'
import { inferCsvColumns, inferNdjsonColumns } from '../codec/infer-columns.ts'
import type { SchemaColumn } from '../flow/records.ts'
import type { LogicalType, RowField } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import { cellText } from './cell-text.ts'
import { packDecoder } from './decode-pack.ts'
import { guessDelimiter, guessFormat, guessHeader } from './pack-form.ts'

/** What the author has decided about a pack; the rest is guessed. */
export interface PackChoices {
  readonly format?: 'ndjson' | 'csv'
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly header?: boolean
  readonly columns?: readonly SchemaColumn[]
}

export interface InspectedPack {
  readonly format: 'ndjson' | 'csv'
  readonly encoding: Encoding
  readonly delimiter: string
  readonly header: boolean
  readonly columns: readonly SchemaColumn[]
  /** Of the bytes that were looked at. */
  readonly rows: number
  readonly preview: readonly (readonly (string | null)[])[]
  readonly problems: readonly RowProblem[]
}

/** Type texts are read by the caller's SQL layer; undefined when a text is no type. */
export type ReadType = (text: string) => LogicalType | undefined

const PREVIEW_ROWS = 200

/** So many bytes say enough of a file; all of them are read when it is stored. */
export const INSPECTED_BYTES = 4 * 1024 * 1024

/** Looks at bytes that are to become a pack, or at its first ones: what they hold, by which columns, and what cannot be read. */
export function inspectPack(
  bytes: Uint8Array,
  choices: PackChoices,
  readType: ReadType,
  isWhole = true,
): Result<InspectedPack, { readonly tag: 'unreadable'; readonly message: string }> {
  const head = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1)
  const encoding = choices.encoding ?? guessEncoding(head)
  const decoded = decodeBytes(head, encoding)
  if (!decoded.ok) return failed({ tag: 'unreadable', message: decoded.error.message })
  const text = decoded.value
  const format = choices.format ?? guessFormat(text)
  const delimiter = choices.delimiter || guessDelimiter(text)
  const header = choices.header ?? guessHeader(text, delimiter)
  const csv = { delimiter, header }
  const records = isWhole || format === 'ndjson' ? text : text.slice(0, recordEnd(text, delimiter))
  const columns = choices.columns ?? (format === 'csv' ? inferCsvColumns(records, csv) : inferNdjsonColumns(records))
  const fields = readFields(columns, readType)
  if (!fields.ok) return failed({ tag: 'unreadable', message: fields.error })
  const decode = packDecoder({ format, csv }, fields.value, DEFAULT_DECODE_OPTIONS)
  const { rows, problems } = decode({ text: records, line: 1 })
  const preview = rows.slice(0, PREVIEW_ROWS).map((row) => rowCells(row, fields.value))
  return ok({ format, encoding, delimiter, header, columns, rows: rows.length, preview, problems })
}

const LINE_FEED = 0x0a

export function readFields(columns: readonly SchemaColumn[], readType: ReadType): Result<readonly RowField[], string> {
  const fields: RowField[] = []
  for (const { name, type: text } of columns) {
    const type = readType(text)
    if (type === undefined) return failed(`Column ${name}: ${text} is not a type`)
    fields.push({ name, type })
  }
  return ok(fields)
}

export const rowCells = (row: readonly Value[], fields: readonly RowField[]): readonly (string | null)[] =>
  fields.map((field, index) => cellText(row[index] ?? null, field.type))
