import type { OperatorContext } from '../../operator.ts'

/**
 * When windows get their timers. Flink collects the rows of windows and takes them to its state, timers
 * included, when a watermark comes that fires one of them, and otherwise with the checkpoint that ends a step.
 * It shows in the order in which the windows of several keys fire.
 */
export class WindowBuffer {
  readonly #context: OperatorContext
  #held: { readonly key: number; readonly fires: number; readonly namespace: number }[] = []
  #earliest = Number.POSITIVE_INFINITY

  constructor(context: OperatorContext) {
    this.#context = context
  }

  /** The current key's window gets its timer. */
  add(fires: number, namespace: number): void {
    if (this.#held.length === 0) this.#context.atStepEnd(() => this.#flush())
    if (fires < this.#earliest) this.#earliest = fires
    this.#held.push({ key: this.#context.retainKey(), fires, namespace })
  }

  beforeWatermark(watermark: number): void {
    if (watermark >= this.#earliest) this.#flush()
  }

  #flush(): void {
    const held = this.#held
    this.#held = []
    this.#earliest = Number.POSITIVE_INFINITY
    for (const { key, fires, namespace } of held) {
      this.#context.withRetainedKey(key, () => this.#context.timers.event(fires, namespace))
    }
  }
}
