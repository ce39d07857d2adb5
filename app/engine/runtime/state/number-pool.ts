const BITS = 32
/** Fewer than one in so many are not worth looking for. */
const SPARE = 16

/**
 * Gives out the least numbers from 0 on, and again those that came back. What is numbered in a row lies side by side:
 * numbers come back in any order, and are given out in rising order, round and round. State that is indexed
 * by them then stays in the order in which keys come, however many have gone; a stack would soon scatter it.
 */
export class NumberPool {
  /** A bit for each number that came back. */
  #bits = new Uint32Array(1)
  #word = 0
  #returned = 0
  #next = 0

  take(): number {
    // few of many would be a long search for each; so every round gives out more than it looks at
    if (this.#returned * SPARE < this.#next || this.#returned === 0) return this.#next++
    while (this.#bits[this.#word] === 0) this.#word = this.#word + 1 < this.#bits.length ? this.#word + 1 : 0
    const word = this.#bits[this.#word] as number
    const lowest = word & -word
    this.#bits[this.#word] = word ^ lowest
    this.#returned--
    return this.#word * BITS + (BITS - 1 - Math.clz32(lowest))
  }

  giveBack(number: number): void {
    const word = Math.floor(number / BITS)
    if (word >= this.#bits.length) this.#growTo(word)
    this.#bits[word] = (this.#bits[word] as number) | (1 << (number % BITS))
    this.#returned++
  }

  #growTo(word: number): void {
    const larger = new Uint32Array(2 * (word + 1))
    larger.set(this.#bits)
    this.#bits = larger
  }
}
