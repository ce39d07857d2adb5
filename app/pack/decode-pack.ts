import { decodeCsv } from '../codec/csv/csv.ts'
import type { DecodeOptions } from '../codec/decode-options.ts'
import type { DecodedRows } from '../codec/decoded-rows.ts'
import { decodeNdjson } from '../codec/ndjson.ts'
import type { PackRecord } from '../flow/records.ts'
import type { RowField } from '../types/logical-type.ts'

/** The rows of a pack by the given columns: the pack's own for its preview, a source's for a run. */
export function decodePack(
  text: string,
  form: Pick<PackRecord, 'format' | 'csv'>,
  fields: readonly RowField[],
  options: DecodeOptions,
): DecodedRows {
  if (form.format === 'ndjson') return decodeNdjson(text, fields, options)
  return decodeCsv(text, form.csv ?? { delimiter: ',', header: true }, fields, options)
}
