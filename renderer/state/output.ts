import type { Message } from '../i18n/translate.ts'
import { createStore, type Store } from './store.ts'

export interface OutputLine {
  readonly at: number
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: Message
  readonly text?: string
}

const MAX_LINES = 2_000

/** What happened in this window, in order: saves, runs, targets, faults. */
export interface Output extends Pick<Store<{ readonly lines: readonly OutputLine[] }>, 'get' | 'subscribe'> {
  write(severity: OutputLine['severity'], message: Message, text?: string): void
  clear(): void
}

export function createOutput(now: () => number): Output {
  const store = createStore<{ readonly lines: readonly OutputLine[] }>({ lines: [] })
  return {
    get: store.get,
    subscribe: store.subscribe,
    write(severity, message, text) {
      const line: OutputLine = { at: now(), severity, message, ...(text === undefined ? {} : { text }) }
      store.set(({ lines }) => ({ lines: [...lines.slice(-MAX_LINES + 1), line] }))
    },
    clear: () => store.set({ lines: [] }),
  }
}
