import type { Timer } from './operator.ts'
import type { TimerQueue } from './timer-queue.ts'

interface Entry extends Timer {
  /** Where it stands in the heap. */
  place: number
}

/**
 * Timers in the order in which Flink's fire: of a binary heap that compares times alone. Timers of one time
 * thus come in an order that depends on all that were set and deleted before; the heap must be Flink's
 * HeapPriorityQueue move by move. Used where that order shows, as it is slower than buckets.
 */
export class HeapTimerQueue implements TimerQueue {
  readonly #domain: 'event' | 'processing'
  /** The root is at 1. */
  readonly #heap: Entry[] = [undefined as unknown as Entry]
  readonly #byKey = new Map<number, Entry[]>()

  constructor(domain: 'event' | 'processing') {
    this.#domain = domain
  }

  get size(): number {
    return this.#heap.length - 1
  }

  add(time: number, key: number, namespace: number): boolean {
    const own = this.#byKey.get(key)
    if (own?.some((e) => e.time === time && e.namespace === namespace)) return false
    const entry: Entry = { time, domain: this.#domain, key, namespace, place: this.#heap.length }
    if (own === undefined) this.#byKey.set(key, [entry])
    else own.push(entry)
    this.#heap.push(entry)
    this.#siftUp(entry)
    return true
  }

  delete(time: number, key: number, namespace: number): boolean {
    const entry = this.#byKey.get(key)?.find((e) => e.time === time && e.namespace === namespace)
    if (entry === undefined) return false
    this.#remove(entry)
    return true
  }

  peek(): number | undefined {
    return this.#heap[1]?.time
  }

  poll(time: number): Timer | undefined {
    const first = this.#heap[1]
    if (first === undefined || first.time > time) return undefined
    this.#remove(first)
    return first
  }

  #remove(entry: Entry): void {
    const own = this.#byKey.get(entry.key) as Entry[]
    if (own.length === 1) this.#byKey.delete(entry.key)
    else own.splice(own.indexOf(entry), 1)
    const { place } = entry
    const last = this.#heap.pop() as Entry
    if (last === entry) return
    this.#put(last, place)
    this.#siftDown(last)
    if (last.place === place) this.#siftUp(last)
  }

  #siftUp(entry: Entry): void {
    let { place } = entry
    for (let above = place >>> 1; above > 0; above = place >>> 1) {
      const parent = this.#heap[above] as Entry
      if (entry.time >= parent.time) break
      this.#put(parent, place)
      place = above
    }
    this.#put(entry, place)
  }

  #siftDown(entry: Entry): void {
    const heap = this.#heap
    let { place } = entry
    for (;;) {
      const left = heap[place << 1]
      const right = heap[(place << 1) + 1]
      if (left === undefined) break
      const child = right !== undefined && right.time < left.time ? right : left
      if (child.time >= entry.time) break
      const { place: next } = child
      this.#put(child, place)
      place = next
    }
    this.#put(entry, place)
  }

  #put(entry: Entry, place: number): void {
    this.#heap[place] = entry
    entry.place = place
  }
}
