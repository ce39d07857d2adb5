import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { decodeFrame, encodeFrame } from '../../app/base/wire-frame.ts'
import type { Access, Tab } from './access.ts'
import { type RequestKind, refusal } from './request-rules.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import type { StaticFile } from './static-files.ts'
import type { WindowPort } from './window-port.ts'

export const SOCKET_PROTOCOL = 'millrace'
const SECRET_PREFIX = 'secret.'
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024
const MAX_BODY_BYTES = 1024

export interface WebServer {
  /** `127.0.0.1:port`, the one name under which it answers. */
  readonly address: string
  /** An address with a fresh token in its fragment, which browsers do not send anywhere. */
  newLink(): string
  close(): Promise<void>
}

export interface WebServerPorts {
  readonly access: Access
  file(path: string): StaticFile | undefined
  onWindow(tab: Tab, port: WindowPort): void
}

/** The host on loopback: static files, one exchange of a token, one socket per window. */
export async function startWebServer({ access, file, onWindow }: WebServerPorts): Promise<WebServer> {
  const server = createServer({ requestTimeout: 10_000 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const address = `127.0.0.1:${port}`
  // Cookies know no ports: the name keeps two hosts from taking each other's.
  const cookieName = `millrace-${port}`
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => SOCKET_PROTOCOL,
  })

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    const kind: RequestKind = request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'change'
    if (refusal(kind, request.headers, address) !== undefined) return end(response, 403)
    const path = request.url?.split('?')[0] ?? '/'
    if (kind === 'read') return sendFile(response, file(path), request.method === 'HEAD')
    if (request.method !== 'POST' || path !== '/session') return end(response, 405)
    return void exchange(request, response)
  })

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') return end(response, 415)
    const token = readToken(await readBody(request))
    const given = token === undefined ? undefined : access.exchange(token, readCookie(request, cookieName))
    if (given === undefined) return end(response, 403)
    response.setHeader('Set-Cookie', `${cookieName}=${given.cookie}; HttpOnly; SameSite=Strict; Path=/`)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ secret: given.secret }))
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const isRefused = refusal('socket', request.headers, address) !== undefined || request.url !== '/socket'
    const tab = isRefused ? undefined : access.admit(readCookie(request, cookieName), readSecret(request))
    if (tab === undefined) {
      stream.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => onWindow(tab, createSocketPort(socket)))
  })

  return {
    address,
    newLink: () => `http://${address}/#token=${access.newToken()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createSocketPort(socket: WebSocket): WindowPort {
  // An error of the connection is followed by its close, which is what counts.
  socket.on('error', () => {})
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message))
    },
    onMessage: (listener) =>
      void socket.on('message', (data, isBinary) => {
        const message = isBinary && data instanceof Buffer ? decodeFrame(data) : undefined
        if (message === undefined) socket.close(1003)
        else listener(message)
      }),
    onClose: (listener) => void socket.on('close', listener),
  }
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.setHeader('Connection', 'close')
  response.end()
}

function sendFile(response: ServerResponse, found: StaticFile | undefined, onlyHeaders: boolean): void {
  if (found === undefined) {
    end(response, 404)
    return
  }
  response.setHeader('Content-Type', found.type)
  response.setHeader('Content-Length', found.bytes.length)
  response.end(onlyHeaders ? undefined : found.bytes)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      length += chunk.length
      if (length > MAX_BODY_BYTES) return ''
      chunks.push(chunk)
    }
  } catch {
    return ''
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readToken(body: string): string | undefined {
  try {
    const token: unknown = JSON.parse(body)?.token
    return typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}

function readCookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
  return pairs.find(([key]) => key === name)?.[1]
}

function readSecret(request: IncomingMessage): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim())
  if (offered[0] !== SOCKET_PROTOCOL) return undefined
  return offered.find((text) => text.startsWith(SECRET_PREFIX))?.slice(SECRET_PREFIX.length)
}
