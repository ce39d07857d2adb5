import type { RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { OperatorContext } from '../../operator.ts'

/** When the first phase looks at a watermark at all. */
export interface FirstPhaseSpec {
  /** The first watermark after this one that it looks at; windows that lie elsewhere than it thinks are missed. */
  readonly nextTrigger: (watermark: number) => number
  readonly next: (kind: RowKind, row: Row) => void
  /** Watermarks up to this one are not looked at; Flink's first phase starts from 0. */
  readonly from?: number
}

interface Held {
  readonly key: number
  readonly kind: RowKind
  readonly row: Row
}

/**
 * The first of Flink's two aggregation phases, as far as it can be seen. It hands over what it holds when a step
 * ends, and before a watermark that closes a window of it goes on. But it looks at watermarks only where it takes a
 * window to end: from 0 on, and without heed of offsets and of most zones. Rows of a window that it misses stay
 * behind the watermark, and are late.
 */
export class FirstPhase {
  readonly #context: OperatorContext
  readonly #spec: FirstPhaseSpec
  #held: Held[] = []
  #earliest = Number.POSITIVE_INFINITY
  #watermark: number
  #trigger: number

  constructor(context: OperatorContext, spec: FirstPhaseSpec) {
    this.#context = context
    this.#spec = spec
    const { from = 0 } = spec
    this.#watermark = from
    this.#trigger = from
  }

  /** `fires`: when the first window of the row does. */
  push(kind: RowKind, row: Row, fires: number): void {
    if (this.#held.length === 0) this.#context.atStepEnd(this.#release)
    if (fires < this.#earliest) this.#earliest = fires
    this.#held.push({ key: this.#context.retainKey(), kind, row })
  }

  beforeWatermark(watermark: number): void {
    if (watermark <= this.#watermark) return
    this.#watermark = watermark
    if (watermark < this.#trigger) return
    this.#trigger = this.#spec.nextTrigger(watermark)
    if (watermark >= this.#earliest) this.#release()
  }

  readonly #release = (): void => {
    const held = this.#held
    this.#held = []
    this.#earliest = Number.POSITIVE_INFINITY
    for (const { key, kind, row } of held) this.#context.withRetainedKey(key, () => this.#spec.next(kind, row))
  }
}
