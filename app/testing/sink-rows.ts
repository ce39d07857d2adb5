import { cellText } from '../pack/cell-text.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { type RowKind, rowKindText } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'
import type { ResultRow } from './report.ts'

export interface SinkColumn {
  readonly name: string
  readonly type: LogicalType
}

/** All changes that reached a sink, as values; cells are made only of what is looked at. */
export class SinkRows {
  readonly columns: readonly SinkColumn[]
  readonly #kinds: RowKind[] = []
  readonly #steps: string[] = []
  readonly #rows: (readonly Value[])[] = []

  constructor(columns: readonly SinkColumn[]) {
    this.columns = columns
  }

  get length(): number {
    return this.#rows.length
  }

  get kinds(): readonly RowKind[] {
    return this.#kinds
  }

  add(step: string, kind: RowKind, values: readonly Value[]): void {
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
