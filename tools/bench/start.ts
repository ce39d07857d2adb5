import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import { wholePack } from '../../app/pack/pack-bytes.ts'
import { runTest } from '../../app/testing/run-test.ts'
import { warmUpBytes, warmUpRecords, warmUpTest } from '../../main/engine/warm-up-flow.ts'
import { projectTop } from '../module-graph.ts'
import { FlinkRuns } from './nexmark/flink.ts'
import { median, rounded } from './statistics.ts'

const ROWS = 100
const QUERY = `SELECT item, window_end, COUNT(*) AS n, SUM(amount) AS total
  FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(\`at\`), INTERVAL '10' SECOND)) GROUP BY item, window_start, window_end`
const TABLE = `CREATE TABLE orders (item STRING, amount DECIMAL(10, 2), \`at\` TIMESTAMP(3),
  WATERMARK FOR \`at\` AS \`at\` - INTERVAL '1' SECOND) WITH ('connector' = 'kafka', 'format' = 'json')`

/**
 * From the request to the result, for a pack of 100 rows through a window: in an engine that has done its warm-up
 * (another flow than this one), in a new process of the command line, and on a running Flink cluster.
 */
export async function timeStart(runs: number, withFlink: boolean): Promise<number> {
  runToEnd(warmUpRecords, warmUpBytes)
  const warm = Array.from({ length: runs }, timeWarm)
  tell('warm engine, first run', warm.slice(0, 1), 10)
  tell('warm engine, later runs', warm.slice(1), 10)
  const cold: number[] = []
  for (let i = 0; i < runs; i++) cold.push(await timeCold())
  tell('new process', cold, 100)
  if (withFlink) await tellFlink(runs)
  return 0
}

function tell(start: string, milliseconds: readonly number[], target?: number): void {
  const line = { start, rows: ROWS, milliseconds: rounded(median(milliseconds)), ...(target && { target }) }
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
const pack = new TextEncoder().encode(Array.from({ length: ROWS }, (_, n) => `${JSON.stringify(rowOf(n))}\n`).join(''))

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
function timeCold(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  const file = join(folder, 'case.jsonl')
  const events = Array.from({ length: ROWS }, (_, n) => ({ t: 'orders', row: rowOf(n) }))
  writeFileSync(file, JSON.stringify({ id: 'start', statements: [TABLE, QUERY], events }))
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, [join(projectTop, 'main/cli/millrace.ts'), 'replay', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.on('data', (piece) => {
      text += piece
      if (!text.includes('"type":"row"')) return
      resolve(performance.now() - started)
      child.kill()
    })
    child.on('close', () => {
      rmSync(folder, { recursive: true, force: true })
      reject(new Error(`no row came: ${text}`))
    })
  })
}

/** A job of 100 events to its end; its rows appear no earlier than that. Planning and submission are not in it. */
async function tellFlink(runs: number): Promise<void> {
  const flink = new FlinkRuns(ROWS)
  const milliseconds: number[] = []
  try {
    for (let i = 0; i < runs; i++) {
      const run = await flink.run('q0')
      if (!('refused' in run)) milliseconds.push(run.seconds * 1000)
    }
  } finally {
    await flink.stop()
  }
  tell('Flink, a running session cluster', milliseconds)
}
