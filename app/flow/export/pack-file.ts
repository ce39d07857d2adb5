import type { PackRecord } from '../records.ts'
import { printColumns, readColumns } from './node-config.ts'
import type { JsonValue } from './print-json.ts'
import type { Reader } from './reader.ts'

/** What is known of a pack beside its content, which stands in `file`. Size and hash follow from the content. */
export function printPack({ id, name, format, csv, columns, rows }: PackRecord, file: string): JsonValue {
  return {
    id,
    name,
    file,
    format,
    csv: csv && { delimiter: csv.delimiter, header: csv.header },
    columns: printColumns(columns),
    rows,
  }
}

export type PackFile = Omit<PackRecord, 'bytes' | 'blob'> & { readonly file: string }

export function readPack(reader: Reader, project: string): PackFile {
  const fields = reader.object(['id', 'name', 'file', 'format', 'csv', 'columns', 'rows'])
  const csv = fields.optional('csv')?.object(['delimiter', 'header'])
  return {
    type: 'pack',
    id: fields.get('id').text(),
    project,
    name: fields.get('name').text(),
    file: fields.get('file').text(),
    format: fields.get('format').oneOf(['ndjson', 'csv']),
    ...(csv === undefined ? {} : { csv: { delimiter: csv.get('delimiter').text(), header: csv.get('header').flag() } }),
    columns: readColumns(fields.get('columns')),
    rows: fields.get('rows').number(),
  }
}
