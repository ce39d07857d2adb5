import type { ResultRow } from './report.ts'

type Cells = ResultRow['cells']

/**
 * The table that the changes leave behind. Without keys +I and +U add a row and -U and -D take an
 * equal one away; with keys the last row of each key stands, as in an upsert topic.
 */
export function foldRows({
  columns,
  rows,
  keys,
}: {
  readonly columns: readonly string[]
  readonly rows: readonly ResultRow[]
  readonly keys: readonly string[]
}): readonly Cells[] {
  return keys.length > 0
    ? foldByKey(
        rows,
        keys.map((key) => columns.indexOf(key)),
      )
    : foldBag(rows)
}

function foldByKey(rows: readonly ResultRow[], positions: readonly number[]): readonly Cells[] {
  const table = new Map<string, Cells>()
  for (const { kind, cells } of rows) {
    const key = JSON.stringify(positions.map((position) => cells[position]))
    if (kind === '-D' || kind === '-U') table.delete(key)
    else table.set(key, cells)
  }
  return [...table.values()]
}

function foldBag(rows: readonly ResultRow[]): readonly Cells[] {
  const counts = new Map<string, { readonly cells: Cells; count: number }>()
  for (const { kind, cells } of rows) {
    const text = JSON.stringify(cells)
    const entry = counts.get(text) ?? { cells, count: 0 }
    counts.set(text, entry)
    entry.count += kind === '+I' || kind === '+U' ? 1 : -1
  }
  return [...counts.values()].flatMap(({ cells, count }) => Array<Cells>(Math.max(0, count)).fill(cells))
}
