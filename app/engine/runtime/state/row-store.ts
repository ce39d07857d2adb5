import type { Row, RowColumns, RowPage } from '../../row.ts'
import { NumberPool } from './number-pool.ts'

const PAGE_BITS = 8
const PAGE = 1 << PAGE_BITS

/** Rows by number, column by column. Numbers of rows that went are given out again. */
export class RowStore {
  readonly #columns: RowColumns
  readonly #pages: RowPage[] = []
  readonly #numbers = new NumberPool()

  constructor(columns: RowColumns) {
    this.#columns = columns
  }

  add(row: Row): number {
    const number = this.#numbers.take()
    const page = number >> PAGE_BITS
    if (page === this.#pages.length) this.#pages.push(this.#columns.page(PAGE))
    this.#columns.put(this.#pages[page] as RowPage, number & (PAGE - 1), row)
    return number
  }

  /** A new object each time. */
  row(number: number): Row {
    return this.#columns.row(this.#pages[number >> PAGE_BITS] as RowPage, number & (PAGE - 1))
  }

  /** Its values are kept until another row takes the place. */
  remove(number: number): void {
    this.#numbers.giveBack(number)
  }
}
