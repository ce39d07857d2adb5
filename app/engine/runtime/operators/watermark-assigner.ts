import type { RowKind } from '../../../types/row-kind.ts'
import type { Getter, Row } from '../../row.ts'
import type { Operator, OperatorContext } from '../operator.ts'
import { MAX_WATERMARK, MIN_WATERMARK } from '../watermark.ts'
import { nullRowtime } from './null-rowtime.ts'

export interface WatermarkAssignerSpec {
  readonly rowtime: Getter<number | null>
  readonly watermark: Getter<number | null>
}

/** Makes watermarks after each row. Starts at 0, so times up to 1970 never advance it; of its input's watermarks only the last counts. */
export class WatermarkAssigner implements Operator {
  readonly #spec: WatermarkAssignerSpec
  #context!: OperatorContext
  #current = 0

  constructor(spec: WatermarkAssignerSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
  }

  push(_input: number, kind: RowKind, row: Row): void {
    if (this.#spec.rowtime(row) === null) throw nullRowtime()
    const time = this.#spec.watermark(row)
    this.#context.out.push(kind, row)
    if (time === null || time <= this.#current) return
    this.#current = time
    this.#context.emitWatermark(time)
  }

  outputWatermark(watermark: number): number {
    return watermark === MAX_WATERMARK ? MAX_WATERMARK : MIN_WATERMARK
  }
}
