import { RunFailure } from '../run-failure.ts'
import type { FeedEvent, RunOptions } from '../run-types.ts'
import type { Job } from '../runtime/job.ts'
import type { Source } from '../runtime/source.ts'
import type { BudgetWatch } from './budget-watch.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface DriveOptions extends Pick<RunOptions, 'end'> {
  readonly watch: BudgetWatch
  /** At `time` the job may begin to lose what it keeps: the run ends with what `ended` makes. */
  readonly expiry?: { readonly time: number; ended(): Error }
}

export interface DriveProgress {
  readonly events: number
  readonly stateEntries: number
  /** The feed has nothing at hand: to ask on at once is in vain. */
  readonly waiting: boolean
}

/** How many events pass between two looks at progress, budget and cancellation. */
const BATCH = 8192

/**
 * Runs a job to its end, one feed event after the other, each one through to the sinks. Yields every
 * 8,192 events, sooner when they make many rows, and where the feed has to wait, so that whoever pumps it
 * can show progress or drop the run. Throws RunFailure where Flink's job would fail, and when the budget is spent.
 */
export function* drive(
  job: Job,
  events: Iterable<FeedEvent>,
  clock: VirtualClock,
  options: DriveOptions,
): Generator<DriveProgress, void> {
  for (const values of job.values) values.start()
  clock.endStep()
  const tables = sourcesByTable(job)
  // of the last event: the next one is mostly of the same table
  let table: string | undefined
  let sources: readonly Source[] = []
  let index = 0
  for (const event of events) {
    if (event.kind === 'wait') {
      yield { events: index, stateEntries: entriesOf(job), waiting: true }
      continue
    }
    clock.enter(index)
    if (event.at !== undefined) {
      if (options.expiry !== undefined && event.at >= options.expiry.time) throw options.expiry.ended()
      clock.advance(event.at, job.hosts)
    }
    if (event.kind !== 'tick') {
      if (event.table !== table) {
        table = event.table
        sources = tables.get(table) ?? []
      }
      deliver(event, sources)
    }
    clock.endStep()
    index++
    if (index % BATCH === 0 || options.watch.isDue) {
      const progress = { events: index, stateEntries: entriesOf(job), waiting: false }
      options.watch.events(index, progress.stateEntries, job)
      yield progress
    }
  }
  if (options.end === 'none') return
  for (const source of job.sources) {
    if (source.ended) continue
    clock.enterEnd(source.table)
    source.end()
    clock.endStep()
  }
}

type TableEvent = Exclude<FeedEvent, { kind: 'tick' | 'wait' }>

function sourcesByTable(job: Job): ReadonlyMap<string, readonly Source[]> {
  const tables = new Map<string, Source[]>()
  for (const source of job.sources) {
    const sources = tables.get(source.table)
    if (sources === undefined) tables.set(source.table, [source])
    else sources.push(source)
  }
  return tables
}

/**
 * Scans of one table are one source in Flink, whatever columns each of them reads: all take the event before
 * a failure of one of them ends the job.
 */
function deliver(event: TableEvent, sources: readonly Source[]): void {
  if (sources.length === 1) {
    hand(event, sources[0] as Source)
    return
  }
  let failure: RunFailure | undefined
  for (const source of sources) {
    try {
      hand(event, source)
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}

function hand(event: TableEvent, source: Source): void {
  if (event.kind === 'row') source.push(event.change, event.values, event.partition ?? 0)
  else if (event.kind === 'watermark') source.watermark(event.time)
  else if (event.kind === 'end') source.end()
  else source.idle(event.kind === 'idle')
}

function entriesOf(job: Job): number {
  let entries = 0
  for (const host of job.hosts) entries += host.entries
  return entries
}
