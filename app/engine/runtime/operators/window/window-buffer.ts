import type { OperatorContext } from '../../operator.ts'

/**
 * When windows get their timers. Flink collects the rows of windows and takes them to its state, timers
 * included, when a watermark comes that fires one of them, and otherwise with the checkpoint that ends a step.
 * It shows in the order in which the windows of several keys fire.
 */
export class WindowBuffer {
  readonly #context: OperatorContext
  readonly #areNew: boolean
  /** Timers to be set, a place in each list. */
  #keys: number[] = []
  #fires: number[] = []
  #namespaces: number[] = []
  #count = 0
  #earliest = Number.POSITIVE_INFINITY

  /** `areNew`: no timer is asked for that is set already. */
  constructor(context: OperatorContext, areNew: boolean) {
    this.#context = context
    this.#areNew = areNew
  }

  /** The current key's window gets its timer. */
  add(fires: number, namespace: number): void {
    if (this.#count === 0) this.#context.atStepEnd(this.#flush)
    if (fires < this.#earliest) this.#earliest = fires
    const place = this.#count++
    this.#keys[place] = this.#context.retainKey()
    this.#fires[place] = fires
    this.#namespaces[place] = namespace
  }

  beforeWatermark(watermark: number): void {
    if (watermark >= this.#earliest) this.#flush()
  }

  readonly #flush = (): void => {
    const { timers } = this.#context
    const count = this.#count
    this.#count = 0
    this.#earliest = Number.POSITIVE_INFINITY
    for (let i = 0; i < count; i++) {
      const key = this.#keys[i] as number
      timers.eventOfRetained(key, this.#fires[i] as number, this.#namespaces[i] as number, this.#areNew)
    }
  }
}
