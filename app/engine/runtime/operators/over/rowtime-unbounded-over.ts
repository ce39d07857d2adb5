import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { MapState, Operator, OperatorContext, ValueState } from '../../operator.ts'
import { NO_EXTRAS, type RowtimeOverSpec } from './over-spec.ts'

/**
 * All rows up to each row, by row time. Rows wait for the watermark; one at or before it is late. ROWS: each row
 * sees those before it; RANGE: rows of one time see each other.
 */
export class RowtimeUnboundedOver implements Operator {
  readonly #spec: RowtimeOverSpec
  readonly #peers: boolean
  #context!: OperatorContext
  #accumulators!: ValueState<Accumulators>
  #rows!: MapState<number, Row[]>

  constructor(spec: RowtimeOverSpec, unit: 'ROWS' | 'RANGE') {
    this.#spec = spec
    this.#peers = unit === 'RANGE'
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#accumulators = context.state.value('accumulators')
    this.#rows = context.state.map('rows')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const time = this.#spec.time(row) ?? 0
    const watermark = this.#context.watermark()
    if (time <= watermark) {
      this.#context.late(1)
      return
    }
    const rows = this.#rows.get(time)
    if (rows !== undefined) rows.push(row)
    else this.#rows.set(time, [row])
    this.#context.timers.event(watermark + 1)
  }

  onTimer(): void {
    const watermark = this.#context.watermark()
    const due = [...this.#rows.entries()].filter(([time]) => time <= watermark).sort(([a], [b]) => a - b)
    if (due.length > 0) {
      let accumulators = this.#accumulators.get()
      if (accumulators === undefined) {
        accumulators = this.#spec.handler.create()
        this.#accumulators.set(accumulators)
      }
      for (const [time, rows] of due) {
        this.#send(rows, accumulators)
        this.#rows.delete(time)
      }
    }
    if (this.#rows.size > 0) this.#context.timers.event(watermark + 1)
  }

  #send(rows: readonly Row[], accumulators: Accumulators): void {
    const { handler } = this.#spec
    if (this.#peers) for (const row of rows) handler.accumulate(accumulators, row)
    for (const row of rows) {
      if (!this.#peers) handler.accumulate(accumulators, row)
      this.#context.out.push(INSERT, handler.result(row, accumulators, NO_EXTRAS))
    }
  }
}
