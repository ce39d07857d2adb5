import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createAppProtocol } from './app-protocol.ts'
import { createBridge } from './create-bridge.ts'
import { denyPermissions, guardContents } from './guard-contents.ts'
import { isOwnPage, mayOpenOutside } from './own-pages.ts'
import { serveIpc } from './serve-ipc.ts'
import { createFakeIpc, type FakeSender } from './testing-kit/fake-ipc.ts'
import { windowOptions } from './window-options.ts'

const foreignPages = [
  'https://evil.com/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'app://millrace.evil.com/',
  'app://evil/',
  'app://user@millrace/',
  'app:millrace',
  'data:text/html,x',
  'about:blank',
  'javascript:alert(1)',
  'blob:app://millrace/x',
  '',
]

describe('windows of Electron', () => {
  it('are isolated, sandboxed and without Node', () => {
    expect(windowOptions('/p.cjs').webPreferences).toMatchObject({
      ...{ contextIsolation: true, sandbox: true, webSecurity: true, nodeIntegration: false },
      ...{ nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false },
      ...{ allowRunningInsecureContent: false, preload: '/p.cjs' },
    })
  })

  it('are all made with these options', () => {
    const sources = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name))
    const made = sources.flatMap((name) => {
      const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8')
      return [...text.matchAll(/new (BrowserWindow|BrowserView|WebContentsView|BaseWindow)\((\w*)/g)].map(
        (match) => match[2],
      )
    })
    expect(made).toEqual(['windowOptions'])
  })

  it.each(foreignPages)('do not take %j for a page of their own', (address) => {
    expect(isOwnPage(address)).toBe(false)
  })

  it('take their own pages for their own', () => {
    expect(['app://millrace/', 'app://millrace/index.html#a', 'app://millrace/a/b.js?x'].map(isOwnPage)).toEqual([
      ...[true, true, true],
    ])
  })

  it('open only https addresses outside', () => {
    const addresses = [
      'https://flink.apache.org/',
      'http://a/',
      'file:///x',
      'javascript:x',
      'ssh://a',
      'https://u:p@a/',
      '',
    ]
    expect(addresses.filter(mayOpenOutside)).toEqual(['https://flink.apache.org/'])
  })

  it('stay on their pages: navigation, redirects, frames, popups and webviews', () => {
    const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>()
    let onPopup = (_details: { url: string }): unknown => undefined
    const opened: string[] = []
    guardContents(
      {
        on: ((name: string, listener: never) => listeners.set(name, listener)) as never,
        setWindowOpenHandler: (handler) => {
          onPopup = handler as never
        },
      },
      (address) => opened.push(address),
    )
    const isPrevented = (name: string, url: string) => {
      let prevented = false
      listeners.get(name)?.({
        url,
        preventDefault() {
          prevented = true
        },
      })
      return prevented
    }
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      for (const url of foreignPages) expect([name, url, isPrevented(name, url)]).toEqual([name, url, true])
      expect(isPrevented(name, 'app://millrace/index.html')).toBe(false)
    }
    expect(isPrevented('will-attach-webview', 'app://millrace/')).toBe(true)
    for (const url of [...foreignPages, 'app://millrace/']) expect(onPopup({ url })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['https://evil.com/'])
  })

  it('get no permission but to copy', () => {
    let request = (_contents: unknown, _permission: string, _answer: (given: boolean) => void) => {}
    let check = (_contents: unknown, _permission: string): boolean => true
    denyPermissions({
      setPermissionRequestHandler: (handler) => {
        request = handler as never
      },
      setPermissionCheckHandler: (handler) => {
        check = handler as never
      },
    })
    const given = (permission: string) => {
      let answer: boolean | undefined
      request(null, permission, (allowed) => {
        answer = allowed
      })
      return [answer, check(null, permission)]
    }
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'usb',
      'unknown',
    ]) {
      expect([permission, ...given(permission)]).toEqual([permission, false, false])
    }
    expect(given('clipboard-sanitized-write')).toEqual([true, true])
  })
})

