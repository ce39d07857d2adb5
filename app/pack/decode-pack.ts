import { type CsvForm, csvDecoder } from '../codec/csv/csv.ts'
import type { DecodeOptions } from '../codec/decode-options.ts'
import type { DecodedRows } from '../codec/decoded-rows.ts'
import { ndjsonDecoder } from '../codec/ndjson.ts'
import type { TextChunk } from '../codec/text-chunks.ts'
import type { PackRecord } from '../flow/records.ts'
import type { RowField } from '../types/logical-type.ts'

export type StoredForm = Pick<PackRecord, 'format' | 'csv'>

const PLAIN_CSV: CsvForm = { delimiter: ',', header: true }

/** Decodes a pack chunk by chunk, by the given columns: the pack's own for its preview, a source's for a run. */
export function packDecoder(
  form: StoredForm,
  fields: readonly RowField[],
  options: DecodeOptions,
): (chunk: TextChunk) => DecodedRows {
  if (form.format === 'ndjson') return ndjsonDecoder(fields, options)
  return csvDecoder(form.csv ?? PLAIN_CSV, fields, options)
}

/** What parts the records of a pack, where that is more than a line end. */
export const packDelimiter = ({ format, csv = PLAIN_CSV }: StoredForm): string | undefined =>
  format === 'csv' ? csv.delimiter : undefined
