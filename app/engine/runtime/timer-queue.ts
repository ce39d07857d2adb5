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

/** Timers of one time, in order of registration. */
interface Bucket {
  readonly entries: Entry[]
  /** By key, once they are too many to be looked through. */
  byKey: Map<number, Entry> | undefined
  /** Those before it have fired. */
  fired: number
  live: number
}

const MOST_LOOKED_THROUGH = 8

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
    if (find(bucket, key, namespace) !== undefined) return false
    const entry: Entry = { time, domain: this.#domain, key, namespace, next: undefined, deleted: false }
    bucket.entries.push(entry)
    bucket.live++
    this.#size++
    if (bucket.byKey !== undefined) link(bucket.byKey, entry)
    else if (bucket.entries.length > MOST_LOOKED_THROUGH) bucket.byKey = linked(bucket)
    return true
  }

  delete(time: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.get(time)
    const entry = bucket && find(bucket, key, namespace)
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
    const bucket: Bucket = { entries: [], byKey: undefined, fired: 0, live: 0 }
    this.#buckets.set(time, bucket)
    this.#pushTime(time)
    return bucket
  }

  #remove(bucket: Bucket, entry: Entry): void {
    entry.deleted = true
    bucket.live--
    this.#size--
    if (bucket.byKey !== undefined) unlink(bucket.byKey, entry)
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

function find({ entries, byKey, fired }: Bucket, key: number, namespace: number): Entry | undefined {
  if (byKey !== undefined) {
    let entry = byKey.get(key)
    while (entry !== undefined && entry.namespace !== namespace) entry = entry.next
    return entry
  }
  for (let i = fired; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (entry.key === key && entry.namespace === namespace && !entry.deleted) return entry
  }
  return undefined
}

function linked({ entries, fired }: Bucket): Map<number, Entry> {
  const byKey = new Map<number, Entry>()
  for (let i = fired; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (!entry.deleted) link(byKey, entry)
  }
  return byKey
}

function link(byKey: Map<number, Entry>, entry: Entry): void {
  entry.next = byKey.get(entry.key)
  byKey.set(entry.key, entry)
}

function unlink(byKey: Map<number, Entry>, entry: Entry): void {
  const first = byKey.get(entry.key)
  if (first !== entry) {
    let previous = first as Entry
    while (previous.next !== entry) previous = previous.next as Entry
    previous.next = entry.next
  } else if (entry.next === undefined) byKey.delete(entry.key)
  else byKey.set(entry.key, entry.next)
}
