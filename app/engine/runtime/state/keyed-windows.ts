import type { WindowState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'

const PAGE_BITS = 5
const PAGE = 1 << PAGE_BITS

/**
 * The values of one window by key number, on pages: a window may have few of many keys. Where it has very few,
 * the list of its pages has large holes, and V8 keeps it as a table.
 */
export class WindowSlots<T> {
  size = 0
  readonly #pages: (T | undefined)[][] = []

  get(key: number): T | undefined {
    return this.#pages[key >> PAGE_BITS]?.[key & (PAGE - 1)]
  }

  set(key: number, value: T | undefined): void {
    const place = key >> PAGE_BITS
    let page = this.#pages[place]
    if (page === undefined) {
      page = new Array<T | undefined>(PAGE).fill(undefined)
      this.#pages[place] = page
    }
    page[key & (PAGE - 1)] = value
  }

  *entries(): Iterable<readonly [number, T]> {
    for (const place in this.#pages) {
      const page = this.#pages[place] as (T | undefined)[]
      for (const [i, value] of page.entries()) if (value !== undefined) yield [Number(place) * PAGE + i, value]
    }
  }
}

/** By window, then by key: a window's entries go together when it fires. */
export class KeyedWindows<T> implements WindowState<T> {
  readonly #state: KeyedState
  readonly #windows: Map<number, WindowSlots<T>>
  /** Rows come mostly in order of time, so the window of the last row is asked for again. */
  #lastNamespace = Number.NaN
  #last: WindowSlots<T> | undefined

  constructor(state: KeyedState, windows: Map<number, WindowSlots<T>>) {
    this.#state = state
    this.#windows = windows
  }

  get(namespace: number): T | undefined {
    return this.#window(namespace)?.get(this.#state.current)
  }

  set(namespace: number, value: T): void {
    let window = this.#window(namespace)
    if (window === undefined) {
      window = new WindowSlots()
      this.#windows.set(namespace, window)
      this.#last = window
    }
    const key = this.#state.current
    if (window.get(key) === undefined) {
      window.size++
      this.#state.retain(key)
    }
    window.set(key, value)
  }

  delete(namespace: number): void {
    const window = this.#window(namespace)
    const key = this.#state.current
    if (window === undefined || window.get(key) === undefined) return
    window.set(key, undefined)
    window.size--
    this.#state.drop(key)
    if (window.size > 0) return
    this.#windows.delete(namespace)
    this.#lastNamespace = Number.NaN
    this.#last = undefined
  }

  #window(namespace: number): WindowSlots<T> | undefined {
    if (namespace === this.#lastNamespace) return this.#last
    this.#lastNamespace = namespace
    this.#last = this.#windows.get(namespace)
    return this.#last
  }
}
