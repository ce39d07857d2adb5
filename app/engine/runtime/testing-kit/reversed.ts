import type { Disorder } from '../disorder.ts'
import type { MapState, Timer } from '../operator.ts'
import type { TimerQueue } from '../timer-queue.ts'

/** The last timer of a time fires first, and maps list their last entry first. */
export const reversed: Disorder = {
  timers: (domain) => new ReversedTimerQueue(domain),
  state: (backend) => ({
    value: (name) => backend.value(name),
    list: (name) => backend.list(name),
    window: (name) => backend.window(name),
    rows: (name, columns) => backend.rows(name, columns),
    map: (name) => new ReversedMap(backend.map(name)),
  }),
}

class ReversedTimerQueue implements TimerQueue {
  readonly #domain: Timer['domain']
  readonly #timers: Timer[] = []

  constructor(domain: Timer['domain']) {
    this.#domain = domain
  }

  get size(): number {
    return this.#timers.length
  }

  add(time: number, key: number, namespace: number): boolean {
    if (this.#find(time, key, namespace) >= 0) return false
    this.addNew(time, key, namespace)
    return true
  }

  addNew(time: number, key: number, namespace: number): void {
    this.#timers.push({ time, domain: this.#domain, key, namespace })
  }

  delete(time: number, key: number, namespace: number): boolean {
    const at = this.#find(time, key, namespace)
    if (at >= 0) this.#timers.splice(at, 1)
    return at >= 0
  }

  peek(): number | undefined {
    return this.#timers[this.#first()]?.time
  }

  poll(time: number): Timer | undefined {
    const first = this.#first()
    const timer = this.#timers[first]
    if (timer === undefined || timer.time > time) return undefined
    this.#timers.splice(first, 1)
    return timer
  }

  #first(): number {
    let first = -1
    for (const [i, { time }] of this.#timers.entries())
      if (first < 0 || time <= (this.#timers[first] as Timer).time) first = i
    return first
  }

  #find(time: number, key: number, namespace: number): number {
    return this.#timers.findIndex((t) => t.time === time && t.key === key && t.namespace === namespace)
  }
}

class ReversedMap<K, V> implements MapState<K, V> {
  readonly #map: MapState<K, V>

  constructor(map: MapState<K, V>) {
    this.#map = map
  }

  get size(): number {
    return this.#map.size
  }

  get(key: K): V | undefined {
    return this.#map.get(key)
  }

  has(key: K): boolean {
    return this.#map.has(key)
  }

  set(key: K, value: V): void {
    this.#map.set(key, value)
  }

  delete(key: K): void {
    this.#map.delete(key)
  }

  entries(): IterableIterator<[K, V]> {
    return [...this.#map.entries()].reverse().values()
  }

  clear(): void {
    this.#map.clear()
  }
}
