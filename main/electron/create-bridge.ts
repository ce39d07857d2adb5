import type { IpcRenderer } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts'

/** All that a window gets from Electron: two functions, and through them nothing but the contract. */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on'>) {
  return {
    invoke: (method: string, args: readonly unknown[]): Promise<unknown> => ipc.invoke(CALL_CHANNEL, method, args),
    onEvent(listener: (event: unknown) => void): void {
      // Electron's own event object, and with it `sender`, stays on this side.
      ipc.on(EVENT_CHANNEL, (_, event) => listener(event))
    },
  }
}
