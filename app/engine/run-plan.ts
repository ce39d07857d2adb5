import { createRandom } from '../base/random.ts'
import { SqlError, unsupported } from '../sql/diagnostic.ts'
import type { Span } from '../sql/span.ts'
import type { RowKind } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'
import type { Tracer } from './build/build-context.ts'
import { build } from './build.ts'
import { stateTtl } from './catalog/state-ttl.ts'
import { BudgetWatch } from './drive/budget-watch.ts'
import { type DriveOptions, type DriveProgress, drive } from './drive/drive.ts'
import { VirtualClock } from './drive/virtual-clock.ts'
import { createExprCompiler } from './expr/codegen/compiler.ts'
import { RunFailure, StartFailure } from './run-failure.ts'
import type { FeedEvent, RunListener, RunOptions } from './run-types.ts'
import type { Disorder } from './runtime/disorder.ts'
import type { Job } from './runtime/job.ts'
import type { SinkListener } from './runtime/operators/sink/result-sink.ts'
import type { RunEnvironment } from './runtime/run-environment.ts'
import type { Sink, StreamNode, StreamPlan } from './stream/node.ts'

export interface PlanRun {
  /** Index of the statement, for the listener. */
  readonly statement: number
  readonly plan: StreamPlan
  readonly events: Iterable<FeedEvent>
  /** Partitions of the tables whose source makes watermarks; one that is not named joins with its first row. */
  readonly partitions?: ReadonlyMap<string, readonly number[]>
  readonly options: RunOptions
  readonly listener: RunListener
  /** Milliseconds since the run began. */
  readonly elapsed: () => number
  /** Bytes of memory in use, where the surroundings can tell. */
  readonly usedBytes?: (() => number) | undefined
  /** Holds operators to their contracts; for tests. */
  readonly checks?: boolean
  /** Turns round what must not show; for tests. */
  readonly disorder?: Disorder
  /** Rows of the edges that someone looks at, with the step that caused them. */
  readonly trace?: RowTrace
}

export interface RowTrace {
  wants(node: StreamNode): boolean
  row(node: number, step: string, kind: RowKind, values: readonly Value[]): void
  watermark(node: number, step: string, time: number): void
}

/**
 * Builds and drives one plan. Yields now and then, so that the caller can show progress or give up by not
 * asking on. Answers whether the job came to its end; a failure has been told to the listener.
 */
export function* runPlan(run: PlanRun): Generator<DriveProgress, boolean> {
  const clock = new VirtualClock(run.options.startTime)
  const watch = new BudgetWatch(run.options.budget, run)
  const job = tryBuild(run, clock, watch)
  if (job === undefined) return false
  for (const source of job.sources) source.expectPartitions(run.partitions?.get(source.table) ?? [])
  try {
    for (const progress of drive(job, run.events, clock, { end: run.options.end, watch, ...expiryOf(run) })) {
      reportCounts(job, run)
      yield progress
    }
    return true
  } catch (error) {
    if (error instanceof SqlError) reportMistake(error, run)
    else if (error instanceof RunFailure) reportFailure(error, 'run', run)
    else throw error
    return false
  } finally {
    for (const { name, node, late } of job.hosts) if (late > 0) run.listener.late?.(run.statement, name, node, late)
    reportCounts(job, run)
  }
}

/** The operators whose state `table.exec.state.ttl` frees; beside them a sink that materializes. */
const EXPIRING: ReadonlySet<StreamNode['kind']> = new Set([
  'ChangelogNormalize',
  'GroupAggregate',
  'Join',
  'Rank',
  'OverAggregate',
  'TemporalJoin',
])

/** Some refusals of Flink come from its code generation, so from ours: they count as failures to plan. */
function tryBuild(run: PlanRun, clock: VirtualClock, watch: BudgetWatch): Job | undefined {
  const { plan, options } = run
  try {
    return build(plan, {
      compiler: createExprCompiler({
        zone: options.config.get('table.local-time-zone') ?? 'UTC',
        now: clock.now,
        queryStart: options.startTime,
        random: createRandom(options.seed),
      }),
      config: options.config,
      environment: run.disorder === undefined ? clock : disordered(clock, run.disorder),
      listenerOf: (sink) => sinkListener(run, sink, clock, watch),
      checks: run.checks ?? false,
      ...(run.trace && { tracerOf: (node: StreamNode) => tracerOf(run.trace, node, clock) }),
    })
  } catch (error) {
    if (error instanceof SqlError) reportMistake(error, run)
    else if (error instanceof RunFailure) reportFailure(error, error instanceof StartFailure ? 'run' : 'plan', run)
    else throw error
    return undefined
  }
}

/** From when on Flink's answer depends on how soon it frees what has not been touched. */
function expiryOf({ plan, options }: PlanRun): Pick<DriveOptions, 'expiry'> {
  const ttl = stateTtl(options.config)
  const keeper = plan.nodes.find((node) => EXPIRING.has(node.kind) || (node.kind === 'Sink' && node.materialize))
  if (keeper === undefined) return {}
  const hint = plan.stateTtl?.least
  if (hint !== undefined && (ttl === 0 || hint.ttl < ttl)) return expiry(hint.ttl, 'STATE_TTL', hint.span, options)
  return ttl === 0 ? {} : expiry(ttl, 'table.exec.state.ttl', keeper.span, options)
}

function expiry(ttl: number, name: string, span: Span, { startTime }: RunOptions): Pick<DriveOptions, 'expiry'> {
  const ended = () => unsupported(`a row that comes when ${name} has passed`, span)
  return { expiry: { time: startTime + ttl, ended } }
}

function reportMistake({ diagnostic }: SqlError, { statement, listener }: PlanRun): void {
  listener.error(statement, diagnostic, diagnostic.unsupported === undefined ? diagnostic.code : 'Unsupported')
}

const disordered = ({ now, step, atStepEnd }: VirtualClock, disorder: Disorder): RunEnvironment => ({
  now,
  step,
  atStepEnd,
  disorder,
})

function sinkListener(run: PlanRun, sink: Sink, clock: VirtualClock, watch: BudgetWatch): SinkListener {
  const { statement, listener, options } = run
  const { watermark } = listener
  return {
    row: (kind, values) => {
      watch.rowOut()
      listener.row(statement, sink.name, clock.label, kind, values)
    },
    ...(options.watermarks &&
      watermark && { watermark: (time) => watermark.call(listener, statement, sink.name, clock.label, time) }),
  }
}

function tracerOf(trace: RowTrace | undefined, node: StreamNode, clock: VirtualClock): Tracer | undefined {
  if (trace === undefined || !trace.wants(node)) return undefined
  return {
    row: (kind, values) => trace.row(node.id, clock.label, kind, values),
    watermark: (time) => trace.watermark(node.id, clock.label, time),
  }
}

function reportCounts(job: Job, { statement, listener }: PlanRun): void {
  listener.counts?.(
    statement,
    job.ports.map(({ node, port }) => ({ node, kinds: [...port.kinds] })),
  )
}

function reportFailure(failure: RunFailure, phase: 'plan' | 'run', { plan, statement, listener }: PlanRun): void {
  const { message, errorClass } = failure
  const span = failure instanceof StartFailure ? failure.span : (plan.sinks[0]?.span ?? { start: 0, end: 0 })
  listener.error(statement, { code: 'run-failed', severity: 'error', message, span, phase }, errorClass)
}
