import { cellText } from '../pack/cell-text.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { type RowKind, rowKindText } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'
import type { ResultRow } from './report.ts'

export interface SinkColumn {
  readonly name: string
  readonly type: LogicalType
}

/** More changes of one sink are counted, not kept: the memory is finite, and nobody reads them. */
const MAX_KEPT = 1_000_000

/** The changes that reached a sink, as values; cells are made only of what is looked at. */
export class SinkRows {
  readonly columns: readonly SinkColumn[]
  /** How many there were of each kind. */
  readonly counts: [number, number, number, number] = [0, 0, 0, 0]
  readonly #kinds: RowKind[] = []
  readonly #steps: string[] = []
  readonly #rows: (readonly Value[])[] = []

  constructor(columns: readonly SinkColumn[]) {
    this.columns = columns
  }

  /** Those that are kept. */
  get length(): number {
    return this.#rows.length
  }

  /** All that there were. */
  get total(): number {
    const [inserted, before, after, deleted] = this.counts
    return inserted + before + after + deleted
  }

  add(step: string, kind: RowKind, values: readonly Value[]): void {
    this.counts[kind]++
    if (this.#rows.length === MAX_KEPT) return
    this.#kinds.push(kind)
    this.#steps.push(step)
    this.#rows.push(values)
  }

  page(from: number, count: number): readonly ResultRow[] {
    const page: ResultRow[] = []
    const end = Math.min(this.length, from + count)
    for (let at = from; at < end; at++) {
      const values = this.#rows[at] ?? []
      page.push({
        kind: rowKindText(this.#kinds[at] ?? 0),
        step: this.#steps[at] ?? '',
        cells: this.columns.map(({ type }, column) => cellText(values[column] ?? null, type)),
      })
    }
    return page
  }

  /** The same, column by column, as windows take large results. */
  columnarPage(from: number, count: number): ColumnarPage {
    const rows = this.page(from, count)
    return {
      from,
      total: this.length,
      kinds: rows.map(({ kind }) => kind),
      steps: rows.map(({ step }) => step),
      columns: this.columns.map((_column, at) => rows.map(({ cells }) => cells[at] ?? null)),
    }
  }
}

export interface ColumnarPage {
  readonly from: number
  readonly total: number
  readonly kinds: readonly string[]
  readonly steps: readonly string[]
  readonly columns: readonly (readonly (string | null)[])[]
}
