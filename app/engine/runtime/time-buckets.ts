import { TimeTable } from './time-table.ts'

/** What is due at a time lies in one bucket; buckets are found by their time, and come out in the order of times. */
export class TimeBuckets<B> {
  readonly #table = new TimeTable<B>()
  /** A binary heap: the least is the first. */
  readonly #times: number[] = []
  /** The bucket asked for last: the next one is mostly the same. */
  #lastTime = Number.NaN
  #last: B | undefined

  get(time: number): B | undefined {
    if (time === this.#lastTime) return this.#last
    const bucket = this.#table.get(time)
    if (bucket !== undefined) this.#remember(time, bucket)
    return bucket
  }

  /** There is none of that time yet. */
  open(time: number, bucket: B): void {
    this.#table.add(time, bucket)
    this.#push(time)
    this.#remember(time, bucket)
  }

  /** The least time. */
  earliest(): number | undefined {
    return this.#times[0]
  }

  /** The bucket of the least time, which there is. */
  first(): B {
    return this.#table.get(this.#times[0] as number) as B
  }

  /** Forgets the bucket of the least time. */
  removeFirst(): void {
    const time = this.#times[0] as number
    this.#table.delete(time)
    if (time === this.#lastTime) this.#remember(Number.NaN, undefined)
    this.#pop()
  }

  #remember(time: number, bucket: B | undefined): void {
    this.#lastTime = time
    this.#last = bucket
  }

  #push(time: number): void {
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

  #pop(): void {
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
