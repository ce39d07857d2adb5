import type { RowField } from '../../types/logical-type.ts'
import type { DecodeOptions } from '../decode-options.ts'
import type { DecodedRows } from '../decoded-rows.ts'
import { chunkDecoder } from '../row-reader.ts'
import { type CsvForm, CsvReader } from './csv-reader.ts'

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
  return chunkDecoder((report) => new CsvReader(form, fields, options, report))({ text, line: 1 })
}
