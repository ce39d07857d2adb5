import { INSERT } from '../../types/row-kind.ts'
import type { Row } from '../row.ts'
import type { OutputPort } from './output-port.ts'
import { MAX_WATERMARK } from './watermark.ts'

/** Rows that stand in the query itself: they come before any event, and then their input is over. */
export class ValuesSource {
  readonly #rows: () => readonly Row[]
  readonly #out: OutputPort

  constructor(rows: () => readonly Row[], out: OutputPort) {
    this.#rows = rows
    this.#out = out
  }

  start(): void {
    for (const row of this.#rows()) this.#out.push(INSERT, row)
    this.#out.watermark(MAX_WATERMARK)
  }
}
