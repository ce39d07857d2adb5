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
  const pump = new Pump(job, events, clock, options)
  try {
    for (let stop = pump.run(); stop !== 'end'; stop = pump.run()) {
      const progress = { events: pump.events, stateEntries: entriesOf(job), waiting: stop === 'waiting' }
      if (stop === 'pause') options.watch.events(pump.events, progress.stateEntries, job)
      yield progress
    }
  } finally {
    pump.close()
  }
  if (options.end === 'none') return
  for (const source of job.sources) {
    if (source.ended) continue
    clock.enterEnd(source.table)
    source.end()
    clock.endStep()
  }
}

/** Hands events on. A plain function does so much faster than a generator, which keeps its variables in memory. */
class Pump {
  events = 0
  readonly #iterator: Iterator<FeedEvent>
  readonly #tables: ReadonlyMap<string, readonly Source[]>
  readonly #job: Job
  readonly #clock: VirtualClock
  readonly #options: DriveOptions
  /** Of the last event: the next one is mostly of the same table. */
  #table: string | undefined
  #sources: readonly Source[] = []

  constructor(job: Job, events: Iterable<FeedEvent>, clock: VirtualClock, options: DriveOptions) {
    this.#iterator = events[Symbol.iterator]()
    this.#tables = sourcesByTable(job)
    this.#job = job
    this.#clock = clock
    this.#options = options
  }

  /** Runs on until there is a reason to stop. */
  run(): 'pause' | 'waiting' | 'end' {
    const iterator = this.#iterator
    const clock = this.#clock
    const { watch } = this.#options
    for (;;) {
      const next = iterator.next()
      if (next.done === true) return 'end'
      const event = next.value
      if (event.kind === 'wait') return 'waiting'
      clock.enter(this.events)
      if (event.at !== undefined) this.#advance(event.at)
      if (event.kind !== 'tick') {
        if (event.table !== this.#table) this.#turnTo(event.table)
        deliver(event, this.#sources)
      }
      clock.endStep()
      if (++this.events % BATCH === 0 || watch.isDue) return 'pause'
    }
  }

  /** A feed that is not read to its end may have files open. */
  close(): void {
    this.#iterator.return?.()
  }

  #advance(time: number): void {
    const { expiry } = this.#options
    if (expiry !== undefined && time >= expiry.time) throw expiry.ended()
    this.#clock.advance(time, this.#job.hosts)
  }

  #turnTo(table: string): void {
    this.#table = table
    this.#sources = this.#tables.get(table) ?? []
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
