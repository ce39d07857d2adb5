import { randomBytes } from 'node:crypto'
import { ok, type Result } from '../../app/base/result.ts'
import type { StoreError } from '../../app/workspace/store.ts'
import { bundledEngine, engineProgram, spawnEngine } from '../engine/spawn-engine.ts'
import { createAccess } from './access.ts'
import { createHost, type HostOptions } from './create-host.ts'
import { serveWindow } from './serve-window.ts'
import { listStaticFiles } from './static-files.ts'
import { startWebServer } from './web-server.ts'

export interface WebHost {
  newLink(): string
  /** How many windows are connected, told at every change. */
  onWindows(listener: (count: number) => void): void
  close(): Promise<void>
}

export interface WebHostOptions extends Omit<HostOptions, 'shell' | 'spawnEngine'> {
  /** The built window. */
  readonly rendererFolder: string
  /** The engine process as one file; without it, from source. */
  readonly engineBundle: string | undefined
}

/** The host with its windows in a browser. */
export async function openWebHost(options: WebHostOptions): Promise<Result<WebHost, StoreError>> {
  const { rendererFolder, engineBundle, report } = options
  const program = engineBundle === undefined ? engineProgram : bundledEngine(engineBundle)
  const opened = createHost({ ...options, shell: 'browser', spawnEngine: () => spawnEngine(program) })
  if (!opened.ok) return opened
  const host = opened.value
  const server = await startWebServer({
    access: createAccess(Date.now, () => randomBytes(32).toString('hex')),
    file: listStaticFiles(rendererFolder),
    onWindow: (tab, port) => serveWindow(host, tab.id, port, report),
  })
  return ok({
    newLink: () => server.newLink(),
    onWindows: (listener) => host.onWindows(listener),
    async close() {
      await server.close()
      host.close()
    },
  })
}
