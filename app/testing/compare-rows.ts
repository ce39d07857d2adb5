import type { Expectation } from '../flow/records.ts'
import { foldRows } from './fold-rows.ts'
import type { ComparedRow, ResultRow } from './report.ts'

/** What a sink has got, with the names of its columns. */
export interface SinkOutcome {
  readonly columns: readonly string[]
  readonly rows: readonly ResultRow[]
  /** The sink's key columns, where it is an upsert sink: a row replaces the one before it. */
  readonly keys: readonly string[]
}

export interface Comparison {
  readonly passed: boolean
  readonly rows: readonly ComparedRow[]
  /** Names among the expected columns that the sink does not have. */
  readonly unknownColumns: readonly string[]
}

type Row = Pick<ResultRow, 'kind' | 'cells'>

/**
 * Expected rows against what came out. In mode 'rows' the folded tables compare as multisets; in mode
 * 'changelog' the changes compare in order, except that the changes of one step have none: Flink
 * promises no order among keys that fire together.
 */
export function compareRows(expectation: Expectation, outcome: SinkOutcome): Comparison {
  const { columns } = expectation
  const unknownColumns = columns.filter((name) => !outcome.columns.includes(name))
  if (unknownColumns.length > 0) return { passed: false, rows: [], unknownColumns }
  const positions = columns.map((name) => outcome.columns.indexOf(name))
  const pick = (cells: Row['cells']): Row['cells'] =>
    columns.length === 0 ? cells : positions.map((position) => cells[position] ?? null)
  const rows =
    expectation.mode === 'rows' ? compareTables(expectation, outcome, pick) : compareChanges(expectation, outcome, pick)
  return { passed: rows.every(({ verdict }) => verdict === 'same'), rows, unknownColumns }
}

function compareTables(
  expectation: Expectation,
  outcome: SinkOutcome,
  pick: (cells: Row['cells']) => Row['cells'],
): readonly ComparedRow[] {
  const found = foldRows(outcome).map((cells): Row => ({ kind: '+I', cells: pick(cells) }))
  const expected = expectation.rows.map(({ cells }): Row => ({ kind: '+I', cells }))
  return matchMultiset(expected, found)
}

/** Expected rows in their order, each same or missing, then what was not expected. */
function matchMultiset(expected: readonly Row[], found: readonly Row[]): readonly ComparedRow[] {
  const left = new Map<string, Row[]>()
  for (const row of found) {
    const same = left.get(textOf(row))
    if (same === undefined) left.set(textOf(row), [row])
    else same.push(row)
  }
  const compared = expected.map((row): ComparedRow => {
    const match = left.get(textOf(row))?.pop()
    return { verdict: match === undefined ? 'missing' : 'same', kind: row.kind, cells: row.cells }
  })
  const unexpected = found.filter((row) => takeFrom(left, row))
  return [...compared, ...unexpected.map(({ kind, cells }): ComparedRow => ({ verdict: 'unexpected', kind, cells }))]
}

function takeFrom(left: Map<string, Row[]>, row: Row): boolean {
  const rows = left.get(textOf(row))
  const index = rows?.indexOf(row) ?? -1
  if (index < 0) return false
  rows?.splice(index, 1)
  return true
}

const textOf = ({ kind, cells }: Row): string => JSON.stringify([kind, cells])

/** Step by step: as many expected changes as the step has, as a multiset; where a step differs, lines are matched by their longest common course. */
function compareChanges(
  expectation: Expectation,
  outcome: SinkOutcome,
  pick: (cells: Row['cells']) => Row['cells'],
): readonly ComparedRow[] {
  const found = outcome.rows.map((row) => ({ kind: row.kind, cells: pick(row.cells), step: row.step }))
  const ordered = orderByExpectation(found, expectation.rows)
  return alignInOrder(expectation.rows, ordered)
}

/** The changes of each step in the order in which the expectation has them, as far as it has them. */
function orderByExpectation(
  found: readonly (Row & { readonly step: string })[],
  expected: readonly Row[],
): readonly Row[] {
  const ordered: Row[] = []
  for (let start = 0; start < found.length; ) {
    let end = start
    while (end < found.length && found[end]?.step === found[start]?.step) end++
    const step = found.slice(start, end)
    const window = expected.slice(ordered.length, ordered.length + step.length).map(textOf)
    ordered.push(...sortByWindow(step, window))
    start = end
  }
  return ordered
}

function sortByWindow(step: readonly Row[], window: readonly string[]): readonly Row[] {
  if (step.length === 1) return step
  const left = [...step]
  const matched: Row[] = []
  for (const text of window) {
    const index = left.findIndex((row) => textOf(row) === text)
    if (index >= 0) matched.push(...left.splice(index, 1))
  }
  return [...matched, ...left]
}

/** A line diff: beyond what is equal at both ends, the longest common subsequence. */
function alignInOrder(expected: readonly Row[], found: readonly Row[]): readonly ComparedRow[] {
  const as = expected.map(textOf)
  const bs = found.map(textOf)
  let head = 0
  while (head < as.length && head < bs.length && as[head] === bs[head]) head++
  let tail = 0
  while (tail < as.length - head && tail < bs.length - head && as.at(-1 - tail) === bs.at(-1 - tail)) tail++
  const line = (verdict: ComparedRow['verdict'], row: Row): ComparedRow => ({
    verdict,
    kind: row.kind,
    cells: row.cells,
  })
  const middle = alignMiddle(expected.slice(head, as.length - tail), found.slice(head, bs.length - tail))
  return [
    ...expected.slice(0, head).map((row) => line('same', row)),
    ...middle.map(([verdict, row]) => line(verdict, row)),
    ...expected.slice(as.length - tail).map((row) => line('same', row)),
  ]
}

/** Beyond this the table of the subsequence is too large; the lines then stand one list after the other. */
const MAX_TABLE = 4_000_000

function alignMiddle(as: readonly Row[], bs: readonly Row[]): readonly (readonly [ComparedRow['verdict'], Row])[] {
  const lines: (readonly [ComparedRow['verdict'], Row])[] = []
  const missing = as.map((row) => ['missing', row] as const)
  const unexpected = bs.map((row) => ['unexpected', row] as const)
  if (as.length * bs.length > MAX_TABLE) return [...missing, ...unexpected]
  const lengths = commonLengths(as.map(textOf), bs.map(textOf))
  const at = (i: number, j: number): number => lengths[i * (bs.length + 1) + j] ?? 0
  let i = 0
  let j = 0
  for (let a = as[0], b = bs[0]; a !== undefined && b !== undefined; a = as[i], b = bs[j]) {
    if (textOf(a) === textOf(b)) {
      lines.push(['same', a])
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push(['missing', a])
      i++
    } else {
      lines.push(['unexpected', b])
      j++
    }
  }
  return [...lines, ...missing.slice(i), ...unexpected.slice(j)]
}

/** Length of the longest common subsequence of what is left from (i, j) on. */
function commonLengths(as: readonly string[], bs: readonly string[]): Int32Array {
  const width = bs.length + 1
  const lengths = new Int32Array((as.length + 1) * width)
  for (let i = as.length - 1; i >= 0; i--)
    for (let j = bs.length - 1; j >= 0; j--) {
      const skip = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
      lengths[i * width + j] = as[i] === bs[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : skip
    }
  return lengths
}