describe('the app protocol', () => {
  const answer = createAppProtocol((path) =>
    path === '/index.html' ? { type: 'text/html', bytes: new Uint8Array([60]) } : undefined,
  )

  it('serves our files with the protecting headers', async () => {
    const response = answer({ url: 'app://millrace/index.html', method: 'GET' })
    expect([response.status, await response.text()]).toEqual([200, '<'])
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['app://millrace/../index.html/x', 'GET'],
    ['app://evil/index.html', 'GET'],
    ['app://millrace/index.html', 'POST'],
    ['file:///index.html', 'GET'],
  ])('answers %s %s with nothing', (url, method) => {
    expect(answer({ url, method }).status).toBe(404)
  })
})

describe('the packaged program', () => {
  // Electron's fuses, as they are burnt into the binary.
  const builder = readFileSync(`${import.meta.dirname}/../../electron-builder.yml`, 'utf8')

  it.each([
    ['runAsNode', false],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['grantFileProtocolExtraPrivileges', false],
    ['enableCookieEncryption', true],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['onlyLoadAppFromAsar', true],
  ])('has the fuse %s at %s', (fuse, wanted) => {
    expect(new RegExp(`^  ${fuse}: (true|false)$`, 'm').exec(builder)?.[1]).toBe(String(wanted))
  })
})

describe('messages between window and main process', () => {
  const own: FakeSender = { id: 1, senderFrame: { url: 'app://millrace/', parent: null } }
  const setUp = () => {
    const ipc = createFakeIpc()
    const calls: unknown[] = []
    const dispatch = async (method: string, args: unknown) => calls.push([method, args])
    serveIpc(
      ipc.main,
      (id) => (id === 1 ? dispatch : undefined),
      () => {},
    )
    return { ipc, calls }
  }
  const strangers: readonly (readonly [string, FakeSender])[] = [
    ['a frame that is gone', { id: 1, senderFrame: null }],
    ['a frame inside our page', { id: 1, senderFrame: { url: 'app://millrace/', parent: {} } }],
    ['a window that the host does not know', { id: 2, senderFrame: { url: 'app://millrace/', parent: null } }],
    ...foreignPages.map((url) => [url, { id: 1, senderFrame: { url, parent: null } }] as const),
  ]

  it.each(strangers)('are refused from %j on every channel', async (_, sender) => {
    const { ipc, calls } = setUp()
    for (const channel of ipc.channels()) {
      expect(await ipc.invokeFrom(sender, channel, 'session.open', [])).toEqual({ ok: false, message: 'refused' })
    }
    expect(calls).toEqual([])
  })

  it('have one channel to the host and one back', async () => {
    const { ipc, calls } = setUp()
    expect(ipc.channels()).toEqual(['millrace:call'])
    createBridge(ipc.rendererOf(own)).onEvent(() => {})
    expect(ipc.heard()).toEqual(['millrace:event'])
    await ipc.invokeFrom(own, 'millrace:call', 'session.open', [])
    expect(calls).toEqual([['session.open', []]])
  })

  it.each([undefined, 1, {}, ['session.open']])('are refused with %j for a method', async (method) => {
    const { ipc, calls } = setUp()
    expect(await ipc.invokeFrom(own, 'millrace:call', method, [])).toEqual({ ok: false, message: 'refused' })
    expect(calls).toEqual([])
  })

  it('reach the window as two functions that keep Electron to themselves', () => {
    const ipc = createFakeIpc()
    const bridge = createBridge(ipc.rendererOf(own))
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'onEvent'])
    const heard: unknown[] = []
    bridge.onEvent((...args) => heard.push(args))
    ipc.send('millrace:event', { type: 'engine' })
    expect(heard).toEqual([[{ type: 'engine' }]])
  })

  it('pass a preload script of at most 60 lines that exposes one name', () => {
    const text = ['preload.ts', 'create-bridge.ts']
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
      .join('')
    expect(text.split('\n').length).toBeLessThanOrEqual(60)
    expect(text.match(/exposeInMainWorld\('(\w+)'/g)).toEqual(["exposeInMainWorld('millrace'"])
  })
})
