import { useCallback, useRef, useSyncExternalStore } from 'react'

/** One observable value. States are never changed in place, so that a selector's answer can be compared by identity. */
export interface Store<S> {
  get(): S
  set(change: Partial<S> | ((state: S) => Partial<S>)): void
  subscribe(listener: () => void): () => void
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...(typeof change === 'function' ? change(state) : change) }
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The part of a store that a component shows; it renders again only when that part changes. */
export function useStore<S, T>(
  store: Pick<Store<S>, 'get' | 'subscribe'>,
  select: (state: S) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ state: S; select: (state: S) => T; part: T } | undefined>(undefined)
  const snapshot = useCallback(() => {
    const state = store.get()
    const known = last.current
    if (known !== undefined && known.state === state && known.select === select) return known.part
    const part = select(state)
    const kept = known !== undefined && isEqual(known.part, part) ? known.part : part
    last.current = { state, select, part: kept }
    return kept
  }, [store, select, isEqual])
  return useSyncExternalStore(store.subscribe, snapshot)
}

/** For selectors that make a new list of the same things each time. */
export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]))
}
