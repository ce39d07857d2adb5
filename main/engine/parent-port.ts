import type { EnginePort } from './engine-port.ts'

/** Electron's utility process has this instead of `process.send`. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** The way to the host from inside an engine process. Taken before the process is locked down. */
export function takeParentPort(): EnginePort {
  const { parentPort } = process as typeof process & { readonly parentPort?: UtilityPort }
  if (parentPort) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  }
  const send = process.send?.bind(process)
  const listen = process.on.bind(process)
  return {
    post: (message) => void send?.(message),
    onMessage: (listener) => void listen('message', listener),
  }
}
