import { createHostClient } from './create-host-client.ts'
import { createElectronLink, type ElectronBridge } from './electron-link.ts'
import type { HostClient } from './host-client.ts'
import { createSocketLink, type Socket } from './socket-link.ts'

declare global {
  interface Window {
    /** Only in Electron. */
    readonly millrace?: ElectronBridge
  }
}

const SECRET_KEY = 'millrace-secret'

/** This tab has no right to the host: it was opened without a link, or with one that was used or too old. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess'
}

/** The host of this window, in whichever shell it is. Rejects with NoAccess. */
export async function connectToHost(): Promise<HostClient> {
  if (window.millrace !== undefined) return createHostClient(createElectronLink(window.millrace))
  const secret = await findSecret()
  const address = `ws://${location.host}/socket`
  return createHostClient(
    createSocketLink({
      // The browser's events hold more than is used, which its types cannot say.
      open: () => new WebSocket(address, ['millrace', `secret.${secret}`]) as unknown as Socket,
      later: (milliseconds, work) => void setTimeout(work, milliseconds),
    }),
  )
}

/** The token of a link is exchanged once and leaves the address at once; a reload finds the tab's secret. */
async function findSecret(): Promise<string> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token !== null) {
    history.replaceState(null, '', location.pathname)
    const secret = await exchange(token)
    if (secret !== undefined) sessionStorage.setItem(SECRET_KEY, secret)
  }
  const kept = sessionStorage.getItem(SECRET_KEY)
  if (kept === null) throw new NoAccess('this link was used or is too old')
  return kept
}

async function exchange(token: string): Promise<string | undefined> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (!response.ok) return undefined
  const { secret }: { secret?: unknown } = await response.json()
  return typeof secret === 'string' ? secret : undefined
}
