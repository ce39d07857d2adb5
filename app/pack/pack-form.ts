import type { CsvForm } from '../codec/csv/csv-reader.ts'
import { scanCsv } from '../codec/csv/scan-csv.ts'
import type { Encoding } from '../codec/decode-bytes.ts'

/** How the bytes of a pack are read. */
export interface PackForm {
  readonly format: 'ndjson' | 'csv'
  readonly encoding: Encoding
  readonly csv: CsvForm
}

const DELIMITERS = [',', '\t', ';', '|'] as const
const SNIFF_CHARACTERS = 64 * 1024

/** A first line that begins an object is NDJSON. */
export function guessFormat(text: string): PackForm['format'] {
  return text.trimStart().startsWith('{') ? 'ndjson' : 'csv'
}

/** The delimiter that cuts the first records into the most cells, equally many in each. */
export function guessDelimiter(text: string): string {
  const head = text.slice(0, SNIFF_CHARACTERS)
  let best: string = ','
  let most = 1
  for (const delimiter of DELIMITERS) {
    const widths: number[] = []
    for (const { cells } of scanCsv(head, delimiter, () => undefined)) {
      widths.push(cells.length)
      if (widths.length === 20) break
    }
    const width = widths[0] ?? 1
    if (width > most && widths.slice(0, -1).every((other) => other === width)) [best, most] = [delimiter, width]
  }
  return best
}

/** A first record of texts alone, all different, names the columns. */
export function guessHeader(text: string, delimiter: string): boolean {
  for (const { cells } of scanCsv(text.slice(0, SNIFF_CHARACTERS), delimiter, () => undefined)) {
    const names = cells.map((cell) => cell.text.trim())
    return names.every((name) => /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(name)) && new Set(names).size === names.length
  }
  return true
}
