import { createListeners, type HostLink, HostRefused } from './host-link.ts'

/** What the preload script puts on the window, and nothing else. */
export interface ElectronBridge {
  invoke(method: string, args: readonly unknown[]): Promise<BridgeAnswer>
  onEvent(listener: (event: unknown) => void): void
}
/** Errors lose their kind between Electron's processes: refusals travel as values. */
export type BridgeAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string }

/** Window and host live and die together: this link is never lost. */
export function createElectronLink(bridge: ElectronBridge): HostLink {
  const events = createListeners<unknown>()
  bridge.onEvent((event) => events.tell(event))
  return {
    async invoke(method, args) {
      const answer = await bridge.invoke(method, args)
      if (!answer.ok) throw new HostRefused(answer.message)
      return answer.value
    },
    onEvent: (listener) => events.add(listener),
    onConnection: () => () => {},
  }
}
