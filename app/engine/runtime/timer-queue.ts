import type { Timer } from './operator.ts'

/** The timers of one operator and time domain, by time. */
export interface TimerQueue {
  readonly size: number
  /** False when the same timer is already there. */
  add(time: number, key: number, namespace: number): boolean
  /** False when there was none. */
  delete(time: number, key: number, namespace: number): boolean
  /** The time of the earliest timer. */
  peek(): number | undefined
  /** Takes the earliest timer out if it is due at `time`. */
  poll(time: number): Timer | undefined
}

/** A timer and, for the same time and key, those of other namespaces. */
interface Entry extends Timer {
  next: Entry | undefined
  deleted: boolean
}

/** Timers of one time, in order of registration, found by key. */
interface Bucket {
  readonly entries: Entry[]
  readonly byKey: Map<number, Entry>
  /** Those before it have fired. */
  fired: number
  live: number
}

/**
 * Timers of one time in the order of their registration. They share a bucket (windows of many keys end
 * together), so the heap holds each time once.
 */
export class BucketTimerQueue implements TimerQueue {
  readonly #domain: 'event' | 'processing'
  readonly #buckets = new Map<number, Bucket>()
  readonly #times: number[] = []
  #size = 0

  constructor(domain: 'event' | 'processing') {
    this.#domain = domain
  }

  get size(): number {
    return this.#size
  }

  add(time: number, key: number, namespace: number): boolean {
    const bucket = this.#bucket(time)
    const first = bucket.byKey.get(key)
    if (find(first, namespace) !== undefined) return false
    const entry: Entry = { time, domain: this.#domain, key, namespace, next: first, deleted: false }
    bucket.byKey.set(key, entry)
    bucket.entries.push(entry)
    bucket.live++
    this.#size++
    return true
  }

  delete(time: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.get(time)
    const entry = find(bucket?.byKey.get(key), namespace)
    if (bucket === undefined || entry === undefined) return false
    this.#remove(bucket, entry)
    return true
  }

  peek(): number | undefined {
    for (;;) {
      const time = this.#times[0]
      if (time === undefined) return undefined
      const bucket = this.#buckets.get(time)
      if (bucket !== undefined && bucket.live > 0) return time
      this.#buckets.delete(time)
      this.#popTime()
    }
  }

  poll(time: number): Timer | undefined {
    const earliest = this.peek()
    if (earliest === undefined || earliest > time) return undefined
    const bucket = this.#buckets.get(earliest) as Bucket
    let entry = bucket.entries[bucket.fired++] as Entry
    while (entry.deleted) entry = bucket.entries[bucket.fired++] as Entry
    this.#remove(bucket, entry)
    return entry
  }

  #bucket(time: number): Bucket {
    const known = this.#buckets.get(time)
    if (known !== undefined) return known
    const bucket: Bucket = { entries: [], byKey: new Map(), fired: 0, live: 0 }
    this.#buckets.set(time, bucket)
    this.#pushTime(time)
    return bucket
  }

  #remove(bucket: Bucket, entry: Entry): void {
    entry.deleted = true
    bucket.live--
    this.#size--
    const first = bucket.byKey.get(entry.key)
    if (first !== entry) {
      let previous = first as Entry
      while (previous.next !== entry) previous = previous.next as Entry
      previous.next = entry.next
    } else if (entry.next === undefined) bucket.byKey.delete(entry.key)
    else bucket.byKey.set(entry.key, entry.next)
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

function find(first: Entry | undefined, namespace: number): Entry | undefined {
  let entry = first
  while (entry !== undefined && entry.namespace !== namespace) entry = entry.next
  return entry
}
