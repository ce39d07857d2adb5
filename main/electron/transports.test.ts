import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { HostEvent } from '../../app/api/contract.ts'
import { createHandlers, type HostServices } from '../../app/api/create-handlers.ts'
import { createDispatch, type Dispatch } from '../../app/api/dispatch.ts'
import { createTestServices } from '../../app/api/testing-kit/host-services.ts'
import { expectOk } from '../../app/workspace/testing-kit/expect-result.ts'
import { adding, flow, project } from '../../app/workspace/testing-kit/sample-records.ts'
import { createHostClient } from '../../renderer/bridge/create-host-client.ts'
import { createElectronLink, type ElectronBridge } from '../../renderer/bridge/electron-link.ts'
import type { HostClient } from '../../renderer/bridge/host-client.ts'
import { createSocketLink, type Socket } from '../../renderer/bridge/socket-link.ts'
import { createAccess } from '../host/access.ts'
import { serveWindow } from '../host/serve-window.ts'
import { startWebServer } from '../host/web-server.ts'
import { EVENT_CHANNEL } from './channels.ts'
import { createBridge } from './create-bridge.ts'
import { serveIpc } from './serve-ipc.ts'
import { createFakeIpc } from './testing-kit/fake-ipc.ts'

interface Shell {
  readonly client: HostClient
  /** From the host to the window. */
  tell(event: HostEvent): void
  close(): Promise<void>
}

const report = () => {}

async function openSocketShell(dispatch: Dispatch): Promise<Shell> {
  const newSecret = () => randomBytes(32).toString('hex')
  const access = createAccess(Date.now, newSecret)
  let tell = (_event: HostEvent) => {}
  const server = await startWebServer({
    access,
    file: () => undefined,
    onWindow: (tab, port) =>
      serveWindow(
        {
          openWindow(_, announce) {
            tell = announce
            return { dispatch, close() {} }
          },
        },
        tab.id,
        port,
        report,
      ),
  })
  const given = access.exchange(access.newToken(), undefined)
  const port = server.address.split(':')[1]
  const link = createSocketLink({
    open: () =>
      new WebSocket(`ws://${server.address}/socket`, ['millrace', `secret.${given?.secret}`], {
        headers: { cookie: `millrace-${port}=${given?.cookie}`, origin: `http://${server.address}` },
      }) as unknown as Socket,
    later() {},
  })
  return {
    client: createHostClient(link),
    tell: (event) => tell(event),
    async close() {
      link.close()
      await server.close()
    },
  }
}

async function openElectronShell(dispatch: Dispatch): Promise<Shell> {
  const ipc = createFakeIpc()
  serveIpc(ipc.main, () => dispatch, report)
  const bridge = createBridge(ipc.rendererOf({ id: 1, senderFrame: { url: 'app://millrace/', parent: null } }))
  return {
    client: createHostClient(createElectronLink(bridge as ElectronBridge)),
    tell: (event) => ipc.send(EVENT_CHANNEL, event),
    close: async () => {},
  }
}

describe.each([
  ['the WebSocket', openSocketShell],
  ['Electron', openElectronShell],
])('the contract over %s', (_, open) => {
  let services: HostServices
  let shell: Shell
  beforeEach(async () => {
    services = createTestServices()
    shell = await open(createDispatch(createHandlers(services, 'w1', new AbortController().signal)))
  })
  afterEach(() => shell.close())

  it('opens a session', async () => {
    expect(await shell.client.api.session.open()).toMatchObject({ session: 'w1', shell: 'browser' })
  })

  it('saves and loads records to the letter', async () => {
    const record = flow('flow_a', 'Größe 流 \u2028 \ud83d\ude00 "</script>')
    expectOk(await shell.client.api.workspace.save(adding(record, project('project_a')), 0))
    const loaded = expectOk(await shell.client.api.workspace.load())
    expect(loaded.records).toEqual([record, project('project_a')])
    expect(Object.keys(loaded)).toContain('mine')
  })

  it('carries an expected failure as a value', async () => {
    expect(await shell.client.api.workspace.save(adding(flow('flow_a')), 9)).toEqual({
      ok: false,
      error: { tag: 'conflict', revision: 0 },
    })
  })

  it('carries bytes both ways', async () => {
    const { api } = shell.client
    const part = Uint8Array.from({ length: 100_000 }, (_, index) => (index % 26) + 97)
    const { upload } = expectOk(await api.packs.startUpload('a.csv', part.length + 2))
    await api.packs.uploadPart(upload, 0, new Uint8Array([110, 10]))
    await api.packs.uploadPart(upload, 2, part)
    const { pack: fields } = expectOk(await api.packs.finishUpload(upload, { format: 'csv', header: true }))
    const stored = expectOk(services.workspace.store.readBlob(fields.blob))
    expect(Buffer.from(stored).equals(Buffer.concat([Buffer.from('n\n'), part]))).toBe(true)
    expectOk(await api.workspace.save(adding(project('project_a')), 0))
    const { export: id } = expectOk(await api.workspace.startExport('project_a'))
    const { bytes: zip } = expectOk(await api.workspace.exportPart(id))
    expect(zip).toBeInstanceOf(Uint8Array)
    expect([...zip.subarray(0, 2)]).toEqual([0x50, 0x4b])
  })

  it('answers an overtaken check with undefined', async () => {
    expect(await shell.client.api.engine.check({ flow: 'flow_a', records: [] })).toBeUndefined()
  })

  it('rejects what the schema refuses, with a reason', async () => {
    const { api } = shell.client
    await expect(api.workspace.save(adding(flow('constructor')), 0)).rejects.toMatchObject({
      name: 'HostRefused',
      message: expect.stringContaining('workspace.save'),
    })
    await expect(api.engine.rows('', '', '', -1, 0)).rejects.toMatchObject({ name: 'HostRefused' })
  })

  it('does not say what went wrong inside', async () => {
    await expect(shell.client.api.publish.resolve('publication_a')).rejects.toMatchObject({
      name: 'HostRefused',
      message: 'the host failed; its output says more',
    })
  })

  it('answers calls that cross each other, each its own', async () => {
    const { api } = shell.client
    const uploads = await Promise.all(['a', 'b', 'c'].map((name) => api.packs.startUpload(name, 1)))
    expect(new Set(uploads.map((answer) => expectOk(answer).upload)).size).toBe(3)
  })

  it('announces events to every listener until it stops listening', async () => {
    const heard: HostEvent[] = []
    const stop = shell.client.onEvent((event) => heard.push(event))
    const event: HostEvent = { type: 'records', revision: 3, diff: adding(flow('flow_a')) }
    await shell.client.api.session.open()
    shell.tell(event)
    await expect.poll(() => heard).toEqual([event])
    stop()
    shell.tell(event)
    await shell.client.api.session.open()
    expect(heard).toEqual([event])
  })
})
