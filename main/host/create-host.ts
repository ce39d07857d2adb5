import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { HostEvent, SessionInfo } from '../../app/api/contract.ts'
import { createHandlers, type HostServices } from '../../app/api/create-handlers.ts'
import { createDispatch, type Dispatch } from '../../app/api/dispatch.ts'
import { type OpenWorkspace, openWorkspace } from '../../app/api/open-workspace.ts'
import { parseRecord } from '../../app/api/record-schema.ts'
import { ok, type Result } from '../../app/base/result.ts'
import { FLINK_VERSION } from '../../app/engine/flink-version.ts'
import { isProcessAlive } from '../../app/workspace/sqlite/process-alive.ts'
import { openSqliteStore } from '../../app/workspace/sqlite/sqlite-store.ts'
import type { StoreError } from '../../app/workspace/store.ts'
import { createEngineBroker, type EngineBroker } from '../engine/engine-broker.ts'
import type { EngineProcess } from '../engine/engine-port.ts'
import { createIdMaker } from './id-maker.ts'
import { importFolder } from './import-folder.ts'
import { openPreferences } from './preferences-file.ts'
import { createHostPublisher } from './publisher.ts'

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
  openWindow(session: string, tell: (event: HostEvent) => void): HostWindow
  /** How many windows are connected, told at every change. */
  onWindows(listener: (count: number) => void): void
  close(): void
}

/** What one window may do; closed when it goes. */
export interface HostWindow {
  readonly dispatch: Dispatch
  close(): void
}

export function createHost(options: HostOptions): Result<Host, StoreError> {
  const windows = new Set<{ readonly session: string; readonly tell: (event: HostEvent) => void }>()
  const runs = new Map<string, string>()
  let onWindows = (_count: number) => {}
  const announce = (event: HostEvent, isFor: (session: string) => boolean = () => true) => {
    for (const { session, tell } of windows) if (isFor(session)) tell(event)
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
  const newId = createIdMaker(randomBytes)
  const services = createServices(options, workspace, engine, newId, {
    onRunStarted: (run, session) => runs.set(run, session),
    tell: (wanted, event) => announce(event, (session) => session === wanted),
  })
  // What an earlier process left open on a target is settled in the background, by whoever may write.
  if (workspace.lock().mine) services.publisher.recover().catch(options.report)
  const heartbeat = setInterval(() => {
    beat(workspace, options.report)
    // A window that reloads is back before the next beat; one that was closed leaves its pen to another.
    const { writer } = workspace.lock()
    const [first] = windows
    if (first !== undefined && writer !== undefined && ![...windows].some(({ session }) => session === writer))
      workspace.handTo(first.session)
  }, HEARTBEAT_MS)

  return ok({
    workspace,
    openWindow(wanted, tell) {
      // A tab that was duplicated has its sibling's secret: it must not write into the same draft.
      const isTaken = [...windows].some(({ session }) => session === wanted)
      const session = isTaken ? newId('window') : wanted
      const window = { session, tell }
      const left = new AbortController()
      windows.add(window)
      workspace.join(session)
      onWindows(windows.size)
      return {
        dispatch: createDispatch(createHandlers(services, session, left.signal)),
        close() {
          if (!windows.delete(window)) return
          left.abort()
          onWindows(windows.size)
        },
      }
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

/** A disk that fails for a moment must not end the host. */
function beat(workspace: OpenWorkspace, report: (problem: unknown) => void): void {
  try {
    workspace.beat()
  } catch (thrown) {
    report(thrown)
  }
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
    onLock(holder, writer) {
      const lock = {
        type: 'lock',
        holder: holder ?? { token: 0, owner: '', host: '', pid: 0, since: 0, seenAt: 0 },
      } as const
      announce({ ...lock, mine: true }, (session) => session === writer)
      announce({ ...lock, mine: false }, (session) => session !== writer)
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
  newId: (prefix: string) => string,
  windows: Pick<HostServices, 'onRunStarted' | 'tell'>,
): HostServices {
  const { publisher, checkTarget } = createHostPublisher(workspace, newId)
  const { shell, version, workspacePath, configFolder } = options
  return {
    info: { shell, version, engine: `Flink ${FLINK_VERSION}`, workspace: workspacePath },
    preferences: openPreferences(join(configFolder, 'preferences.json')),
    workspace,
    engine,
    ...windows,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
    publisher,
    checkTarget,
    newId,
    clock: Date.now,
  }
}
