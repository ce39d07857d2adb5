import type { RowKind } from '../../../types/row-kind.ts'
import type { CalcFunction, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'
import { MIN_WATERMARK } from '../watermark.ts'

/** Filters and projects; kinds pass unchanged. */
export class Calc implements Operator {
  readonly #calc: CalcFunction
  #context!: OperatorContext
  #out!: Output

  /** The function is made with a reader of the operator's watermark, null before the first. */
  constructor(create: (watermark: () => number | null) => CalcFunction) {
    this.#calc = create(() => {
      const watermark = this.#context.watermark()
      return watermark === MIN_WATERMARK ? null : watermark
    })
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const result = this.#calc(row)
    if (result !== null) this.#out.push(kind, result)
  }
}
