import type { IpcMain, IpcRenderer } from 'electron'

type Handler = Parameters<IpcMain['handle']>[1]

/** Where a call comes from, as Electron would say it. */
export interface FakeSender {
  readonly id: number
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Both ends of Electron's messages in one process. Values are copied as they are between processes. */
export function createFakeIpc() {
  const handlers = new Map<string, Handler>()
  const listeners = new Map<string, ((event: unknown, ...args: unknown[]) => void)[]>()
  const main = {
    handle(channel: string, handler: Handler) {
      if (handlers.has(channel)) throw new Error(`${channel} has a handler`)
      handlers.set(channel, handler)
    },
  } satisfies Pick<IpcMain, 'handle'>

  const invokeFrom = async (sender: FakeSender, channel: string, ...args: unknown[]): Promise<unknown> => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`no handler for ${channel}`)
    const event = { sender: { id: sender.id }, senderFrame: sender.senderFrame } as Parameters<Handler>[0]
    return structuredClone(await handler(event, ...structuredClone(args)))
  }
  const rendererOf = (sender: FakeSender) =>
    ({
      invoke: (channel, ...args) => invokeFrom(sender, channel, ...args),
      on(channel, listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener as never])
        return undefined as never
      },
    }) satisfies Pick<IpcRenderer, 'invoke' | 'on'>
  const send = (channel: string, ...args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: 'electron' }, ...structuredClone(args))
  }
  return {
    main,
    rendererOf,
    invokeFrom,
    send,
    channels: () => [...handlers.keys()],
    heard: () => [...listeners.keys()],
  }
}
