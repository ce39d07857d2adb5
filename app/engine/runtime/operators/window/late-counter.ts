import type { OperatorContext } from '../../operator.ts'

/**
 * Counts dropped rows. Flink's two-phase plans count partial results instead: what a key and slice got
 * in one step is one.
 */
export class LateCounter {
  readonly #context: OperatorContext
  readonly #oncePerStep: boolean
  readonly #seen = new Set<string>()
  #step = -1

  constructor(context: OperatorContext, oncePerStep: boolean) {
    this.#context = context
    this.#oncePerStep = oncePerStep
  }

  add(slice: number): void {
    if (this.#oncePerStep && this.#alreadyCounted(slice)) return
    this.#context.late(1)
  }

  #alreadyCounted(slice: number): boolean {
    const step = this.#context.step()
    if (step !== this.#step) {
      this.#step = step
      this.#seen.clear()
    }
    const parts = this.#context.keyValues().map((value) => `${typeof value}${String(value).length}:${String(value)}`)
    const key = `${slice}|${parts.join('')}`
    if (this.#seen.has(key)) return true
    this.#seen.add(key)
    return false
  }
}
