import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { CallRefused, type Dispatch } from '../../app/api/dispatch.ts'
import { CALL_CHANNEL } from './channels.ts'
import { isOwnPage } from './own-pages.ts'

/** Refusals travel as values: Electron would turn an error into a text with its own words around it. */
export type IpcAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string }

/** Answers calls of known windows, from the top frame of one of our pages only. */
export function serveIpc(
  ipc: Pick<IpcMain, 'handle'>,
  dispatchOf: (contents: number) => Dispatch | undefined,
  report: (thrown: unknown) => void,
): void {
  ipc.handle(CALL_CHANNEL, async (event, method: unknown, args: unknown): Promise<IpcAnswer> => {
    const dispatch = isTrusted(event) ? dispatchOf(event.sender.id) : undefined
    if (dispatch === undefined || typeof method !== 'string') return { ok: false, message: 'refused' }
    try {
      return { ok: true, value: await dispatch(method, args) }
    } catch (thrown) {
      if (thrown instanceof CallRefused) return { ok: false, message: thrown.message }
      report(thrown)
      return { ok: false, message: 'the host failed; its output says more' }
    }
  })
}

function isTrusted({ senderFrame }: IpcMainInvokeEvent): boolean {
  // Null once the frame has navigated away or is gone.
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)
}
