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
  /** Kept from the first time on that a timer is looked for. */
  #byKey: Map<number, Entry[]> | undefined

  constructor(domain: 'event' | 'processing') {
    this.#domain = domain
  }

  get size(): number {
    return this.#heap.length - 1
  }

  add(time: number, key: number, namespace: number): boolean {
    if (this.#byKey === undefined) this.#byKey = this.#listed()
    if (find(this.#byKey.get(key), time, namespace) !== undefined) return false
    this.addNew(time, key, namespace)
    return true
  }

  addNew(time: number, key: number, namespace: number): void {
    const entry: Entry = { time, domain: this.#domain, key, namespace, place: this.#heap.length }
    if (this.#byKey !== undefined) list(this.#byKey, entry)
    this.#heap.push(entry)
    this.#siftUp(entry)
  }

  delete(time: number, key: number, namespace: number): boolean {
    if (this.#byKey === undefined) this.#byKey = this.#listed()
    const entry = find(this.#byKey.get(key), time, namespace)
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
    if (this.#byKey !== undefined) unlist(this.#byKey, entry)
    const { place } = entry
    const last = this.#heap.pop() as Entry
    if (last === entry) return
    this.#put(last, place)
    this.#siftDown(last)
    if (last.place === place) this.#siftUp(last)
  }

  #listed(): Map<number, Entry[]> {
    const byKey = new Map<number, Entry[]>()
    for (let place = 1; place < this.#heap.length; place++) list(byKey, this.#heap[place] as Entry)
    return byKey
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

function find(own: readonly Entry[] | undefined, time: number, namespace: number): Entry | undefined {
  if (own === undefined) return undefined
  for (const entry of own) if (entry.time === time && entry.namespace === namespace) return entry
  return undefined
}

function list(byKey: Map<number, Entry[]>, entry: Entry): void {
  const own = byKey.get(entry.key)
  if (own === undefined) byKey.set(entry.key, [entry])
  else own.push(entry)
}

function unlist(byKey: Map<number, Entry[]>, entry: Entry): void {
  const own = byKey.get(entry.key) as Entry[]
  if (own.length === 1) byKey.delete(entry.key)
  else own.splice(own.indexOf(entry), 1)
}
