import type { FeedEvent } from '../../../app/engine/run-types.ts'
import { planJob } from '../plan-job.ts'
import { type Measured, runMeasured } from '../run-measured.ts'
import { median, rounded } from '../statistics.ts'
import { OPERATOR_JOBS, type OperatorJob, TABLES } from './operator-jobs.ts'

/** Rows a second through each operator's real plan, from values to the sink. Made ahead, so that making them does not count. */
export function timeOperators(rows: number, runs: number, only: readonly string[] | undefined): number {
  for (const job of OPERATOR_JOBS) {
    if (only !== undefined && !only.includes(job.name)) continue
    const events = Array.from({ length: rows }, (_, n) => job.event(n))
    runOnce(job, events.slice(0, rows / 10))
    const measured = Array.from({ length: runs }, () => runOnce(job, events))
    const perCpuSecond = rows / median(measured.map((run) => run.cpuSeconds)) / 1e6
    console.log(
      JSON.stringify({
        operator: job.name,
        rows,
        millionRowsPerSecond: rounded(rows / median(measured.map((run) => run.seconds)) / 1e6),
        millionRowsPerCpuSecond: rounded(perCpuSecond),
        target: job.target,
      }),
    )
  }
  return 0
}

const SIZES = [100_000, 1_000_000, 10_000_000] as const
const MOST_GROWTH = 1.3

/** Time per row from 10^5 to 10^7 rows. The rows are made on the way, at the same cost for each. */
export function timeGrowth(runs: number, most: number, only: readonly string[] | undefined): number {
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
