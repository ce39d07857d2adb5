import { LINK_LIFETIME_MS } from '../host/access.ts'

/** Before the last one ends, so that the newest link always works for a few seconds more. */
export const RENEWAL_MS = LINK_LIFETIME_MS - 5_000

export interface LinkPorts {
  newLink(): string
  say(text: string): void
  /** Calls again and again until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void
}

export interface LinkOffer {
  /** Another link, now. */
  renew(): void
  /** A window has come: from here on links are made only when they are asked for. */
  settle(): void
  stop(): void
}

const seconds = (milliseconds: number): string => `${milliseconds / 1_000} seconds`

/**
 * Prints a link, which works once and not for long, and a fresh one before it ends until somebody has come:
 * who reads slowly, or reads the newest line of a log, still finds one that works.
 */
export function offerLinks({ newLink, say, every }: LinkPorts): LinkOffer {
  let isSettled = false
  let callOff = () => {}
  const offer = (): void => {
    callOff()
    const next = isSettled
      ? 'Enter: another one'
      : `a fresh one follows every ${seconds(RENEWAL_MS)} until a window is open; Enter: now`
    say(`\nOpen this link within ${seconds(LINK_LIFETIME_MS)} (${next}):\n  ${newLink()}`)
    callOff = isSettled ? () => {} : every(RENEWAL_MS, offer)
  }
  offer()
  return {
    renew: offer,
    settle() {
      if (isSettled) return
      isSettled = true
      callOff()
      say('\nA window is open. Press Enter for a link to open another one.')
    },
    stop: () => callOff(),
  }
}
