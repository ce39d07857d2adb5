import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { FeedEvent } from '../../../app/engine/run-types.ts'
import { projectTop } from '../../module-graph.ts'
import { planJob } from '../plan-job.ts'
import { type Measured, runMeasured } from '../run-measured.ts'
import { median, rounded } from '../statistics.ts'
import { handWritten } from './hand-written.ts'
import { bids, OPERATOR_JOBS, type OperatorJob, TABLES } from './operator-jobs.ts'

export interface OperatorSizes {
  readonly rows: number
  readonly runs: number
}

/** Rows a second through each operator's real plan, from values to the sink; each operator in a process of its own. */
export function timeOperators({ rows, runs }: OperatorSizes, only: readonly string[] | undefined): number {
  for (const name of [HAND_WRITTEN, ...OPERATOR_JOBS.map((job) => job.name)]) {
    if (only !== undefined && !only.includes(name)) continue
    const bench = join(projectTop, 'tools/bench/bench.ts')
    const args = ['--expose-gc', bench, 'operator-worker', name, String(rows), String(runs)]
    execFileSync(process.execPath, args, { stdio: 'inherit' })
  }
  return 0
}

/** What this machine gives at all: a loop that does the least that `tumble` must, and knows neither NULL nor plan. */
const HAND_WRITTEN = 'a hand-written loop'

/**
 * The rows are made ahead, so that making them does not count; and collected garbage, so that moving a million old
 * rows about does not either. The first run is not counted: it is the one in which V8 learns what is hot.
 */
export function workOperator(name: string, { rows, runs }: OperatorSizes): void {
  const job = OPERATOR_JOBS.find((each) => each.name === name)
  const events = Array.from({ length: rows }, (_, n) => (job === undefined ? bids(n) : job.event(n)))
  globalThis.gc?.()
  const once = () => (job === undefined ? handWritten(events) : runOnce(job, events))
  once()
  const measured = Array.from({ length: runs }, once)
  console.log(
    JSON.stringify({
      operator: name,
      rows,
      millionRowsPerSecond: rounded(rows / median(measured.map((run) => run.seconds)) / 1e6),
      millionRowsPerCpuSecond: rounded(rows / median(measured.map((run) => run.cpuSeconds)) / 1e6),
      ...(job?.target !== undefined && { target: job.target }),
    }),
  )
}

const SIZES = [100_000, 1_000_000, 10_000_000] as const
const MOST_GROWTH = 1.3

/** Time per row from 10^5 to 10^7 rows. The rows are made on the way, at the same cost for each. */
export function timeGrowth({ rows: most, runs }: OperatorSizes, only: readonly string[] | undefined): number {
  let sound = true
  for (const job of OPERATOR_JOBS) {
    if (!job.bounded || (only !== undefined && !only.includes(job.name))) continue
    runOnce(job, made(job, 200_000))
    const sizes = SIZES.filter((size) => size <= most)
    const nanoseconds = sizes.map((rows) => {
      const times = Array.from({ length: runs }, () => runOnce(job, made(job, rows)).cpuSeconds)
      return rounded((Math.min(...times) / rows) * 1e9)
    })
    const growth = rounded((nanoseconds.at(-1) ?? 0) / (nanoseconds[0] ?? 1))
    const within = growth <= MOST_GROWTH
    sound &&= within
    console.log(JSON.stringify({ operator: job.name, rows: sizes, cpuNanosecondsPerRow: nanoseconds, growth, within }))
  }
  return sound ? 0 : 1
}

function* made({ event, fewKeys = event }: OperatorJob, rows: number): Generator<FeedEvent> {
  for (let n = 0; n < rows; n++) yield fewKeys(n)
}

function runOnce(job: OperatorJob, events: Iterable<FeedEvent>): Measured {
  const planned = planJob([...TABLES, job.query])
  if (planned.kind === 'refused') throw new Error(`${job.name}: ${planned.diagnostic.message}`)
  return runMeasured(planned, events, () => undefined)
}
