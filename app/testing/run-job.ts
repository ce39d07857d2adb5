import { runPlan } from '../engine/run-plan.ts'
import type { FeedEvent, RunOptions } from '../engine/run-types.ts'
import type { StreamPlan } from '../engine/stream/node.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { SinkRows } from './sink-rows.ts'

export interface JobOutcome {
  /** By the name of the sink. */
  readonly sinks: ReadonlyMap<string, SinkRows>
  /** Rows that windows dropped because they came too late. */
  readonly late: number
  readonly failure: Diagnostic | undefined
}

export interface JobProgress {
  /** Events so far. */
  readonly rows: number
  /** The packs have nothing at hand. */
  readonly waiting: boolean
  /** What has reached the sinks so far, by their names. */
  readonly sinks: ReadonlyMap<string, SinkRows>
}

export interface JobSettings {
  readonly config: ReadonlyMap<string, string>
  readonly seed: number
  /** Milliseconds since the run began. */
  readonly elapsed: () => number
  readonly memory?: Memory | undefined
}

/** The memory that a run shares with everything around it, in bytes. */
export interface Memory {
  readonly used: () => number
  readonly limit: number
}

/** Virtual processing time at the start of every run: the same answer today and tomorrow. */
const START = Date.UTC(2024, 0, 1)
/** A long run shows its progress and can be cancelled; the state has to fit into the memory. */
const BUDGET: RunOptions['budget'] = { rows: 2_000_000_000, milliseconds: 3_600_000, stateEntries: 20_000_000 }
/** Beyond this share a run is stopped: near its limit the machine would only collect garbage. */
const MEMORY_SHARE = 0.8

/** Runs one job over the events and collects what reaches its sinks. */
export function* runJob(
  plan: StreamPlan,
  events: Iterable<FeedEvent>,
  { config, seed, elapsed, memory }: JobSettings,
): Generator<JobProgress, JobOutcome> {
  const sinks = new Map(plan.sinks.map((sink) => [sink.name, new SinkRows(sink.columns)]))
  let late = 0
  let failure: Diagnostic | undefined
  const budget = memory === undefined ? BUDGET : { ...BUDGET, bytes: memory.limit * MEMORY_SHARE }
  const run = runPlan({
    statement: 0,
    plan,
    events,
    options: { config, tables: new Map(), seed, startTime: START, end: 'max', watermarks: false, budget },
    listener: {
      schema: () => undefined,
      row: (_statement, sink, step, kind, values) => sinks.get(sink)?.add(step, kind, values),
      late: (_statement, _operator, _node, dropped) => {
        late += dropped
      },
      error: (_statement, diagnostic) => {
        failure = diagnostic
      },
    },
    elapsed,
    usedBytes: memory?.used,
  })
  for (const { events: rows, waiting } of run) yield { rows, waiting, sinks }
  return { sinks, late, failure }
}
