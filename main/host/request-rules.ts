import type { IncomingHttpHeaders } from 'node:http'

/** What a request is about to do. */
export type RequestKind = 'read' | 'change' | 'socket'

/**
 * Why a request is turned away, or undefined. The names are compared as a whole with the one address
 * that we gave out: whatever a foreign name resolves to, its pages send its name.
 */
export function refusal(kind: RequestKind, headers: IncomingHttpHeaders, address: string): string | undefined {
  if (headers.host !== address) return 'host'
  const { origin } = headers
  if (origin === undefined ? kind !== 'read' : origin !== `http://${address}`) return 'origin'
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return undefined
  if (kind !== 'read') return 'sec-fetch-site'
  if (site === 'none') return undefined
  // A link may lead here from anywhere, as a page of its own; nothing may be embedded or fetched.
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  return isNavigation ? undefined : 'sec-fetch-site'
}
