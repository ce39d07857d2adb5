import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { decodeFrame, encodeFrame } from '../../app/base/wire-frame.ts'
import { createAccess, LINK_LIFETIME_MS } from './access.ts'
import { listStaticFiles } from './static-files.ts'
import { startWebServer, type WebServer } from './web-server.ts'

let server: WebServer
let folder: string
let now = 0
const windows: string[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-web-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  server = await startWebServer({
    access: createAccess(
      () => now,
      () => randomBytes(32).toString('hex'),
    ),
    file: listStaticFiles(folder),
    onWindow(tab, port) {
      windows.push(tab.id)
      port.onMessage((message) => port.post({ type: 'event', event: message }))
    },
  })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Reply> {
  const [host, port] = server.address.split(':')
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const own = () => ({ host: server.address, origin: `http://${server.address}` })
const newToken = () => server.newLink().split('#token=')[1] ?? ''
const exchange = (token: string, headers: Record<string, string> = {}) =>
  send('POST', '/session', { ...own(), 'content-type': 'application/json', ...headers }, JSON.stringify({ token }))

async function enter() {
  const reply = await exchange(newToken())
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  return { cookie, secret: String(JSON.parse(reply.body).secret) }
}

/** 'open', or the status with which the handshake was refused. */
function openSocket(
  headers: Record<string, string>,
  protocols: string[],
): Promise<{ outcome: string; socket: WebSocket }> {
  const socket = new WebSocket(`ws://${server.address}/socket`, protocols, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ outcome: 'open', socket }))
    socket.on('unexpected-response', (_, response) => resolve({ outcome: String(response.statusCode), socket }))
    socket.on('error', (error) => resolve({ outcome: error.message, socket }))
  })
}

async function socketOutcome(headers: Record<string, string>, protocols: string[]): Promise<string> {
  const { outcome, socket } = await openSocket(headers, protocols)
  socket.terminate()
  return outcome
}

const port = () => server.address.split(':')[1]
const foreignHosts = (): readonly string[] => [
  'evil.com',
  `evil.com:${port()}`,
  `127.0.0.1.evil.com:${port()}`,
  `127.evil.com:${port()}`,
  `localhost:${port()}`,
  `[::1]:${port()}`,
  `127.0.0.1:${Number(port()) + 1}`,
  '127.0.0.1',
  `127.0.0.1:${port()}.evil.com`,
  `127.1:${port()}`,
]

