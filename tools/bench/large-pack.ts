import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Answer, FinishedPack, HostEvent, PackInspection, RunEvent } from '../../app/api/contract.ts'
import { must } from '../../app/base/assert.ts'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { engineProgram, spawnEngine } from '../../main/engine/spawn-engine.ts'
import { createHost, type Host, type HostWindow } from '../../main/host/create-host.ts'
import { benchFlow } from './bench-flow.ts'
import { type EventFormat, writeEvents } from './write-events.ts'

// A pack that is larger than the memory: imported through the host's own calls, run by a real engine
// process, cancelled. Prints one JSON object.

export async function timeLargePack(gigabytes: number, format: EventFormat): Promise<number> {
  mkdirSync(folder)
  try {
    const file = join(folder, `events.${format}`)
    const rows = writeEvents(file, gigabytes * 1e9, format)
    const figures = await measure(file, format)
    console.log(JSON.stringify({ format, bytes: statSync(file).size, rows, ...figures }))
    return 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const folder = join(tmpdir(), `millrace-large-${process.pid}`)
const PART = 1024 * 1024
/** An import is given up in its first moments: as much is enough to be still at work then. */
const CANCELLED_BYTES = 1e9

interface Session {
  readonly host: Host
  readonly window: HostWindow
  call<T>(method: string, ...args: unknown[]): Promise<T>
  events: HostEvent[]
  /** The next event that is wanted, from now on. */
  until<T>(wanted: (event: HostEvent) => T | undefined): Promise<T>
}

function openSession(): Session {
  const listeners = new Set<(event: HostEvent) => void>()
  const opened = createHost({
    workspacePath: join(folder, 'workspace', 'large.millrace'),
    ...{ configFolder: folder, shell: 'browser', version: '0' },
    spawnEngine: () => spawnEngine(engineProgram),
    report: (problem) => console.error(problem),
  })
  const host = must(opened.ok ? opened.value : undefined, 'a host')
  const events: HostEvent[] = []
  const window = host.openWindow('w1', (event) => {
    events.push(event)
    for (const listener of [...listeners]) listener(event)
  })
  return {
    ...{ host, window, events },
    call: async (method, ...args) => (await window.dispatch(method, args)) as never,
    until: (wanted) =>
      new Promise((resolve) => {
        const listener = (event: HostEvent): void => {
          const found = wanted(event)
          if (found === undefined) return
          listeners.delete(listener)
          resolve(found)
        }
        listeners.add(listener)
      }),
  }
}

const value = <T>(answer: Answer<T, unknown>): T =>
  must(answer.ok ? answer.value : undefined, JSON.stringify(answer).slice(0, 300))

async function measure(file: string, format: EventFormat): Promise<object> {
  const session = openSession()
  const { pack, ...imported } = await measureImport(session, file, format)
  const cancelledImport = await measureCancelledImport(session, file, format)
  const run = await whileServing(() => measureRun(session, benchFlow(pack, QUERY)))
  session.host.close()
  return { import: imported, cancelledImport, ...run.result, runHostDelay: run.delay, hostPeakMb: peakMb(process.pid) }
}

interface Served<T> {
  readonly result: T
  /** How long the host kept others waiting meanwhile, in milliseconds. */
  readonly delay: { readonly p99: number; readonly most: number }
}

async function whileServing<T>(work: () => Promise<T>): Promise<Served<T>> {
  const histogram = monitorEventLoopDelay({ resolution: 5 })
  histogram.enable()
  const result = await work()
  histogram.disable()
  return { result, delay: { p99: round(histogram.percentile(99) / 1e6), most: round(histogram.max / 1e6) } }
}

async function send(
  session: Session,
  file: string,
  format: EventFormat,
  onHead: (upload: string) => void | Promise<void> = () => undefined,
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  const bytes = Math.min(statSync(file).size, most)
  const { upload } = value(
    await session.call<Answer<{ upload: string }, unknown>>('packs.startUpload', `events.${format}`, bytes),
  )
  const input = openSync(file, 'r')
  let hasHead = false
  for (let offset = 0; offset < bytes; offset += PART) {
    const part = new Uint8Array(Math.min(PART, bytes - offset))
    readSync(input, part, 0, part.length, offset)
    value(
      await session
        .call<Answer<void, unknown>>('packs.uploadPart', upload, offset, part)
        .then((answer) => ({ ...answer, value: 1 }) as never),
    )
    // A window's parts are messages, between which others are served.
    await new Promise((next) => setImmediate(next))
    if (!hasHead) {
      hasHead = true
      await onHead(upload)
    }
  }
  closeSync(input)
  return upload
}

async function measureImport(session: Session, file: string, format: EventFormat) {
  const started = performance.now()
  let firstRowsMs = 0
  let inspecting: Served<unknown> | undefined
  const sending = await whileServing(() =>
    send(session, file, format, async (id) => {
      inspecting = await whileServing(async () =>
        value(await session.call<Answer<PackInspection, unknown>>('packs.inspect', id, {})),
      )
      firstRowsMs = performance.now() - started
    }),
  )
  const sent = performance.now()
  const storing = await whileServing(() =>
    session.call<Answer<FinishedPack, unknown>>('packs.finishUpload', sending.result, {}),
  )
  const { pack, problems } = value(storing.result)
  const seconds = (performance.now() - sent) / 1000
  return {
    pack,
    firstRowsMs: round(firstRowsMs),
    sentSeconds: round((sent - started) / 1000),
    storedSeconds: round(seconds),
    rowsPerSecond: Math.round(pack.rows / seconds),
    progressEvents: session.events.filter(({ type }) => type === 'upload').length,
    problems: problems.length,
    inspectingHostDelay: inspecting?.delay,
    sendingHostDelay: sending.delay,
    storingHostDelay: storing.delay,
  }
}

async function measureCancelledImport(session: Session, file: string, format: EventFormat): Promise<object> {
  const upload = await send(session, file, format, undefined, CANCELLED_BYTES)
  const finishing = session.call<Answer<unknown, { readonly tag: string }>>('packs.finishUpload', upload, {})
  await session.until((event) => (event.type === 'upload' ? true : undefined))
  const asked = performance.now()
  await session.call('packs.cancelUpload', upload)
  const answer = await finishing
  const left = readdirSync(join(folder, 'workspace', 'large.millrace-blobs')).filter((name) => name.endsWith('.staged'))
  return {
    afterMs: round(performance.now() - asked),
    answer: answer.ok ? 'finished' : answer.error.tag,
    filesLeft: left.length,
  }
}

async function measureRun(session: Session, draft: readonly WorkspaceRecord[]): Promise<object> {
  const request = { draft: { flow: 'flow_a', records: draft }, tests: ['test_a'] }
  const onRun = <T>(wanted: (event: RunEvent) => T | undefined) =>
    session.until((event) => (event.type === 'run' ? wanted(event.event) : undefined))
  const firstRows = onRun((event) =>
    event.kind === 'progress' && (event.partial?.sinks[0]?.rows.length ?? 0) > 0 ? performance.now() : undefined,
  )
  const ended = onRun((event) => (event.kind === 'ended' ? event : undefined))
  const finished = onRun((event) => (event.kind === 'finished' ? event.report : undefined))
  let enginePeak = 0
  const sampling = setInterval(() => {
    enginePeak = Math.max(enginePeak, ...children().map(peakMb))
  }, 500)
  const started = performance.now()
  await session.call('engine.startRun', request)
  const firstRowsMs = (await firstRows) - started
  const { outcome, milliseconds } = await ended
  clearInterval(sampling)
  const report = await finished
  const rows = session.events.reduce(
    (most, event) =>
      event.type === 'run' && event.event.kind === 'progress' ? Math.max(most, event.event.rows) : most,
    0,
  )
  return {
    run: {
      ...{ outcome, status: report.status, problems: report.problems.map(({ message }) => message) },
      ...{ firstRowsMs: round(firstRowsMs), seconds: round(milliseconds / 1000) },
      rowsPerSecond: Math.round(rows / (milliseconds / 1000)),
      changes: report.sinks[0]?.changes,
      enginePeakMb: enginePeak,
    },
    cancelledRun: await measureCancelledRun(session, request, onRun),
  }
}

async function measureCancelledRun(
  session: Session,
  request: object,
  onRun: <T>(wanted: (event: RunEvent) => T | undefined) => Promise<T>,
): Promise<object> {
  const progress = onRun((event) => (event.kind === 'progress' ? true : undefined))
  const ended = onRun((event) => (event.kind === 'ended' ? event.outcome : undefined))
  const { run } = value(await session.call<Answer<{ run: string }, unknown>>('engine.startRun', request))
  await progress
  const asked = performance.now()
  await session.call('engine.stopRun', run)
  return { outcome: await ended, afterMs: round(performance.now() - asked) }
}

const QUERY = `SELECT window_start, channel, COUNT(*) AS n, SUM(price) AS total
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(\`at\`), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, channel`

/** The engine processes, and whatever else this one has started. */
function children(): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const parent = / \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
      return Number(parent) === process.pid ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

function peakMb(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Math.round(Number(kilobytes ?? 0) / 1024)
  } catch {
    return 0
  }
}

const round = (number: number): number => Math.round(number * 10) / 10
