import { MAX_WATERMARK, MIN_WATERMARK } from './watermark.ts'

/**
 * The watermark of an operator with several logical inputs (joins): the least over the inputs that are
 * not idle, and when all are, the greatest, by the rules of Flink's CombinedWatermarkStatus. Unlike a `Valve`,
 * an input that comes back from idleness counts at once, and the inputs' watermarks are dropped while they are idle.
 */
export class CombinedWatermark {
  readonly #times: number[] = []
  readonly #idle: boolean[] = []
  #combined = MIN_WATERMARK
  #allIdle = false

  constructor(inputs: number) {
    for (let i = 0; i < inputs; i++) {
      this.#times.push(MIN_WATERMARK)
      this.#idle.push(false)
    }
  }

  get idle(): boolean {
    return this.#allIdle
  }

  /** The new combined watermark, if it advanced. */
  watermark(input: number, time: number): number | undefined {
    if (this.#idle[input] || time <= (this.#times[input] as number)) return undefined
    this.#times[input] = time
    if (this.#times.length > 1) return this.#combine()
    this.#combined = time
    return time
  }

  /** The new combined watermark, if the change let it advance. */
  setIdle(input: number, idle: boolean): number | undefined {
    this.#idle[input] = idle
    return this.#combine()
  }

  #combine(): number | undefined {
    let least = MAX_WATERMARK
    this.#allIdle = true
    for (let i = 0; i < this.#times.length; i++) {
      if (this.#idle[i]) continue
      this.#allIdle = false
      const time = this.#times[i] as number
      if (time < least) least = time
    }
    const combined = this.#allIdle ? Math.max(...this.#times) : least
    if (combined <= this.#combined) return undefined
    this.#combined = combined
    return combined
  }
}
