import type { RowKind } from '../../../types/row-kind.ts'
import type { Getter, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'
import { MAX_WATERMARK, MIN_WATERMARK } from '../watermark.ts'
import { nullRowtime } from './null-rowtime.ts'

/** Makes watermarks after each row. Starts at 0, so times up to 1970 never advance it; of its input's watermarks only the last counts. */
export class WatermarkAssigner implements Operator {
  readonly #watermarkOf: Getter<number | null | undefined>
  #context!: OperatorContext
  #out!: Output
  #current = 0

  /** `watermarkOf`: null where the row causes none, undefined where it has no time. */
  constructor(watermarkOf: Getter<number | null | undefined>) {
    this.#watermarkOf = watermarkOf
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const time = this.#watermarkOf(row)
    if (time === undefined) throw nullRowtime()
    this.#out.push(kind, row)
    if (time === null || time <= this.#current) return
    this.#current = time
    this.#context.emitWatermark(time)
  }

  outputWatermark(watermark: number): number {
    return watermark === MAX_WATERMARK ? MAX_WATERMARK : MIN_WATERMARK
  }
}
