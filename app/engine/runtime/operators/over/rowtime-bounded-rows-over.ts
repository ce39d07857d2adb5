import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import type { RowtimeOverSpec } from './over-spec.ts'

interface Frame {
  /** Rows that wait, by time. */
  readonly waiting: Map<number, Row[]>
  /** Rows that the frame holds, the oldest first. */
  readonly held: Row[]
  readonly accumulators: Accumulators
  /** The last time that was sent; what is not after it is late. */
  fired: number
}

/** The last rows before each row, by row time. */
export class RowtimeBoundedRowsOver implements Operator {
  readonly #spec: RowtimeOverSpec
  readonly #width: number
  #context!: OperatorContext
  #frames!: ValueState<Frame>

  /** `preceding`: rows of a frame beside the current one. */
  constructor(spec: RowtimeOverSpec, preceding: number) {
    this.#spec = spec
    this.#width = preceding + 1
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#frames = context.state.value('frame')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const time = this.#spec.time(row) ?? 0
    let frame = this.#frames.get()
    if (time <= (frame?.fired ?? 0)) {
      this.#context.late(1)
      return
    }
    if (frame === undefined) {
      frame = { waiting: new Map(), held: [], accumulators: this.#spec.handler.create(), fired: 0 }
      this.#frames.set(frame)
    }
    const rows = frame.waiting.get(time)
    if (rows !== undefined) {
      rows.push(row)
      return
    }
    frame.waiting.set(time, [row])
    this.#context.timers.event(time)
  }

  onTimer({ time }: Timer): void {
    const frame = this.#frames.get()
    if (frame === undefined) return
    const { handler } = this.#spec
    const { waiting, held, accumulators } = frame
    for (const row of waiting.get(time) ?? []) {
      if (held.length >= this.#width) handler.retract(accumulators, held.shift() as Row)
      held.push(row)
      handler.accumulate(accumulators, row)
      this.#context.out.push(INSERT, handler.result(row, accumulators))
    }
    waiting.delete(time)
    frame.fired = time
  }
}
