import { type CsvForm, CsvReader } from '../codec/csv/csv-reader.ts'
import type { DecodeOptions } from '../codec/decode-options.ts'
import type { DecodedRows, RowProblem } from '../codec/decoded-rows.ts'
import { NdjsonReader } from '../codec/ndjson-reader.ts'
import { chunkDecoder, type RowReader } from '../codec/row-reader.ts'
import type { TextChunk } from '../codec/text-chunks.ts'
import type { PackRecord } from '../flow/records.ts'
import type { RowField } from '../types/logical-type.ts'

export type StoredForm = Pick<PackRecord, 'format' | 'csv'>

const PLAIN_CSV: CsvForm = { delimiter: ',', header: true }

/** Reads a pack row by row, by the given columns: the pack's own for its preview, a source's for a run. */
export function packReader(
  form: StoredForm,
  fields: readonly RowField[],
  options: DecodeOptions,
  report: (problem: RowProblem) => void,
): RowReader {
  if (form.format === 'ndjson') return new NdjsonReader(fields, options, report)
  return new CsvReader(form.csv ?? PLAIN_CSV, fields, options, report)
}

/** The same, chunk by chunk. */
export const packDecoder = (
  form: StoredForm,
  fields: readonly RowField[],
  options: DecodeOptions,
): ((chunk: TextChunk) => DecodedRows) => chunkDecoder((report) => packReader(form, fields, options, report))

/** What parts the records of a pack, where that is more than a line end. */
export const packDelimiter = ({ format, csv = PLAIN_CSV }: StoredForm): string | undefined =>
  format === 'csv' ? csv.delimiter : undefined
