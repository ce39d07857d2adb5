import type { HostApi, HostEvent } from './contract.ts'

/** The host as the window sees it, whichever shell it is in: typed calls, and announcements at any time. */
export interface HostClient {
  readonly api: HostApi
  /** Returns how to stop listening. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Called when the connection ends and when it is back. */
  onConnection(listener: (connected: boolean) => void): () => void
}
