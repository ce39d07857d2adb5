import { createHash } from 'node:crypto'
import type { Clock } from '../../app/base/clock.ts'

export const LINK_LIFETIME_MS = 30_000
const TAB_ID_LENGTH = 16

/** 256 random bits, hex. */
export type NewSecret = () => string

/** One tab that came in through a link: it has the browser's cookie and a secret of its own. */
export interface Tab {
  /** Never given twice, also by another process: drafts are kept under it. */
  readonly id: string
}

/**
 * Who may talk to the host. A link carries a token that works once and for 30 seconds; it is
 * exchanged for a cookie that scripts cannot read and a secret that no other site's request can
 * carry. Only both together open a socket: cookies are sent to every port of this machine.
 */
export interface Access {
  newToken(): string
  /** Undefined for a token that is unknown, used or too old. An earlier cookie of the browser is kept. */
  exchange(token: string, cookie: string | undefined): { readonly cookie: string; readonly secret: string } | undefined
  admit(cookie: string | undefined, secret: string | undefined): Tab | undefined
}

export function createAccess(clock: Clock, newSecret: NewSecret): Access {
  // Only digests are kept and looked up: what a comparison takes says nothing about the secret.
  const tokens = new Map<string, number>()
  const cookies = new Set<string>()
  const tabs = new Map<string, { readonly cookie: string; readonly tab: Tab }>()

  return {
    newToken() {
      const token = newSecret()
      for (const [digest, until] of tokens) if (until < clock()) tokens.delete(digest)
      tokens.set(digestOf(token), clock() + LINK_LIFETIME_MS)
      return token
    },
    exchange(token, sent) {
      const digest = digestOf(token)
      const until = tokens.get(digest)
      tokens.delete(digest)
      if (until === undefined || clock() > until) return undefined
      const cookie = sent !== undefined && cookies.has(digestOf(sent)) ? sent : newSecret()
      const secret = newSecret()
      cookies.add(digestOf(cookie))
      tabs.set(digestOf(secret), {
        cookie: digestOf(cookie),
        tab: { id: `tab_${newSecret().slice(0, TAB_ID_LENGTH)}` },
      })
      return { cookie, secret }
    },
    admit(cookie, secret) {
      if (cookie === undefined || secret === undefined) return undefined
      const entry = tabs.get(digestOf(secret))
      return entry?.cookie === digestOf(cookie) ? entry.tab : undefined
    },
  }
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
