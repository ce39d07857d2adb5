import { parseRowKind, type RowKind, rowKindText } from '../../../types/row-kind.ts'
import type { Value } from '../../../types/value.ts'
import type { Row } from '../../row.ts'

// Changelogs as text, a change a line: `+I 'a' 1 null`, `~ 1000` for a watermark, `~ idle`, `~ active`, `~ max`,
// `@ 1000` for the clock; `1: ` before it names another input than the first; what follows # is a comment.

export type Step =
  | { readonly input: number; readonly kind: RowKind; readonly row: Row }
  | { readonly input: number; readonly watermark: number | 'idle' | 'active' | 'max' }
  | { readonly clock: number }

export function readChangelog(text: string): readonly Step[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map(readStep)
}

function readStep(line: string): Step {
  const [, prefix, rest = ''] = /^(?:(\d+):\s*)?(.*)$/.exec(line) ?? []
  const [mark = '', ...cells] = rest.match(/'[^']*'|\S+/g) ?? []
  const input = Number(prefix ?? 0)
  if (mark === '@') return { clock: Number(cells[0]) }
  if (mark === '~') {
    const [time = ''] = cells
    return { input, watermark: time === 'idle' || time === 'active' || time === 'max' ? time : Number(time) }
  }
  const kind = parseRowKind(mark)
  if (kind === undefined) throw new Error(`no change: ${line}`)
  return { input, kind, row: rowOf(cells.map(readCell)) }
}

function readCell(text: string): Value {
  if (text.startsWith("'")) return text.slice(1, -1)
  return text === 'null' ? null : Number(text)
}

export function rowOf(values: readonly Value[]): Row {
  return Object.fromEntries(values.map((value, i) => [`c${i}`, value])) as unknown as Row
}

export const valuesOf = (row: Row): readonly Value[] => Object.values(row as unknown as Record<string, Value>)

export function columnOf<T extends Value>(row: Row, index: number): T {
  return valuesOf(row)[index] as T
}

export function writeChange(kind: RowKind, row: Row): string {
  const cells = valuesOf(row).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
  return [rowKindText(kind), ...cells].join(' ')
}
