import type { HostApi, HostEvent } from './contract.ts'
import type { HostClient } from './host-client.ts'
import type { HostLink } from './host-link.ts'

/** The contract as objects: `api.workspace.save(diff, base)` becomes the call `workspace.save`. */
export function createHostClient(link: HostLink): HostClient {
  return {
    api: nameCalls((feature) =>
      nameCalls(
        (method) =>
          (...args: unknown[]) =>
            link.invoke(`${feature}.${method}`, args),
      ),
    ),
    // The host is trusted: it made the event by the same types.
    onEvent: (listener) => link.onEvent((event) => listener(event as HostEvent)),
    onConnection: (listener) => link.onConnection(listener),
  }
}

/** An object that has every name. `then` is none: it would make the object look like a promise. */
function nameCalls(make: (name: string) => unknown): HostApi {
  const made = new Map<string, unknown>()
  return new Proxy({} as HostApi, {
    get(_, name) {
      if (typeof name !== 'string' || name === 'then') return undefined
      if (!made.has(name)) made.set(name, make(name))
      return made.get(name)
    },
  })
}
