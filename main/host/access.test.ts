import { describe, expect, it } from 'vitest'
import { createAccess } from './access.ts'

function setUp() {
  let now = 0
  let made = 0
  const access = createAccess(
    () => now,
    () => `${++made}`.padStart(64, '0').split('').reverse().join(''),
  )
  return {
    access,
    pass(milliseconds: number) {
      now += milliseconds
    },
  }
}

describe('access', () => {
  it('exchanges a token once', () => {
    const { access } = setUp()
    const token = access.newToken()
    expect(access.exchange(token, undefined)).toBeDefined()
    expect(access.exchange(token, undefined)).toBeUndefined()
  })

  it('accepts a token for 30 seconds and not longer', () => {
    const { access, pass } = setUp()
    const first = access.newToken()
    const second = access.newToken()
    pass(30_000)
    expect(access.exchange(first, undefined)).toBeDefined()
    pass(1)
    expect(access.exchange(second, undefined)).toBeUndefined()
  })

  it('admits a cookie only with a secret that was given to it', () => {
    const { access } = setUp()
    const one = access.exchange(access.newToken(), undefined)
    const other = access.exchange(access.newToken(), undefined)
    const tab = access.admit(one?.cookie, one?.secret)
    expect(tab?.id).toMatch(/^tab_/)
    expect(access.admit(one?.cookie, one?.secret), 'after a reload').toEqual(tab)
    expect(access.admit(one?.cookie, undefined)).toBeUndefined()
    expect(access.admit(undefined, one?.secret)).toBeUndefined()
    expect(access.admit(one?.cookie, other?.secret)).toBeUndefined()
    expect(access.admit(other?.cookie, one?.secret)).toBeUndefined()
    expect(access.admit(one?.cookie, one?.cookie)).toBeUndefined()
  })

  it('keeps the cookie of a browser that opens a second tab, so that the first goes on', () => {
    const { access } = setUp()
    const one = access.exchange(access.newToken(), undefined)
    const two = access.exchange(access.newToken(), one?.cookie)
    expect(two?.cookie).toBe(one?.cookie)
    const first = access.admit(one?.cookie, one?.secret)
    const second = access.admit(one?.cookie, two?.secret)
    expect(first?.id).toMatch(/^tab_/)
    expect(second?.id).toMatch(/^tab_/)
    expect(second?.id).not.toBe(first?.id)
  })

  it('does not take over a cookie that it did not make', () => {
    const { access } = setUp()
    expect(access.exchange(access.newToken(), 'planted')?.cookie).not.toBe('planted')
  })
})
