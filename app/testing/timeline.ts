import type { TimelineSource } from './report.ts'

const MAX_POINTS = 2_000

/**
 * When each message of a source arrives, of which event time it is, and whether the source's own
 * watermark has passed it by then. Of many messages evenly fewer are kept, and of the late ones more.
 */
export class Timeline {
  readonly #node: string
  readonly #delayMs: number
  readonly #points = new Thinned<TimelineSource['points'][number]>(MAX_POINTS / 2)
  readonly #late = new Thinned<TimelineSource['points'][number]>(MAX_POINTS / 2)
  readonly #watermarks = new Thinned<TimelineSource['watermarks'][number]>(MAX_POINTS)
  #watermark = Number.NEGATIVE_INFINITY

  constructor(node: string, delayMs: number) {
    this.#node = node
    this.#delayMs = delayMs
  }

  /** `arrival` counts events, as steps do: a message may hold several. */
  add(arrival: number, eventTime: number | undefined): void {
    if (eventTime === undefined) return
    const late = eventTime <= this.#watermark
    if (late) this.#late.add({ arrival, eventTime, late })
    else this.#points.add({ arrival, eventTime, late })
    const time = eventTime - this.#delayMs
    if (time <= this.#watermark) return
    this.#watermark = time
    this.#watermarks.add({ arrival, time })
  }

  report(): TimelineSource {
    const points = [...this.#points.kept(), ...this.#late.kept()].sort((a, b) => a.arrival - b.arrival)
    return { node: this.#node, points, watermarks: this.#watermarks.kept() }
  }
}

/** Every item while there are few; every second, every fourth ... of them as they become more. */
class Thinned<T> {
  readonly #most: number
  #items: T[] = []
  #step = 1
  #seen = 0

  constructor(most: number) {
    this.#most = most
  }

  add(item: T): void {
    if (this.#seen++ % this.#step !== 0) return
    if (this.#items.length === this.#most) {
      this.#items = this.#items.filter((_item, index) => index % 2 === 0)
      this.#step *= 2
      if ((this.#seen - 1) % this.#step !== 0) return
    }
    this.#items.push(item)
  }

  kept(): readonly T[] {
    return this.#items
  }
}
