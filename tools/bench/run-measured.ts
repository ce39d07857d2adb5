import { runPlan } from '../../app/engine/run-plan.ts'
import type { FeedEvent, RunListener } from '../../app/engine/run-types.ts'
import type { PlannedJob } from './plan-job.ts'

export interface Measured {
  readonly seconds: number
  /** Of all threads of the process, garbage collection and compilation included. */
  readonly cpuSeconds: number
}

export type RowListener = RunListener['row']
type Job = Extract<PlannedJob, { kind: 'job' }>

/** Virtual processing time of every run. */
const START = Date.UTC(2026, 0, 1)
const NO_LIMIT = {
  rows: Number.POSITIVE_INFINITY,
  milliseconds: Number.POSITIVE_INFINITY,
  stateEntries: Number.POSITIVE_INFINITY,
}

/** Runs a job over the events, to its end. */
export function runMeasured({ plan, config }: Job, events: Iterable<FeedEvent>, row: RowListener): Measured {
  const cpu = process.cpuUsage()
  const started = performance.now()
  const run = runPlan({
    statement: 0,
    plan,
    events,
    options: { config, tables: new Map(), seed: 1, startTime: START, end: 'max', watermarks: false, budget: NO_LIMIT },
    listener: {
      schema: () => undefined,
      row,
      error: (_statement, diagnostic) => {
        throw new Error(diagnostic.message)
      },
    },
    elapsed: () => 0,
  })
  while (run.next().done !== true);
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
}
