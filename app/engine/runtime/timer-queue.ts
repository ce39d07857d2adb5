import type { Timer } from './operator.ts'

interface Entry extends Timer {
  next: Entry | undefined
}

/**
 * The timers of one operator and time domain: by time, then in order of registration. Timers of one
 * time share a bucket (windows of many keys end together), so the heap holds each time once.
 */
export class TimerQueue {
  readonly #domain: 'event' | 'processing'
  readonly #buckets = new Map<number, Map<number, Entry>>()
  readonly #times: number[] = []
  #size = 0

  constructor(domain: 'event' | 'processing') {
    this.#domain = domain
  }

  get size(): number {
    return this.#size
  }

  /** False when the same timer is already there. */
  add(time: number, key: number, namespace: number): boolean {
    let bucket = this.#buckets.get(time)
    if (bucket === undefined) {
      bucket = new Map()
      this.#buckets.set(time, bucket)
      this.#pushTime(time)
    }
    const first = bucket.get(key)
    for (let entry = first; entry !== undefined; entry = entry.next) if (entry.namespace === namespace) return false
    const entry: Entry = { time, domain: this.#domain, key, namespace, next: undefined }
    if (first === undefined) bucket.set(key, entry)
    else lastOf(first).next = entry
    this.#size++
    return true
  }

  /** False when there was none. */
  delete(time: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.get(time)
    let previous: Entry | undefined
    for (let entry = bucket?.get(key); entry !== undefined; previous = entry, entry = entry.next) {
      if (entry.namespace !== namespace) continue
      if (previous !== undefined) previous.next = entry.next
      else if (entry.next !== undefined) bucket?.set(key, entry.next)
      else bucket?.delete(key)
      this.#size--
      return true
    }
    return false
  }

  /** The time of the earliest timer. */
  peek(): number | undefined {
    for (;;) {
      const time = this.#times[0]
      if (time === undefined) return undefined
      const bucket = this.#buckets.get(time)
      if (bucket !== undefined && bucket.size > 0) return time
      this.#buckets.delete(time)
      this.#popTime()
    }
  }

  /** Takes the earliest timer out if it is due at `time`. */
  poll(time: number): Timer | undefined {
    const earliest = this.peek()
    if (earliest === undefined || earliest > time) return undefined
    const bucket = this.#buckets.get(earliest) as Map<number, Entry>
    for (const [key, entry] of bucket) {
      if (entry.next === undefined) bucket.delete(key)
      else bucket.set(key, entry.next)
      this.#size--
      return entry
    }
    return undefined
  }

  *[Symbol.iterator](): IterableIterator<Timer> {
    for (const time of [...this.#buckets.keys()].sort((a, b) => a - b)) {
      for (const first of (this.#buckets.get(time) as Map<number, Entry>).values()) {
        for (let entry: Entry | undefined = first; entry !== undefined; entry = entry.next) yield entry
      }
    }
  }

  #pushTime(time: number): void {
    const heap = this.#times
    let i = heap.length
    heap.push(time)
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = heap[parent] as number
      if (above <= time) break
      heap[i] = above
      i = parent
    }
    heap[i] = time
  }

  #popTime(): void {
    const heap = this.#times
    const time = heap.pop() as number
    if (heap.length === 0) return
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++
      if ((heap[child] as number) >= time) break
      heap[i] = heap[child] as number
      i = child
    }
    heap[i] = time
  }
}

function lastOf(entry: Entry): Entry {
  let last = entry
  while (last.next !== undefined) last = last.next
  return last
}
