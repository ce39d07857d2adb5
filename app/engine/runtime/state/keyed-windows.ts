import type { WindowState } from '../operator.ts'
import type { KeyedState } from './keyed-state.ts'

/** The values of one window by key number. Where few of many keys have one, the engine keeps such an array as a table. */
export interface WindowSlots<T> {
  readonly slots: (T | undefined)[]
  size: number
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
    return this.#window(namespace)?.slots[this.#state.current]
  }

  set(namespace: number, value: T): void {
    let window = this.#window(namespace)
    if (window === undefined) {
      window = { slots: [], size: 0 }
      this.#windows.set(namespace, window)
      this.#last = window
    }
    const key = this.#state.current
    if (window.slots[key] === undefined) {
      window.size++
      this.#state.retain(key)
    }
    window.slots[key] = value
  }

  delete(namespace: number): void {
    const window = this.#window(namespace)
    const key = this.#state.current
    if (window === undefined || window.slots[key] === undefined) return
    window.slots[key] = undefined
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
