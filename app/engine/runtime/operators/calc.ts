import type { RowKind } from '../../../types/row-kind.ts'
import type { CalcFunction, Row } from '../../row.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'
import { MIN_WATERMARK } from '../watermark.ts'

/** Says which expression failed, and on what. */
export interface FailureReader {
  explain(failure: RunFailure, row: Row, watermark: () => number | null): RunFailure
}

/** Filters and projects; kinds pass unchanged. */
export class Calc implements Operator {
  readonly #calc: CalcFunction
  #context!: OperatorContext
  readonly #failures: FailureReader
  #out!: Output

  /** The function is made with a reader of the operator's watermark, null before the first. */
  constructor(create: (watermark: () => number | null) => CalcFunction, failures: FailureReader) {
    this.#calc = create(this.#watermark)
    this.#failures = failures
  }

  readonly #watermark = (): number | null => {
    const watermark = this.#context.watermark()
    return watermark === MIN_WATERMARK ? null : watermark
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const result = this.#evaluate(row)
    if (result !== null) this.#out.push(kind, result)
  }

  #evaluate(row: Row): Row | null {
    try {
      return this.#calc(row)
    } catch (failure) {
      throw failure instanceof RunFailure ? this.#failures.explain(failure, row, this.#watermark) : failure
    }
  }
}
