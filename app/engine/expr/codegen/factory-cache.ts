/** Makes a generated function out of its constants. */
export type Factory = (constants: readonly unknown[]) => unknown

/** The functions of some hundred jobs. */
const MOST = 4_096

interface Place {
  readonly factory: Factory
  readonly next: Map<string, Place>
}

/** What jobs begin with. */
let first = new Map<string, Place>()
let size = 0

/**
 * The factories of one job's functions, in the order in which they are generated. A job that is run again gets those
 * of the last time, and with them the machine code that V8 has made by then. They are found by all texts up to
 * theirs, not by their own text: V8 learns the rows' shapes for each factory, and functions that read alike are about
 * rows of other shapes in another job, or elsewhere in the same.
 */
export class FactoryCache {
  #next = first

  factory(text: string): Factory {
    let place = this.#next.get(text)
    if (place === undefined) {
      place = { factory: new Function('k', text) as Factory, next: new Map() }
      this.#add(text, place)
    }
    this.#next = place.next
    return place.factory
  }

  #add(text: string, place: Place): void {
    if (++size > MOST) {
      first = new Map()
      size = 0
    }
    this.#next.set(text, place)
  }
}
