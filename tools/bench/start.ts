import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import type { FromEngine } from '../../main/engine/messages.ts'
import { spawnEngine } from '../../main/engine/spawn-engine.ts'
import { warmUpRecords, warmUpTest } from '../../main/engine/warm-up-flow.ts'
import { makeStartImage, startImage } from '../make-start-image.ts'
import { projectTop } from '../module-graph.ts'
import { timeFlinkStart } from './flink-start.ts'
import { median, rounded } from './statistics.ts'

const ROWS = 100
/** By then the engine has warmed up as far as it does. */
const IDLE_MS = 3_000
const QUERY = `SELECT item, window_end, COUNT(*) AS n, SUM(amount) AS total
  FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(\`at\`), INTERVAL '10' SECOND)) GROUP BY item, window_start, window_end`
const tableWith = (options: string): string => `CREATE TABLE orders (item STRING, amount DECIMAL(10, 2),
  \`at\` TIMESTAMP(3), WATERMARK FOR \`at\` AS \`at\` - INTERVAL '1' SECOND) WITH (${options}, 'format' = 'json')`

/**
 * From the request to the first row of a result, for a pack of 100 rows through a window: in an engine process that
 * has warmed up (by other queries), in a new process of the command line, and by Flink.
 */
export async function timeStart(runs: number, withFlink: boolean): Promise<number> {
  const first: number[] = []
  const later: number[] = []
  for (let i = 0; i < runs; i++) {
    const [time = 0, ...times] = await timeWarm(runs)
    first.push(time)
    later.push(...times)
  }
  tell('warm engine, first run', first, 10)
  tell('warm engine, later runs', later, 10)
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await tellProcesses(folder, runs)
    if (withFlink) await tellFlink(folder, runs)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return 0
}

async function tellProcesses(folder: string, runs: number): Promise<void> {
  const file = join(folder, 'case.jsonl')
  const events = rows.map((row) => ({ t: 'orders', row }))
  writeFileSync(file, JSON.stringify({ id: 'start', statements: [tableWith("'connector' = 'kafka'"), QUERY], events }))
  if (!(await makeStartImage(startImage))) console.error('Sources change: this is not the start from the image')
  const cli = (name: string): string => join(projectTop, 'main/cli', name)
  const ways: readonly (readonly [start: string, ...command: string[]])[] = [
    ['new process', cli('millrace')],
    ['new process by its Node launcher', process.execPath, cli('millrace.mjs')],
    ['new process from source', process.execPath, cli('millrace.ts')],
  ]
  for (const [start, program = '', ...words] of ways) {
    if (process.platform === 'win32' && program === cli('millrace')) continue
    const times: number[] = []
    for (let i = 0; i < runs; i++) times.push(await timeProcess(program, [...words, 'replay', file]))
    tell(start, times, 100)
  }
}

function tell(start: string, milliseconds: readonly number[], target?: number): void {
  const least = rounded(Math.min(...milliseconds))
  const line = { start, rows: ROWS, milliseconds: rounded(median(milliseconds)), least, ...(target && { target }) }
  console.log(JSON.stringify(line))
}

/** The flow of the warm-up with a query that is none of its. */
const windowRecords: readonly WorkspaceRecord[] = [...warmUpRecords.values()].map((record) =>
  record.type === 'node' && record.config.kind === 'sql'
    ? { ...record, config: { ...record.config, sql: QUERY } }
    : record,
)

const rowOf = (n: number) => ({
  item: `item ${n % 7}`,
  amount: n,
  at: `2024-01-01 00:00:${String(n % 60).padStart(2, '0')}`,
})
const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n))
const pack = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

/** An engine process of its own, which nobody has asked anything for a while: the times of its first runs. */
async function timeWarm(runs: number): Promise<readonly number[]> {
  const engine = spawnEngine()
  let hear = (_message: FromEngine): void => {}
  engine.onMessage((message) => hear(message as FromEngine))
  const until = (wanted: (message: FromEngine) => boolean): Promise<void> =>
    new Promise((done) => {
      hear = (message) => {
        if (wanted(message)) done()
      }
    })
  await until(({ type }) => type === 'warm')
  await new Promise((done) => setTimeout(done, IDLE_MS))
  const request = { draft: { flow: warmUpTest.flow, records: windowRecords }, tests: [warmUpTest.id] }
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const started = performance.now()
    const finished = until((message) => message.type === 'run' && message.event.kind === 'finished')
    if (i === 0) engine.post({ type: 'pack', blob: '', size: pack.length, first: pack })
    engine.post({ type: 'run', run: String(i), request })
    await finished
    times.push(performance.now() - started)
  }
  engine.kill()
  return times
}

/** Until the first row of the result is printed. */
function timeProcess(program: string, words: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (piece) => {
      text += piece
      if (!text.includes('"type":"row"')) return
      resolve(performance.now() - started)
      child.kill()
    })
    child.on('error', reject)
    child.on('close', () => reject(new Error(`no row came: ${text}`)))
  })
}

/** The same rows in a file, the same query. */
async function tellFlink(folder: string, runs: number): Promise<void> {
  const file = join(folder, 'orders.json')
  writeFileSync(file, pack)
  const table = tableWith(`'connector' = 'filesystem', 'path' = 'file://${file}'`)
  const times = new Map<string, number[]>()
  for await (const { start, milliseconds } of timeFlinkStart([table, QUERY], folder, runs))
    times.set(start, [...(times.get(start) ?? []), milliseconds])
  for (const [start, milliseconds] of times) tell(start, milliseconds)
}
