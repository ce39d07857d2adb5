import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import type { OverSpec } from './over-spec.ts'

interface Frame {
  readonly accumulators: Accumulators
  readonly held: Row[]
}

/** The rows before each row as they come: all of them, or the last few. Every row is answered at once. */
export class ProctimeOver implements Operator {
  readonly #spec: OverSpec
  readonly #width: number
  #context!: OperatorContext
  #frames!: ValueState<Frame>

  /** `preceding`: rows of a frame beside the current one; undefined: all. */
  constructor(spec: OverSpec, preceding: number | undefined) {
    this.#spec = spec
    this.#width = preceding === undefined ? Number.POSITIVE_INFINITY : preceding + 1
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#frames = context.state.value('frame')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { handler } = this.#spec
    let frame = this.#frames.get()
    if (frame === undefined) {
      frame = { accumulators: handler.create(), held: [] }
      this.#frames.set(frame)
    }
    const { accumulators, held } = frame
    if (this.#width !== Number.POSITIVE_INFINITY) {
      if (held.length >= this.#width) handler.retract(accumulators, held.shift() as Row)
      held.push(row)
    }
    handler.accumulate(accumulators, row)
    this.#context.out.push(INSERT, handler.result(row, accumulators))
  }
}
