import type { WindowPort } from '../window-port.ts'

/** A window without a shell: its calls are answered, its events kept. */
export function createMemoryWindow() {
  const events: unknown[] = []
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>()
  let listener = (_message: unknown) => {}
  let onClose = () => {}
  let calls = 0
  const port: WindowPort = {
    post(message) {
      if (message.type === 'event') events.push(message.event)
      else if (message.type === 'answer') waiting.get(message.call)?.resolve(message.value)
      else waiting.get(message.call)?.reject(new Error(message.message))
    },
    onMessage(heard) {
      listener = heard
    },
    onClose(closed) {
      onClose = closed
    },
  }
  const call = (method: string, ...args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++calls, { resolve, reject })
      listener({ call: calls, method, args })
    })
  return { port, events, call, close: () => onClose() }
}
