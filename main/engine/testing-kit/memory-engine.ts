import type { EngineProcess } from '../engine-port.ts'
import type { EngineWork } from '../engine-work.ts'
import { serveEngine } from '../serve-engine.ts'

export interface MemoryEngine extends EngineProcess {
  /** As if the process had died. */
  die(reason: string): void
  readonly isKilled: () => boolean
}

/** An engine in this process, joined by queues: messages are copied and arrive later, as between processes. */
export function createMemoryEngine(work: EngineWork): MemoryEngine {
  const toEngine: ((message: unknown) => void)[] = []
  const toHost: ((message: unknown) => void)[] = []
  let onExit = (_reason: string) => {}
  let isOver = false
  const deliver = (listeners: readonly ((message: unknown) => void)[], message: unknown) => {
    const copy = structuredClone(message)
    queueMicrotask(() => {
      if (!isOver) for (const listener of listeners) listener(copy)
    })
  }
  const die = (reason: string) => {
    if (isOver) return
    isOver = true
    queueMicrotask(() => onExit(reason))
  }
  queueMicrotask(() =>
    serveEngine(
      { post: (message) => deliver(toHost, message), onMessage: (listener) => toEngine.push(listener) },
      work,
      (thrown) => die(String(thrown)),
    ),
  )
  let killed = false
  return {
    post: (message) => deliver(toEngine, message),
    onMessage: (listener) => void toHost.push(listener),
    onExit(listener) {
      onExit = listener
    },
    kill() {
      killed = true
      die('killed')
    },
    die,
    isKilled: () => killed,
  }
}
