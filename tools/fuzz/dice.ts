import { createRandom } from '../../app/base/random.ts'

/** Choices that are the same for the same seed, on every machine. */
export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = createRandom(seed)
  }

  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  chance(probability: number): boolean {
    return this.#random() < probability
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)]
    if (chosen === undefined && choices.length === 0) throw new Error('nothing to choose from')
    return chosen as T
  }

  /** One of the makers is called: only what is chosen takes part in the randomness. */
  oneOf<T>(makers: readonly (() => T)[]): T {
    return this.pick(makers)()
  }

  /** `count` different elements in random order, fewer when there are fewer. */
  some<T>(choices: readonly T[], count: number): readonly T[] {
    return this.shuffled(choices).slice(0, count)
  }

  shuffled<T>(list: readonly T[]): readonly T[] {
    const copy = [...list]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const [a, b] = [copy[last] as T, copy[other] as T]
      copy[last] = b
      copy[other] = a
    }
    return copy
  }

  list<T>(count: number, make: (index: number) => T): readonly T[] {
    return Array.from({ length: count }, (_, index) => make(index))
  }
}
