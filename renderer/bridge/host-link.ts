/** What carries calls and announcements between a window and its host. */
export interface HostLink {
  /** Rejects with HostRefused when the host says no, with HostLost when it is gone. */
  invoke(method: string, args: readonly unknown[]): Promise<unknown>
  onEvent(listener: (event: unknown) => void): () => void
  onConnection(listener: (connected: boolean) => void): () => void
}

/** The call was not made or not answered: whether it had an effect is not known. */
export class HostLost extends Error {
  override readonly name = 'HostLost'
}

/** The host does not know the call, refused its arguments, or failed. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused'
}

/** Listeners in the order in which they came. */
export function createListeners<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    add(listener: (value: T) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell(value: T): void {
      for (const listener of listeners) listener(value)
    },
  }
}
