import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { wholePack } from '../../app/pack/pack-bytes.ts'
import { runTest } from '../../app/testing/run-test.ts'
import { warmUpBytes, warmUpRecords, warmUpTest } from '../../main/engine/warm-up-flow.ts'
import { makeStartImage, startImage } from '../make-start-image.ts'
import { projectTop } from '../module-graph.ts'
import { timeFlinkStart } from './flink-start.ts'
import { median, rounded } from './statistics.ts'

const ROWS = 100
const QUERY = `SELECT item, window_end, COUNT(*) AS n, SUM(amount) AS total
  FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(\`at\`), INTERVAL '10' SECOND)) GROUP BY item, window_start, window_end`
const tableWith = (options: string): string => `CREATE TABLE orders (item STRING, amount DECIMAL(10, 2),
  \`at\` TIMESTAMP(3), WATERMARK FOR \`at\` AS \`at\` - INTERVAL '1' SECOND) WITH (${options}, 'format' = 'json')`

/**
 * From the request to the first row of a result, for a pack of 100 rows through a window: in an engine that has
 * done its warm-up (another flow than this one), in a new process of the command line, and by Flink.
 */
export async function timeStart(runs: number, withFlink: boolean): Promise<number> {
  runToEnd(warmUpRecords, warmUpBytes)
  const warm = Array.from({ length: runs }, timeWarm)
  tell('warm engine, first run', warm.slice(0, 1), 10)
  tell('warm engine, later runs', warm.slice(1), 10)
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

/** The flow of the warm-up with another query. */
const windowRecords: ReadonlyMap<string, WorkspaceRecord> = new Map(
  [...warmUpRecords].map(([id, record]) =>
    record.type === 'node' && record.config.kind === 'sql'
      ? [id, { ...record, config: { ...record.config, sql: QUERY } }]
      : [id, record],
  ),
)

const rowOf = (n: number) => ({
  item: `item ${n % 7}`,
  amount: n,
  at: `2024-01-01 00:00:${String(n % 60).padStart(2, '0')}`,
})
const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n))
const pack = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

function timeWarm(): number {
  const started = performance.now()
  runToEnd(windowRecords, pack)
  return performance.now() - started
}

function runToEnd(records: ReadonlyMap<string, WorkspaceRecord>, bytes: Uint8Array): void {
  const steps = runTest(warmUpTest, { records, readPack: () => wholePack(bytes), now: () => performance.now() })
  for (let step = steps.next(); !step.done; step = steps.next());
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
  for await (const { start, milliseconds } of timeFlinkStart([table, QUERY], runs))
    times.set(start, [...(times.get(start) ?? []), milliseconds])
  for (const [start, milliseconds] of times) tell(start, milliseconds)
}
