import { decodeFrame, encodeFrame } from '../../app/base/wire-frame.ts'
import { createListeners, type HostLink, HostLost, HostRefused } from './host-link.ts'

/** The part of a WebSocket that is used, so that tests can bring their own. */
export interface Socket {
  binaryType: string
  send(data: Uint8Array<ArrayBuffer>): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

export interface SocketPorts {
  open(): Socket
  later(milliseconds: number, work: () => void): void
}

export interface SocketLink extends HostLink {
  close(): void
}

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 5_000

interface Waiting {
  resolve(value: unknown): void
  reject(reason: Error): void
}

/**
 * Calls and announcements over one socket, opened again whenever it closes. A call that was under
 * way when it closed is rejected, never repeated: only the caller knows whether that is safe.
 */
export function createSocketLink(ports: SocketPorts): SocketLink {
  const events = createListeners<unknown>()
  const connections = createListeners<boolean>()
  const waiting = new Map<number, Waiting>()
  const queued: Uint8Array<ArrayBuffer>[] = []
  let socket: Socket | undefined
  let isOpen = false
  let wasOpen = false
  let isClosed = false
  let retryMs = FIRST_RETRY_MS
  let calls = 0

  function connect(): void {
    const opened = ports.open()
    socket = opened
    opened.binaryType = 'arraybuffer'
    opened.onopen = () => {
      isOpen = true
      retryMs = FIRST_RETRY_MS
      for (const frame of queued.splice(0)) opened.send(frame)
      if (wasOpen) connections.tell(true)
      wasOpen = true
    }
    opened.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) receive(decodeFrame(new Uint8Array(data)))
    }
    opened.onclose = () => {
      if (socket === opened) lose()
    }
  }

  function lose(): void {
    const wasConnected = isOpen
    isOpen = false
    socket = undefined
    queued.length = 0
    for (const call of waiting.values()) call.reject(new HostLost('the connection to the host ended'))
    waiting.clear()
    if (isClosed) return
    if (wasConnected) connections.tell(false)
    ports.later(retryMs, () => {
      if (!isClosed) connect()
    })
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  function receive(message: unknown): void {
    if (typeof message !== 'object' || message === null) return
    const { type, call, value, message: reason, event } = message as Readonly<Record<string, unknown>>
    if (type === 'event') {
      events.tell(event)
      return
    }
    const caller = typeof call === 'number' ? waiting.get(call) : undefined
    if (caller === undefined) return
    waiting.delete(call as number)
    if (type === 'answer') caller.resolve(value)
    else caller.reject(new HostRefused(String(reason)))
  }

  connect()
  return {
    invoke(method, args) {
      // Before the first connection calls wait for it; after a loss they fail at once.
      if (socket === undefined || (wasOpen && !isOpen)) return Promise.reject(new HostLost('there is no connection'))
      const call = ++calls
      const frame = encodeFrame({ call, method, args })
      if (isOpen) socket.send(frame)
      else queued.push(frame)
      return new Promise((resolve, reject) => waiting.set(call, { resolve, reject }))
    },
    onEvent: (listener) => events.add(listener),
    onConnection: (listener) => connections.add(listener),
    close() {
      isClosed = true
      socket?.close()
    },
  }
}
