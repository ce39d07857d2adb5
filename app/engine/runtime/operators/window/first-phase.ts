import type { RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { OperatorContext } from '../../operator.ts'

interface Held {
  readonly key: number
  readonly kind: RowKind
  readonly row: Row
}

/**
 * The first of Flink's two aggregation phases, as far as it can be seen. It hands over what it holds before
 * a watermark that may close a window goes on, which looks as if it held nothing; but it takes 0 for the
 * first such watermark. Before 1970 rows therefore stay behind the watermarks of their own step.
 */
export class FirstPhase {
  readonly #context: OperatorContext
  readonly #next: (kind: RowKind, row: Row) => void
  #held: Held[] = []

  constructor(context: OperatorContext, next: (kind: RowKind, row: Row) => void) {
    this.#context = context
    this.#next = next
  }

  push(kind: RowKind, row: Row): void {
    if (this.#context.watermark() >= 0) {
      this.#next(kind, row)
      return
    }
    if (this.#held.length === 0) this.#context.atStepEnd(() => this.#release())
    this.#held.push({ key: this.#context.retainKey(), kind, row })
  }

  beforeWatermark(watermark: number): void {
    if (watermark >= 0) this.#release()
  }

  #release(): void {
    const held = this.#held
    this.#held = []
    for (const { key, kind, row } of held) this.#context.withRetainedKey(key, () => this.#next(kind, row))
  }
}
