import type { Row, RowColumns } from '../../row.ts'
import type { RowsState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'
import { NONE, NumberLists } from './number-lists.ts'
import { RowStore } from './row-store.ts'

export class KeyedRows implements RowsState {
  readonly #state: KeyedState
  readonly #rows: RowStore
  readonly #lists = new NumberLists()

  constructor(state: KeyedState, columns: RowColumns) {
    this.#state = state
    this.#rows = new RowStore(columns)
  }

  add(row: Row): void {
    const key = this.#state.current
    this.#state.retain(key)
    this.#lists.add(key, this.#rows.add(row))
  }

  first(): number {
    return this.#lists.first(this.#state.current)
  }

  next(number: number): number {
    return this.#lists.next(number)
  }

  row(number: number): Row {
    return this.#rows.row(number)
  }

  /** By key number. */
  *entries(): Iterable<readonly [number, readonly Row[]]> {
    for (let key = 0; key < this.#lists.keys; key++) {
      const rows: Row[] = []
      for (let at = this.#lists.first(key); at !== NONE; at = this.next(at)) rows.push(this.row(at))
      if (rows.length > 0) yield [key, rows]
    }
  }
}
