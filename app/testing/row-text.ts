import { failed, ok, type Result } from '../base/result.ts'
import { parseRowKind, type RowKindText, rowKindText } from '../types/row-kind.ts'

// Rows as people write them: `+I 1 'Anna''s' 12:00 NULL`, and a watermark as `~ 12:05`. A cell is
// bare or in quotes; quotes are needed for what is empty, holds spaces, quotes or control characters,
// or would read as NULL.

export type RowLine =
  | { readonly kind: RowKindText; readonly cells: readonly (string | null)[] }
  | { readonly kind: '~'; readonly time: string }

const BARE = /^[^\s'\p{Cc}]+$/u

export function printRowLine(line: RowLine): string {
  if (line.kind === '~') return `~ ${printCell(line.time)}`
  return [line.kind, ...line.cells.map(printCell)].join(' ')
}

function printCell(cell: string | null): string {
  if (cell === null) return 'NULL'
  if (BARE.test(cell) && cell.toUpperCase() !== 'NULL') return cell
  const escaped = cell.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return `'${escaped.replaceAll("'", "''")}'`
}

export interface RowTextMistake {
  /** Character of the line, from 0. */
  readonly at: number
  readonly message: string
}

/** A kind may be left out: then it is +I. */
export function parseRowLine(text: string): Result<RowLine, RowTextMistake> {
  const cells: (string | null)[] = []
  const words = /\s*(?:'((?:[^']|'')*)'(?=\s|$)|([^\s']\S*))/y
  let at = 0
  while (text.slice(at).trim() !== '') {
    words.lastIndex = at
    const match = words.exec(text)
    if (match === null) {
      const start = at + (text.slice(at).length - text.slice(at).trimStart().length)
      return failed({ at: start, message: "A quoted cell ends with ' and a space" })
    }
    at = words.lastIndex
    const [, quoted, bare] = match
    cells.push(quoted === undefined ? (bare?.toUpperCase() === 'NULL' ? null : (bare ?? '')) : readEscapes(quoted))
  }
  const first = /^\s*([+-][IUD]|~)(?=\s|$)/.exec(text)?.[1]
  if (first === undefined) return ok({ kind: '+I', cells })
  if (first === '~') {
    const time = cells[1]
    if (cells.length !== 2 || time === null || time === undefined)
      return failed({ at: 0, message: 'A watermark is ~ and a time' })
    return ok({ kind: '~', time })
  }
  const kind = parseRowKind(first)
  return kind === undefined
    ? failed({ at: 0, message: `${first} is not one of +I, -U, +U, -D` })
    : ok({ kind: rowKindText(kind), cells: cells.slice(1) })
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' }
const readEscapes = (text: string): string =>
  text.replaceAll("''", "'").replace(/\\([nrt\\])/g, (_all, letter: string) => ESCAPED[letter] ?? letter)
