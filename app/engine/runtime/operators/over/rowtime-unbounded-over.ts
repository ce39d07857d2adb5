import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { MapState, Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import type { RowtimeOverSpec } from './over-spec.ts'

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
    if (time <= this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    const rows = this.#rows.get(time)
    if (rows !== undefined) rows.push(row)
    else {
      this.#rows.set(time, [row])
      this.#context.timers.event(time)
    }
  }

  onTimer({ time }: Timer): void {
    const rows = this.#rows.get(time)
    if (rows === undefined) return
    let accumulators = this.#accumulators.get()
    if (accumulators === undefined) {
      accumulators = this.#spec.handler.create()
      this.#accumulators.set(accumulators)
    }
    this.#send(rows, accumulators)
    this.#rows.delete(time)
  }

  #send(rows: readonly Row[], accumulators: Accumulators): void {
    const { handler } = this.#spec
    if (this.#peers) for (const row of rows) handler.accumulate(accumulators, row)
    for (const row of rows) {
      if (!this.#peers) handler.accumulate(accumulators, row)
      this.#context.out.push(INSERT, handler.result(row, accumulators))
    }
  }
}
