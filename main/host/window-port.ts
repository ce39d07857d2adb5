/** One window's connection, whatever carries it. Messages hold JSON and bytes. */
export interface WindowPort {
  post(message: FromHost): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

export type FromHost =
  | { readonly type: 'answer'; readonly call: number; readonly value?: unknown }
  | { readonly type: 'refused'; readonly call: number; readonly message: string }
  | { readonly type: 'event'; readonly event: unknown }
