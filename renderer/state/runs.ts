import type { EdgeReport, FlowDraft, RunEvent, TestReport } from '../bridge/contract.ts'
import type { HostClient } from '../bridge/host-client.ts'
import { createStore, type Store } from './store.ts'

export interface RunState {
  /** The host's name for the run; undefined before the host has answered. */
  readonly run: string | undefined
  readonly flow: string
  readonly tests: readonly string[]
  readonly status: 'running' | 'done' | 'stopped' | 'died'
  readonly startedAt: number
  readonly milliseconds: number | undefined
  readonly reports: ReadonlyMap<string, TestReport>
  /** The test being run and how far it is. */
  readonly current: RunProgress | undefined
  readonly message: string | undefined
}

export interface RunProgress {
  readonly test: string
  readonly rows: number
  readonly rowsPerSecond: number
  /** How much of its packs has been read, from 0 to 1. */
  readonly share: number
  readonly millisecondsLeft?: number
  /** What reached the sinks so far. */
  readonly partial?: TestReport
}

export interface RunsState {
  /** The last run of each flow. */
  readonly byFlow: ReadonlyMap<string, RunState>
  /** The flow whose run is the last one started. */
  readonly latest: string | undefined
  /** The test whose counts the canvas shows, by flow; undefined: the first that failed, else the first. */
  readonly shown: ReadonlyMap<string, string>
}

export interface Runs extends Pick<Store<RunsState>, 'get' | 'subscribe'> {
  /** Resolves to undefined when the run has begun, else to why it could not. */
  start(draft: FlowDraft, tests: readonly string[]): Promise<string | undefined>
  stop(flow: string): Promise<void>
  receive(run: string, event: RunEvent): void
  show(flow: string, test: string): void
  /** Forgets a flow's results: its counts would be of something else. */
  forget(flow: string): void
}

export function createRuns(host: HostClient, now: () => number): Runs {
  const store = createStore<RunsState>({ byFlow: new Map(), latest: undefined, shown: new Map() })
  /** Events can overtake the answer that tells the run's name. */
  const early = new Map<string, RunEvent[]>()

  const put = (flow: string, change: (state: RunState) => RunState): void => {
    const state = store.get().byFlow.get(flow)
    if (state !== undefined) store.set(({ byFlow }) => ({ byFlow: new Map(byFlow).set(flow, change(state)) }))
  }
  const flowOfRun = (run: string): string | undefined =>
    [...store.get().byFlow.values()].find((state) => state.run === run)?.flow

  const receive = (run: string, event: RunEvent): void => {
    const flow = flowOfRun(run)
    if (flow === undefined) early.set(run, [...(early.get(run) ?? []), event])
    else put(flow, (state) => withEvent(state, event))
  }
  return {
    get: store.get,
    subscribe: store.subscribe,
    receive,
    async start(draft, tests) {
      const { flow } = draft
      const begun = createRun(flow, tests, now())
      store.set(({ byFlow, shown }) => {
        const rest = new Map(shown)
        rest.delete(flow)
        return { byFlow: new Map(byFlow).set(flow, begun), latest: flow, shown: rest }
      })
      const answer = await host.api.engine.startRun({ draft, tests })
      if (!answer.ok) {
        put(flow, (state) => ({ ...state, status: 'died', message: answer.error.message, milliseconds: 0 }))
        return answer.error.message
      }
      const { run } = answer.value
      put(flow, (state) => ({ ...state, run }))
      for (const event of early.get(run) ?? []) receive(run, event)
      early.clear()
      return undefined
    },
    async stop(flow) {
      const run = store.get().byFlow.get(flow)?.run
      if (run !== undefined) await host.api.engine.stopRun(run)
    },
    show: (flow, test) => store.set(({ shown }) => ({ shown: new Map(shown).set(flow, test) })),
    forget: (flow) =>
      store.set(({ byFlow }) => {
        const rest = new Map(byFlow)
        rest.delete(flow)
        return { byFlow: rest }
      }),
  }
}

function createRun(flow: string, tests: readonly string[], startedAt: number): RunState {
  return {
    run: undefined,
    flow,
    tests,
    status: 'running',
    startedAt,
    milliseconds: undefined,
    reports: new Map(),
    current: undefined,
    message: undefined,
  }
}

function withEvent(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'started':
      return { ...state, current: { test: event.test, rows: 0, rowsPerSecond: 0, share: 0 } }
    case 'progress':
      return { ...state, current: event }
    case 'finished':
      return {
        ...state,
        current: undefined,
        reports: new Map(state.reports).set(event.report.test, event.report),
      }
    case 'ended':
      return {
        ...state,
        // Of a test that was stopped there is what there was by then.
        reports: withPartial(state),
        current: undefined,
        status: event.outcome,
        milliseconds: event.milliseconds,
        message: event.message,
      }
  }
}

function withPartial({ reports, current }: RunState): RunState['reports'] {
  const partial = current?.partial
  return partial === undefined ? reports : new Map(reports).set(partial.test, partial)
}

export interface RunSummary {
  readonly total: number
  readonly passed: number
  readonly failed: number
  readonly milliseconds: number | undefined
  readonly status: RunState['status']
}

export function summarize(run: RunState): RunSummary {
  const reports = [...run.reports.values()]
  const passed = reports.filter((report) => report.status === 'passed').length
  return {
    total: run.tests.length,
    passed,
    failed: reports.filter((report) => report.status === 'failed' || report.status === 'error').length,
    milliseconds: run.milliseconds,
    status: run.status,
  }
}

/** The report whose counts the canvas shows. */
export function shownReport(state: RunsState, flow: string): TestReport | undefined {
  const run = state.byFlow.get(flow)
  if (run === undefined) return undefined
  const chosen = state.shown.get(flow)
  const reports = [...run.reports.values()]
  return (
    (chosen === undefined ? undefined : run.reports.get(chosen)) ??
    reports.find((report) => report.status === 'failed' || report.status === 'error') ??
    reports[0] ??
    run.current?.partial
  )
}

export const edgeRows = (edge: EdgeReport): number => edge.kinds.reduce((sum, count) => sum + count, 0)

/** The kinds that crossed, as the canvas writes them: `+I`, or `±U` with its count. */
export function edgeKinds(edge: EdgeReport): string {
  const [insert, before, after, remove] = edge.kinds
  const texts: string[] = []
  if (insert > 0) texts.push('+I')
  if (before > 0 && after > 0) texts.push('±U')
  else if (after > 0) texts.push('+U')
  else if (before > 0) texts.push('-U')
  if (remove > 0) texts.push('-D')
  return texts.join(' ')
}
