import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browserArguments, openBrowserWindow, redirectPage } from './browser-window.ts'
import { chooseShell, type Surroundings } from './choose-shell.ts'
import { findBrowser } from './find-browser.ts'
import { isStale } from './freshness.mjs'

const LINK = 'http://127.0.0.1:4000/#token=0123456789abcdef'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-launch-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the choice of a shell', () => {
  const here: Surroundings = {
    noWindow: false,
    electron: { path: '/e/electron' },
    chromium: '/usr/bin/chromium',
    hasDisplay: true,
    isRoot: false,
  }
  const missing = { missing: "Electron's binary is not installed." }

  it.each([
    ['electron', {}],
    ['chromium', { electron: missing }],
    ['address', { electron: missing, chromium: undefined }],
    ['address', { noWindow: true }],
    ['address', { hasDisplay: false }],
    ['address', { isRoot: true }],
    ['address', { electron: missing, isRoot: true }],
  ] as const)('is %s with %j, and says why', (kind, over) => {
    const shell = chooseShell({ ...here, ...over })
    expect(shell.kind).toBe(kind)
    expect(shell.why).toMatch(/\w{3,}.*\.$/)
  })

  it('names what kept Electron away', () => {
    expect(chooseShell({ ...here, electron: missing }).why).toContain("Electron's binary is not installed.")
  })
})

describe('a window of Chromium', () => {
  const words = browserArguments('/data/profile', '/data/profile/open-1.html')

  it('has a profile of its own, no extensions and no talk behind its back', () => {
    expect(words).toContain('--user-data-dir=/data/profile')
    expect(words).toContain('--disable-extensions')
    expect(words).toContain('--disable-background-networking')
  })

  it('keeps its sandbox, its security and its doors shut', () => {
    const forbidden =
      /no-sandbox|disable-setuid-sandbox|remote-debugging|disable-web-security|allow-file-access|load-extension/
    expect(words.filter((word) => forbidden.test(word))).toEqual([])
  })

  it('gets its link through a file that only the user can read, not on the command line', async () => {
    const browser = join(folder, 'browser.sh')
    const seen = join(folder, 'seen')
    const profile = join(folder, 'profile')
    writeFileSync(
      browser,
      `#!/bin/sh\necho "$@" > ${seen}\nstat -c %a ${profile}/open-*.html >> ${seen}\ncat ${profile}/open-*.html >> ${seen}\n`,
      {
        mode: 0o755,
      },
    )
    await openBrowserWindow(browser, profile, LINK).closed
    const [line, mode, page] = readFileSync(seen, 'utf8').split('\n')
    expect(line).not.toContain('token')
    expect(mode).toBe('600')
    expect(page).toContain(LINK)
    expect(statSync(profile).mode & 0o777).toBe(0o700)
    expect(statSync(join(profile, `open-${process.pid}.html`), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('is led to the link without a referrer', () => {
    expect(redirectPage(LINK)).toContain(`location.replace("${LINK}")`)
    expect(redirectPage(LINK)).toContain('content="no-referrer"')
  })
})

describe('the search for a browser', () => {
  it('prefers the one that is named, then the first on the path', () => {
    const has =
      (...paths: string[]) =>
      (path: string) =>
        paths.includes(path)
    const environment = { PATH: '/bin:/usr/bin', MILLRACE_CHROMIUM: '/own/chromium' }
    expect(findBrowser('linux', environment, has('/own/chromium', '/usr/bin/chromium'))).toBe('/own/chromium')
    expect(findBrowser('linux', environment, has('/usr/bin/google-chrome', '/usr/bin/chromium'))).toBe(
      '/usr/bin/chromium',
    )
    expect(findBrowser('linux', environment, has())).toBeUndefined()
  })
})

describe('a build', () => {
  const put = (name: string, seconds: number) => {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, '')
    utimesSync(path, seconds, seconds)
    return path
  }

  it('is stale when it is not there or a source deep in a folder is younger', () => {
    const product = join(folder, 'out/index.html')
    put('src/deep/a.ts', 100)
    expect(isStale([join(folder, 'src')], product)).toBe(true)
    put('out/index.html', 200)
    expect(isStale([join(folder, 'src')], product)).toBe(false)
    put('src/deep/b.ts', 300)
    expect(isStale([join(folder, 'src')], product)).toBe(true)
  })

  it('is not stale for a younger test, nor for a source that is not there', () => {
    const product = put('out/index.html', 200)
    put('src/a.test.ts', 300)
    expect(isStale([join(folder, 'src'), join(folder, 'nothing')], product)).toBe(false)
  })
})
