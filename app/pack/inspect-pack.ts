import { failed, ok, type Result } from '../base/result.ts'
import { decodeBytes, type Encoding, guessEncoding } from '../codec/decode-bytes.ts'
import { DEFAULT_DECODE_OPTIONS } from '../codec/decode-options.ts'
import type { RowProblem } from '../codec/decoded-rows.ts'
import { inferCsvColumns, inferNdjsonColumns } from '../codec/infer-columns.ts'
import type { PackRecord, SchemaColumn } from '../flow/records.ts'
import type { LogicalType, RowField } from '../types/logical-type.ts'
import { cellText } from './cell-text.ts'
import { decodePack } from './decode-pack.ts'
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
  readonly rows: number
  readonly preview: readonly (readonly (string | null)[])[]
  readonly problems: readonly RowProblem[]
}

/** Type texts are read by the caller's SQL layer; undefined when a text is no type. */
export type ReadType = (text: string) => LogicalType | undefined

const PREVIEW_ROWS = 200

/** Looks at bytes that are to become a pack: what they hold, by which columns, and what cannot be read. */
export function inspectPack(
  bytes: Uint8Array,
  choices: PackChoices,
  readType: ReadType,
): Result<InspectedPack, { readonly tag: 'unreadable'; readonly message: string }> {
  const encoding = choices.encoding ?? guessEncoding(bytes)
  const decoded = decodeBytes(bytes, encoding)
  if (!decoded.ok) return failed({ tag: 'unreadable', message: decoded.error.message })
  const text = decoded.value
  const format = choices.format ?? guessFormat(text)
  const delimiter = choices.delimiter || guessDelimiter(text)
  const header = choices.header ?? guessHeader(text, delimiter)
  const csv = { delimiter, header }
  const inferred = (): readonly SchemaColumn[] =>
    format === 'csv' ? inferCsvColumns(text, csv) : inferNdjsonColumns(text)
  const columns = choices.columns ?? inferred()
  const fields = readFields(columns, readType)
  if (!fields.ok) return failed({ tag: 'unreadable', message: fields.error })
  const { rows, problems } = decodePack(text, { format, csv }, fields.value, DEFAULT_DECODE_OPTIONS)
  const preview = rows.slice(0, PREVIEW_ROWS).map((row) => pageRow(row, fields.value))
  return ok({ format, encoding, delimiter, header, columns, rows: rows.length, preview, problems })
}

export function readFields(columns: readonly SchemaColumn[], readType: ReadType): Result<readonly RowField[], string> {
  const fields: RowField[] = []
  for (const { name, type: text } of columns) {
    const type = readType(text)
    if (type === undefined) return failed(`Column ${name}: ${text} is not a type`)
    fields.push({ name, type })
  }
  return ok(fields)
}

const pageRow = (row: readonly Parameters<typeof cellText>[0][], fields: readonly RowField[]) =>
  fields.map((field, index) => cellText(row[index] ?? null, field.type))

/** The content as it is stored: in UTF-8, whatever it came in, so that a pack needs no encoding of its own. */
export function normalizePack(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  const decoded = decodeBytes(bytes, encoding)
  return encoding === 'utf-8' || !decoded.ok ? bytes : new TextEncoder().encode(decoded.value)
}

/** The rows of a stored pack, decoded once; cells are made only of what is looked at. */
export interface PackPages {
  page(from: number, count: number): PackRows
}
export interface PackRows {
  readonly from: number
  readonly total: number
  readonly rows: readonly (readonly (string | null)[])[]
}

export function openPack(
  bytes: Uint8Array,
  pack: PackRecord,
  readType: ReadType,
): Result<PackPages, { readonly tag: 'unreadable'; readonly message: string }> {
  const decoded = decodeBytes(bytes, 'utf-8')
  if (!decoded.ok) return failed({ tag: 'unreadable', message: decoded.error.message })
  const fields = readFields(pack.columns, readType)
  if (!fields.ok) return failed({ tag: 'unreadable', message: fields.error })
  const { rows } = decodePack(decoded.value, pack, fields.value, DEFAULT_DECODE_OPTIONS)
  return ok({
    page: (from, count) => ({
      from,
      total: rows.length,
      rows: rows.slice(from, from + count).map((row) => pageRow(row, fields.value)),
    }),
  })
}
