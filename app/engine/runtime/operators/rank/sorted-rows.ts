import type { Comparator, Row } from '../../../row.ts'

/** Rows of one sort key, in the order of their arrival. */
export interface Peers {
  readonly key: Row
  rows: Row[]
}

/** Where rows that sort like `row` stand, or would stand. */
export function findPeers(
  sorted: readonly Peers[],
  row: Row,
  compare: Comparator,
): { readonly index: number; readonly found: boolean } {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compare((sorted[middle] as Peers).key, row)
    if (order === 0) return { index: middle, found: true }
    if (order < 0) low = middle + 1
    else high = middle
  }
  return { index: low, found: false }
}

/** Adds the row behind its peers and says where these stand. */
export function addRow(sorted: Peers[], row: Row, compare: Comparator): number {
  const { index, found } = findPeers(sorted, row, compare)
  if (found) (sorted[index] as Peers).rows.push(row)
  else sorted.splice(index, 0, { key: row, rows: [row] })
  return index
}

export function rowCount(sorted: readonly Peers[]): number {
  let count = 0
  for (const { rows } of sorted) count += rows.length
  return count
}

/** Among rows one by one: the place behind those that sort like `row`. */
export function placeBehindEqual(sorted: readonly Row[], row: Row, compare: Comparator): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle] as Row, row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
