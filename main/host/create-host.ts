import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { HostEvent, SessionInfo } from '../../app/api/contract.ts'
import { createHandlers, type HostServices } from '../../app/api/create-handlers.ts'
import { createDispatch } from '../../app/api/dispatch.ts'
import { type OpenWorkspace, openWorkspace } from '../../app/api/open-workspace.ts'
import { parseRecord } from '../../app/api/record-schema.ts'
import { ok, type Result } from '../../app/base/result.ts'
import { isProcessAlive } from '../../app/workspace/sqlite/process-alive.ts'
import { openSqliteStore } from '../../app/workspace/sqlite/sqlite-store.ts'
import type { StoreError } from '../../app/workspace/store.ts'
import { createEngineBroker, type EngineBroker } from '../engine/engine-broker.ts'
import type { EngineProcess } from '../engine/engine-port.ts'
import { compileSaved } from './compile-saved.ts'
import { createIdMaker } from './id-maker.ts'
import { importFolder } from './import-folder.ts'
import { openPreferences } from './preferences-file.ts'
import { createHostPublisher } from './publisher.ts'
import { serveWindow } from './serve-window.ts'
import type { WindowPort } from './window-port.ts'

const HEARTBEAT_MS = 5_000

export interface HostOptions {
  readonly workspacePath: string
  readonly configFolder: string
  readonly shell: SessionInfo['shell']
  readonly version: string
  /** A project in text files for a workspace that is new. */
  readonly sampleFolder?: string
  readonly spawnEngine: () => EngineProcess
  /** For the terminal: what went wrong inside. */
  readonly report: (problem: unknown) => void
}

/** The one process that owns a workspace: any number of windows, one engine process. */
export interface Host {
  readonly workspace: OpenWorkspace
  connect(session: string, port: WindowPort): void
  /** How many windows are connected, told at every change. */
  onWindows(listener: (count: number) => void): void
  close(): void
}

export function createHost(options: HostOptions): Result<Host, StoreError> {
  const windows = new Map<WindowPort, string>()
  const runs = new Map<string, string>()
  let onWindows = (_count: number) => {}
  const announce = (event: HostEvent, isFor: (session: string) => boolean = () => true) => {
    for (const [port, session] of windows) if (isFor(session)) port.post({ type: 'event', event })
  }

  const isNew = !existsSync(options.workspacePath)
  const opened = open(options, announce)
  if (!opened.ok) return opened
  const workspace = opened.value
  if (isNew && options.sampleFolder !== undefined && existsSync(options.sampleFolder)) {
    const imported = importFolder(workspace, options.sampleFolder)
    if (!imported.ok) options.report(`the sample project was not imported: ${imported.error}`)
  }

  const engine = createEngine(options, announce, (run) => runs.get(run))
  const services = createServices(options, workspace, engine, (run, session) => runs.set(run, session))
  // What an earlier process left open on a target is settled in the background.
  services.publisher.recover().catch(options.report)
  const heartbeat = setInterval(() => workspace.beat(), HEARTBEAT_MS)

  return ok({
    workspace,
    connect(session, port) {
      windows.set(port, session)
      onWindows(windows.size)
      port.onClose(() => {
        windows.delete(port)
        onWindows(windows.size)
      })
      serveWindow(port, createDispatch(createHandlers(services, session)), options.report)
    },
    onWindows(listener) {
      onWindows = listener
    },
    close() {
      clearInterval(heartbeat)
      engine.close()
      workspace.close()
    },
  })
}

type Announce = (event: HostEvent, isFor?: (session: string) => boolean) => void

function open(options: HostOptions, announce: Announce): Result<OpenWorkspace, StoreError> {
  mkdirSync(dirname(options.workspacePath), { recursive: true, mode: 0o700 })
  const store = openSqliteStore(options.workspacePath, {
    clock: Date.now,
    host: hostname(),
    pid: process.pid,
    isAlive: isProcessAlive,
    parseRecord,
  })
  if (!store.ok) return store
  const opened = openWorkspace(store.value, userInfo().username, Date.now, {
    onRecords: (revision, diff, by) => announce({ type: 'records', revision, diff }, (session) => session !== by),
    onLock(holder, mine) {
      const nobody = { token: 0, owner: '', host: '', pid: 0, since: 0, seenAt: 0 }
      announce({ type: 'lock', holder: holder ?? nobody, mine })
    },
  })
  if (!opened.ok) store.value.close()
  return opened
}

function createEngine(
  options: HostOptions,
  announce: Announce,
  sessionOf: (run: string) => string | undefined,
): EngineBroker {
  return createEngineBroker({
    spawn: options.spawnEngine,
    onRun: (run, event) => announce({ type: 'run', run, event }, (session) => session === sessionOf(run)),
    onState(state, message) {
      if (state === 'died') options.report(`the engine process died: ${message}`)
      announce({ type: 'engine', state, ...(message === undefined ? {} : { message }) })
    },
    now: () => performance.now(),
    later(milliseconds, work) {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  })
}

function createServices(
  options: HostOptions,
  workspace: OpenWorkspace,
  engine: EngineBroker,
  onRunStarted: (run: string, session: string) => void,
): HostServices {
  const newId = createIdMaker(randomBytes)
  const { publisher, checkTarget } = createHostPublisher(workspace, newId)
  const { shell, version, workspacePath, configFolder } = options
  return {
    info: { shell, version, engine: version, workspace: workspacePath },
    preferences: openPreferences(join(configFolder, 'preferences.json')),
    workspace,
    engine,
    onRunStarted,
    publisher,
    checkTarget,
    compile: compileSaved,
    newId,
    clock: Date.now,
  }
}