describe('the web server', () => {
  it('serves the page with every protecting header', async () => {
    const { status, headers } = await send('GET', '/', { host: server.address })
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['/../package.json', '/%2e%2e/package.json', '//etc/passwd', '/index.html/', '/nothing', '/\\index.html'])(
    'does not serve %s',
    async (path) => {
      expect((await send('GET', path, { host: server.address })).status).toBe(404)
    },
  )

  it('refuses every Host but its own literal address, for pages, exchange and socket', async () => {
    const { cookie, secret } = await enter()
    for (const host of foreignHosts()) {
      expect([host, (await send('GET', '/', { host })).status]).toEqual([host, 403])
      // Rebinding: the page of evil.com reaches us under its own name, and its origin equals it.
      const rebound = { host, origin: `http://${host}` }
      expect([host, (await exchange(newToken(), rebound)).status]).toEqual([host, 403])
      expect([host, await socketOutcome({ ...rebound, cookie }, ['millrace', `secret.${secret}`])]).toEqual([
        host,
        '403',
      ])
    }
  })

  it.each([
    ['missing', undefined],
    ['null', 'null'],
    ['foreign', 'https://evil.com'],
    ['on another port', 'http://127.0.0.1:1'],
    ['of another scheme', 'https'],
  ])('refuses an Origin that is %s for exchange and socket', async (_, given) => {
    const origin = given === 'https' ? `https://${server.address}` : given
    const { cookie, secret } = await enter()
    const headers = { host: server.address, ...(origin === undefined ? {} : { origin }) }
    const body = JSON.stringify({ token: newToken() })
    const posted = await send('POST', '/session', { ...headers, 'content-type': 'application/json' }, body)
    expect(posted.status).toBe(403)
    expect(await socketOutcome({ ...headers, cookie }, ['millrace', `secret.${secret}`])).toBe('403')
  })

  it('refuses what the browser itself calls cross-site, but for a link to the page', async () => {
    const { cookie, secret } = await enter()
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await exchange(newToken(), { 'sec-fetch-site': site })).status).toBe(403)
      const headers = { ...own(), cookie, 'sec-fetch-site': site }
      expect(await socketOutcome(headers, ['millrace', `secret.${secret}`])).toBe('403')
    }
    const read = (mode: string, dest: string) =>
      send('GET', '/', {
        host: server.address,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': mode,
        'sec-fetch-dest': dest,
      })
    expect((await read('navigate', 'document')).status).toBe(200)
    expect((await read('navigate', 'iframe')).status).toBe(403)
    expect((await read('no-cors', 'script')).status).toBe(403)
  })

  it('gives a tab a cookie that scripts and other sites do not get', async () => {
    const reply = await exchange(newToken())
    expect(reply.status).toBe(200)
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^millrace-\d+=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(JSON.parse(reply.body).secret).toMatch(/^[0-9a-f]{64}$/)
  })

  it('refuses a token that was used, is too old, or was never given out', async () => {
    const used = newToken()
    expect((await exchange(used)).status).toBe(200)
    expect((await exchange(used)).status).toBe(403)
    const old = newToken()
    now += LINK_LIFETIME_MS + 1
    expect((await exchange(old)).status).toBe(403)
    expect((await exchange('0'.repeat(64))).status).toBe(403)
  })

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text', { 'content-type': 'text/plain' }, 415],
    ['no type', {}, 415],
  ])('takes no token from %s', async (_, headers, status) => {
    const body = JSON.stringify({ token: newToken() })
    expect((await send('POST', '/session', { ...own(), ...headers } as Record<string, string>, body)).status).toBe(
      status,
    )
  })

  it.each(['', '{', '[]', 'null', '{"token":1}', `{"token":"${'x'.repeat(2000)}"}`])(
    'takes no token from the body %j',
    async (body) => {
      const reply = await send('POST', '/session', { ...own(), 'content-type': 'application/json' }, body)
      expect(reply.status).toBe(403)
    },
  )

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('does not know %s', async (method) => {
    expect((await send(method, '/session', own())).status).toBe(405)
  })

  it('opens a socket to cookie and secret together, and to neither alone', async () => {
    const { cookie, secret } = await enter()
    const stranger = await enter()
    const protocols = (text: string) => ['millrace', `secret.${text}`]
    expect(await socketOutcome({ ...own(), cookie }, protocols(secret))).toBe('open')
    expect(await socketOutcome({ ...own(), cookie }, protocols(secret)), 'a reload').toBe('open')
    expect(await socketOutcome({ ...own(), cookie }, ['millrace'])).toBe('403')
    expect(await socketOutcome({ ...own(), cookie }, protocols('0'.repeat(64)))).toBe('403')
    expect(await socketOutcome({ ...own() }, protocols(secret))).toBe('403')
    expect(await socketOutcome({ ...own(), cookie }, protocols(stranger.secret))).toBe('403')
    expect(await socketOutcome({ ...own(), cookie: stranger.cookie }, protocols(secret))).toBe('403')
    expect(await socketOutcome({ ...own(), cookie }, [`secret.${secret}`, 'millrace'])).toBe('403')
  })

  it('carries messages with bytes both ways and closes on anything else', async () => {
    const { cookie, secret } = await enter()
    const { socket } = await openSocket({ ...own(), cookie }, ['millrace', `secret.${secret}`])
    expect(socket.protocol).toBe('millrace')
    const message = { call: 1, args: [new Uint8Array([1, 2, 3]), 'ü'] }
    const echoed = new Promise<unknown>((resolve) =>
      socket.once('message', (data) => resolve(decodeFrame(data as Buffer))),
    )
    socket.send(encodeFrame(message))
    expect(await echoed).toEqual({ type: 'event', event: message })
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.send('{"call":1}')
    expect(await closed).toBe(1003)
  })

  it('answers on no other interface of the machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map(({ address, family, scopeid }) => (family === 'IPv6' && scopeid ? undefined : address))
      .filter((address): address is string => address !== undefined && address !== '127.0.0.1')
    for (const address of [...others, '127.0.0.2']) {
      const outcome = await new Promise((resolve) => {
        const probe = connect({ host: address, port: Number(port()), timeout: 1000 })
        probe.on('connect', () => resolve('connected'))
        probe.on('timeout', () => resolve('refused'))
        probe.on('error', () => resolve('refused'))
      })
      expect([address, outcome]).toEqual([address, 'refused'])
    }
  })
})
