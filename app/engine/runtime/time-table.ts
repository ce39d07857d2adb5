const FIRST_SIZE = 16

/**
 * A map from times to what is due then, by open addressing: one access to memory, and times that go leave nothing
 * behind, where a Map of numbers beyond 32 bits makes an object of each and is rebuilt again and again.
 */
export class TimeTable<T> {
  #times = new Float64Array(FIRST_SIZE)
  #values = emptySlots<T>(FIRST_SIZE)
  /** How far a hash is shifted, so that as many bits are left as the table has slots. */
  #shift = 28
  #size = 0

  get(time: number): T | undefined {
    const values = this.#values
    const mask = values.length - 1
    let at = this.#home(time)
    while (values[at] !== undefined && this.#times[at] !== time) at = (at + 1) & mask
    return values[at]
  }

  /** `time` is not there yet. */
  add(time: number, value: T): void {
    if (3 * this.#size >= 2 * this.#values.length) this.#grow()
    this.#put(time, value)
    this.#size++
  }

  /** `time` is there. What stood behind the hole moves up where its own place allows. */
  delete(time: number): void {
    const times = this.#times
    const values = this.#values
    const mask = values.length - 1
    let hole = this.#home(time)
    while (times[hole] !== time || values[hole] === undefined) hole = (hole + 1) & mask
    for (let at = (hole + 1) & mask; values[at] !== undefined; at = (at + 1) & mask) {
      const home = this.#home(times[at] as number)
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      times[hole] = times[at] as number
      values[hole] = values[at]
      hole = at
    }
    values[hole] = undefined
    this.#size--
  }

  #home(time: number): number {
    return Math.imul(time | 0, 0x9e3779b1) >>> this.#shift
  }

  #put(time: number, value: T): void {
    const mask = this.#values.length - 1
    let at = this.#home(time)
    while (this.#values[at] !== undefined) at = (at + 1) & mask
    this.#times[at] = time
    this.#values[at] = value
  }

  #grow(): void {
    const times = this.#times
    const values = this.#values
    this.#times = new Float64Array(2 * values.length)
    this.#values = emptySlots(2 * values.length)
    this.#shift--
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value !== undefined) this.#put(times[i] as number, value)
    }
  }
}

const emptySlots = <T>(size: number): (T | undefined)[] => Array.from({ length: size }, () => undefined)
