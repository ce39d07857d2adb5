import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, Timers, ValueState } from '../../operator.ts'

const SENT = 'sent'

/** The first row of each key by row time, sent when the watermark has reached it; a row before the watermark is dropped. */
export class KeepFirstRow implements Operator {
  readonly #time: Getter<number | null>
  #context!: OperatorContext
  #first!: ValueState<Row | typeof SENT>

  constructor(time: Getter<number | null>) {
    this.#time = time
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#first = context.state.value('first')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const time = this.#time(row) ?? 0
    if (time < this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    const first = this.#first.get()
    if (first === SENT) return
    const timers: Timers = this.#context.timers
    if (first !== undefined) {
      const before = this.#time(first) ?? 0
      if (time >= before) return
      timers.deleteEvent(before)
    }
    this.#first.set(row)
    timers.event(time)
  }

  onTimer(): void {
    const first = this.#first.get()
    if (first === undefined || first === SENT) return
    this.#first.set(SENT)
    this.#context.out.push(INSERT, first)
  }
}

/** The first row of each key to arrive. */
export class KeepFirstArrival implements Operator {
  #out!: Output
  #seen!: ValueState<true>

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#seen = context.state.value('seen')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    if (this.#seen.get() !== undefined) return
    this.#seen.set(true)
    this.#out.push(INSERT, row)
  }
}
