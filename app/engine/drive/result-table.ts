import type { LogicalType } from '../../types/logical-type.ts'
import { type RowKind, type RowKindText, rowKindText } from '../../types/row-kind.ts'
import type { Value } from '../../types/value.ts'
import { textFunction } from '../../types/value-text.ts'

export interface ResultPage {
  readonly from: number
  readonly total: number
  readonly kinds: readonly RowKindText[]
  /** The step that caused each row. */
  readonly steps: readonly string[]
  /** One array of texts per column; null is NULL. */
  readonly columns: readonly (readonly (string | null)[])[]
}

/** The changes that reached one sink, kept by column; texts are made only for the page that is looked at. */
export class ResultTable {
  readonly #kinds: RowKind[] = []
  readonly #steps: string[] = []
  readonly #columns: readonly Value[][]
  readonly #texts: readonly ((value: Exclude<Value, null>) => string)[]

  constructor(types: readonly LogicalType[], zone: string) {
    this.#columns = types.map(() => [])
    this.#texts = types.map((type) => textFunction(type, zone))
  }

  get size(): number {
    return this.#kinds.length
  }

  add(step: string, kind: RowKind, values: readonly Value[]): void {
    this.#kinds.push(kind)
    this.#steps.push(step)
    for (let i = 0; i < this.#columns.length; i++) this.#columns[i]?.push(values[i] ?? null)
  }

  page(from: number, count: number): ResultPage {
    const to = from + count
    return {
      from,
      total: this.size,
      kinds: this.#kinds.slice(from, to).map(rowKindText),
      steps: this.#steps.slice(from, to),
      columns: this.#columns.map((column, i) => {
        const text = this.#texts[i] as (value: Exclude<Value, null>) => string
        return column.slice(from, to).map((value) => (value === null ? null : text(value)))
      }),
    }
  }
}
