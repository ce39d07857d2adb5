import type { Timer } from './operator.ts'
import { TimeBuckets } from './time-buckets.ts'

/** The timers of one operator and time domain, by time. */
export interface TimerQueue {
  readonly size: number
  /** False when the same timer is already there. */
  add(time: number, key: number, namespace: number): boolean
  /** A timer that is known not to be there: nobody looks for it. */
  addNew(time: number, key: number, namespace: number): void
  /** False when there was none. */
  delete(time: number, key: number, namespace: number): boolean
  /** The time of the earliest timer. */
  peek(): number | undefined
  /** Takes the earliest timer out if it is due at `time`. The next call may give the same object again. */
  poll(time: number): Timer | undefined
}

const DELETED = -1
const NONE = -1
const MOST_LOOKED_THROUGH = 32

/**
 * Timers of one time in the order of their registration. They share a bucket (windows of many keys end
 * together), so the heap holds each time once.
 */
export class BucketTimerQueue implements TimerQueue {
  readonly #buckets = new TimeBuckets<Bucket>()
  readonly #polled: { time: number; readonly domain: Timer['domain']; key: number; namespace: number }
  #size = 0

  constructor(domain: Timer['domain']) {
    this.#polled = { time: 0.5, domain, key: 0, namespace: 0.5 }
  }

  get size(): number {
    return this.#size
  }

  add(time: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.get(time)
    if (bucket === undefined) this.#buckets.open(time, new Bucket(key, namespace))
    else if (bucket.find(key, namespace) !== NONE) return false
    else bucket.add(key, namespace)
    this.#size++
    return true
  }

  addNew(time: number, key: number, namespace: number): void {
    const bucket = this.#buckets.get(time)
    if (bucket === undefined) this.#buckets.open(time, new Bucket(key, namespace))
    else bucket.add(key, namespace)
    this.#size++
  }

  delete(time: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.get(time)
    const index = bucket === undefined ? NONE : bucket.find(key, namespace)
    if (bucket === undefined || index === NONE) return false
    bucket.delete(index)
    this.#size--
    return true
  }

  peek(): number | undefined {
    const buckets = this.#buckets
    for (let time = buckets.earliest(); time !== undefined; time = buckets.earliest()) {
      if (buckets.first().live > 0) return time
      buckets.removeFirst()
    }
    return undefined
  }

  poll(time: number): Timer | undefined {
    const buckets = this.#buckets
    for (let least = buckets.earliest(); least !== undefined && least <= time; least = buckets.earliest()) {
      const bucket = buckets.first()
      if (bucket.live > 0) return this.#take(least, bucket)
      buckets.removeFirst()
    }
    return undefined
  }

  #take(time: number, bucket: Bucket): Timer {
    const index = bucket.first()
    const polled = this.#polled
    polled.time = time
    polled.key = bucket.keyAt(index)
    polled.namespace = bucket.namespaceAt(index)
    bucket.delete(index)
    this.#size--
    return polled
  }
}

/** Timers of one time, in order of registration: a place in each list. */
class Bucket {
  live = 1
  readonly #keys: number[]
  readonly #namespaces: number[]
  /** Of each key the place of its latest timer, and of each place that of the key's timer before: once they are looked for among many. */
  #latest: Map<number, number> | undefined
  #before: number[] | undefined
  /** Those before it have fired. */
  #fired = 0

  constructor(key: number, namespace: number) {
    this.#keys = [key]
    this.#namespaces = [namespace]
  }

  keyAt(index: number): number {
    return this.#keys[index] as number
  }

  namespaceAt(index: number): number {
    return this.#namespaces[index] as number
  }

  add(key: number, namespace: number): void {
    this.#keys.push(key)
    this.#namespaces.push(namespace)
    this.live++
    if (this.#latest !== undefined) this.#link(this.#latest, key)
  }

  find(key: number, namespace: number): number {
    if (this.live > MOST_LOOKED_THROUGH) this.#latest ??= this.#linked()
    if (this.#latest !== undefined) {
      let index = this.#latest.get(key) ?? NONE
      while (index !== NONE && !this.#is(index, key, namespace)) index = this.#placeBefore(index)
      return index
    }
    for (let i = this.#fired; i < this.#keys.length; i++) if (this.#is(i, key, namespace)) return i
    return NONE
  }

  /** The first that has neither fired nor been deleted. */
  first(): number {
    while (this.#keys[this.#fired] === DELETED) this.#fired++
    return this.#fired
  }

  delete(index: number): void {
    const key = this.keyAt(index)
    this.#keys[index] = DELETED
    this.live--
    if (this.#latest !== undefined && this.#latest.get(key) === index) this.#unlink(this.#latest, key, index)
  }

  #is(index: number, key: number, namespace: number): boolean {
    return this.#keys[index] === key && this.#namespaces[index] === namespace
  }

  #placeBefore(index: number): number {
    return this.#before?.[index] ?? NONE
  }

  #linked(): Map<number, number> {
    const latest = new Map<number, number>()
    this.#before = []
    for (const key of this.#keys) {
      if (key === DELETED) this.#before.push(NONE)
      else this.#link(latest, key)
    }
    return latest
  }

  /** The next place is one of the key. */
  #link(latest: Map<number, number>, key: number): void {
    const before = this.#before as number[]
    const index = before.length
    before.push(latest.get(key) ?? NONE)
    latest.set(key, index)
  }

  /** Deleted ones behind the latest stay linked; nothing is found there. */
  #unlink(latest: Map<number, number>, key: number, index: number): void {
    let before = this.#placeBefore(index)
    while (before !== NONE && this.#keys[before] === DELETED) before = this.#placeBefore(before)
    if (before === NONE) latest.delete(key)
    else latest.set(key, before)
  }
}
