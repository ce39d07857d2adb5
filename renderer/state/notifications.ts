import type { Message } from '../i18n/translate.ts'
import { createStore, type Store } from './store.ts'

export interface Notification {
  readonly id: number
  readonly severity: 'error' | 'warning' | 'info'
  readonly title: Message
  /** Text that is no message of ours, such as what a target answered. */
  readonly text?: string
  /** What somebody who helps would want to read; copied, not shown. */
  readonly details?: string
  readonly actions?: readonly { readonly label: Message; run(): void }[]
}

export interface Notifications extends Pick<Store<{ readonly shown: readonly Notification[] }>, 'get' | 'subscribe'> {
  show(notification: Omit<Notification, 'id'>): number
  dismiss(id: number): void
}

const MAX_SHOWN = 4
const QUIET_AFTER_MS = 6_000

/** Errors stay until they are closed; the rest goes by itself. */
export function createNotifications(): Notifications {
  const store = createStore<{ readonly shown: readonly Notification[] }>({ shown: [] })
  let next = 1
  const dismiss = (id: number): void =>
    store.set(({ shown }) => ({ shown: shown.filter((notification) => notification.id !== id) }))
  return {
    get: store.get,
    subscribe: store.subscribe,
    dismiss,
    show(notification) {
      const id = next++
      store.set(({ shown }) => ({ shown: [...shown, { ...notification, id }].slice(-MAX_SHOWN) }))
      const stays = notification.severity === 'error' || (notification.actions ?? []).length > 0
      if (!stays) setTimeout(() => dismiss(id), QUIET_AFTER_MS)
      return id
    },
  }
}
