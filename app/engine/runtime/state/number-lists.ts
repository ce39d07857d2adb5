/** Behind the last number of a list. */
export const NONE = -1

const FIRST_SIZE = 64

/** Lists of small numbers, one for each key, in the order in which they were added. A number is in one list at most. */
export class NumberLists {
  #first = new Int32Array(FIRST_SIZE).fill(NONE)
  #last = new Int32Array(FIRST_SIZE)
  #next = new Int32Array(FIRST_SIZE)

  /** Keys with lists are below it. */
  get keys(): number {
    return this.#first.length
  }

  first(key: number): number {
    return key < this.#first.length ? (this.#first[key] as number) : NONE
  }

  next(number: number): number {
    return this.#next[number] as number
  }

  add(key: number, number: number): void {
    if (key >= this.#first.length) this.#growKeys(key)
    if (number >= this.#next.length) this.#next = grown(this.#next, number)
    this.#next[number] = NONE
    if (this.#first[key] === NONE) this.#first[key] = number
    else this.#next[this.#last[key] as number] = number
    this.#last[key] = number
  }

  /** The number is in the list of the key; mostly it is the first one. */
  remove(key: number, number: number): void {
    const next = this.next(number)
    if (this.#first[key] === number) {
      this.#first[key] = next
      return
    }
    let before = this.#first[key] as number
    while (this.next(before) !== number) before = this.next(before)
    this.#next[before] = next
    if (next === NONE) this.#last[key] = before
  }

  #growKeys(key: number): void {
    const size = this.#first.length
    this.#first = grown(this.#first, key).fill(NONE, size)
    this.#last = grown(this.#last, key)
  }
}

/** With room for `index`, and as much again. */
function grown(numbers: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * (index + 1))
  larger.set(numbers)
  return larger
}
