/**
 * A binary heap that keeps its items in the very places where Java's PriorityQueue has them: which of two
 * matches with the same start comes out first depends on those.
 */
export class JavaPriorityQueue<T> {
  items: T[] = []
  readonly #rank: (item: T) => number

  constructor(rank: (item: T) => number) {
    this.#rank = rank
  }

  get size(): number {
    return this.items.length
  }

  peek(): T | undefined {
    return this.items[0]
  }

  add(item: T): void {
    const { items } = this
    const rank = this.#rank(item)
    let place = items.length
    items.push(item)
    while (place > 0) {
      const parent = (place - 1) >>> 1
      const above = items[parent] as T
      if (rank >= this.#rank(above)) break
      items[place] = above
      place = parent
    }
    items[place] = item
  }

  poll(): T | undefined {
    const { items } = this
    const first = items[0]
    const last = items.pop() as T
    if (items.length > 0) this.#sink(0, last)
    return first
  }

  /** What PriorityQueue.removeAll does: close the gaps, then order anew. */
  removeWhere(test: (item: T) => boolean): void {
    const kept = this.items.filter((item) => !test(item))
    if (kept.length === this.items.length) return
    this.items = kept
    for (let place = (kept.length >>> 1) - 1; place >= 0; place--) this.#sink(place, kept[place] as T)
  }

  clear(): void {
    if (this.items.length > 0) this.items.length = 0
  }

  #sink(from: number, item: T): void {
    const { items } = this
    const size = items.length
    const rank = this.#rank(item)
    const half = size >>> 1
    let place = from
    while (place < half) {
      let child = 2 * place + 1
      const right = child + 1
      if (right < size && this.#rank(items[child] as T) > this.#rank(items[right] as T)) child = right
      const below = items[child] as T
      if (rank <= this.#rank(below)) break
      items[place] = below
      place = child
    }
    items[place] = item
  }
}
