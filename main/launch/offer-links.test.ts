import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAccess } from '../host/access.ts'
import { type LinkOffer, offerLinks } from './offer-links.ts'

const said: string[] = []
let offer: LinkOffer
let made = 0
const access = createAccess(
  () => Date.now(),
  () => `secret-${++made}`,
)
/** As a script reads it: the last line that holds an address. */
const newestToken = (): string => said.flatMap((text) => /#token=(\S+)/.exec(text)?.[1] ?? []).at(-1) ?? ''
const links = (): number => said.filter((text) => text.includes('#token=')).length

beforeEach(() => {
  vi.useFakeTimers()
  said.length = 0
  offer = offerLinks({
    newLink: () => `http://127.0.0.1:1/#token=${access.newToken()}`,
    say: (text) => said.push(text),
    every(milliseconds, work) {
      const timer = setInterval(work, milliseconds)
      return () => clearInterval(timer)
    },
  })
})
afterEach(() => {
  offer.stop()
  vi.useRealTimers()
})

describe('the offer of links', () => {
  it('has a working link as its newest line at every moment before somebody comes', () => {
    for (let second = 0; second < 100; second++) {
      vi.advanceTimersByTime(1_000)
      expect(said.at(-1)).toContain('#token=')
    }
    expect(links()).toBe(5)
    expect(access.exchange(newestToken(), undefined)).toBeDefined()
  })

  it('says how long a link works and that others follow', () => {
    expect(said[0]).toContain('within 30 seconds')
    expect(said[0]).toContain('every 25 seconds until a window is open')
  })

  it('ends when a window is there, which it says once', () => {
    offer.settle()
    offer.settle()
    vi.advanceTimersByTime(100_000)
    expect(links()).toBe(1)
    expect(said).toHaveLength(2)
  })

  it('makes another link when it is asked, before and after, and counts anew from there', () => {
    vi.advanceTimersByTime(20_000)
    offer.renew()
    vi.advanceTimersByTime(20_000)
    expect(links()).toBe(2)
    offer.settle()
    offer.renew()
    expect(links()).toBe(3)
    vi.advanceTimersByTime(100_000)
    expect(links()).toBe(3)
    expect(access.exchange(newestToken(), undefined)).toBeUndefined()
  })
})
