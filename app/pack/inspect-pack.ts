import { failed, ok, type Result } from '../base/result.ts'
import { recordEnd } from '../codec/csv/record-end.ts'
import { decodeBytes, type Encoding, guessEncoding, lineEnd } from '../codec/decode-bytes.ts'
import { DEFAULT_DECODE_OPTIONS } from '../codec/decode-options.ts'
import { MAX_PROBLEMS, type RowProblem } from '../codec/decoded-rows.ts'
import { inferCsvColumns, inferNdjsonColumns } from '../codec/infer-columns.ts'
import { type TextChunk, textChunks } from '../codec/text-chunks.ts'
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
/** So many are enough for a first look. */
export const FIRST_LOOK_BYTES = 1024 * 1024

type Unreadable = { readonly tag: 'unreadable'; readonly message: string }

/**
 * Looks at bytes that are to become a pack, or at its first ones: what they hold, by which columns, and what cannot
 * be read. Yields after each part of the work, so that others can be served meanwhile.
 */
export function* inspectPack(
  bytes: Uint8Array,
  choices: PackChoices,
  readType: ReadType,
  isWhole = true,
): Generator<void, Result<InspectedPack, Unreadable>> {
  const head = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1)
  const form = yield* findForm(head, choices)
  if (!form.ok) return form
  const { format, encoding, delimiter, header } = form.value
  const chunks = yield* readChunks(head, form.value, isWhole)
  if (!chunks.ok) return chunks
  const columns = choices.columns ?? (yield* findColumns(chunks.value, form.value))
  const fields = readFields(columns, readType)
  if (!fields.ok) return failed({ tag: 'unreadable', message: fields.error })
  const decode = packDecoder({ format, csv: { delimiter, header } }, fields.value, DEFAULT_DECODE_OPTIONS)
  const preview: (readonly (string | null)[])[] = []
  const problems: RowProblem[] = []
  let rows = 0
  for (const chunk of chunks.value) {
    const decoded = decode(chunk)
    rows += decoded.rows.length
    for (const row of decoded.rows.slice(0, PREVIEW_ROWS - preview.length)) preview.push(rowCells(row, fields.value))
    problems.push(...decoded.problems.slice(0, MAX_PROBLEMS - problems.length))
    yield
  }
  return ok({ format, encoding, delimiter, header, columns, rows, preview, problems })
}

const LINE_FEED = 0x0a
/** Enough for what is guessed from the first characters. */
const GUESSED_BYTES = 256 * 1024

type Form = Pick<InspectedPack, 'format' | 'encoding' | 'delimiter' | 'header'>

function* findForm(head: Uint8Array, choices: PackChoices): Generator<void, Result<Form, Unreadable>> {
  const encoding = choices.encoding ?? (yield* guessEncoding(head))
  const decoded = decodeBytes(head.subarray(0, lineEnd(head, GUESSED_BYTES)), encoding)
  if (!decoded.ok) return failed({ tag: 'unreadable', message: decoded.error.message })
  const text = decoded.value
  const format = choices.format ?? guessFormat(text)
  const delimiter = choices.delimiter || guessDelimiter(text)
  const header = choices.header ?? guessHeader(text, delimiter)
  yield
  return ok({ format, encoding, delimiter, header })
}

function* readChunks(
  head: Uint8Array,
  { encoding, format, delimiter }: Form,
  isWhole: boolean,
): Generator<void, Result<readonly TextChunk[], Unreadable>> {
  const chunks: TextChunk[] = []
  const reading = textChunks([head], { encoding, delimiter: format === 'csv' ? delimiter : undefined })
  for (;;) {
    const step = reading.next()
    if (step.done) {
      return step.value === undefined ? ok(chunks) : failed({ tag: 'unreadable', message: step.value.message })
    }
    if (step.value === 'wait') continue
    // A record of CSV may go on behind the bytes that are here.
    const isCut = !isWhole && format === 'csv' && recordEnd(step.value.text, delimiter) === 0
    if (!isCut) chunks.push(step.value)
    yield
  }
}

function* findColumns(
  chunks: readonly TextChunk[],
  { format, delimiter, header }: Form,
): Generator<void, readonly SchemaColumn[]> {
  const inference = format === 'csv' ? inferCsvColumns({ delimiter, header }) : inferNdjsonColumns()
  for (const { text } of chunks) {
    if (!inference.take(text)) break
    yield
  }
  return inference.columns()
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

export const rowCells = (row: readonly Value[], fields: readonly RowField[]): readonly (string | null)[] =>
  fields.map((field, index) => cellText(row[index] ?? null, field.type))
