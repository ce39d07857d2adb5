import { createFlowGraph } from '../flow/graph.ts'
import type { TestRecord, WorkspaceRecord } from '../flow/records.ts'
import { analyzeFlow, type FlowAnalysis } from './analyze-flow.ts'
import { type CheckedFlow, checkFlow } from './check-flow.ts'
import type { TestReport } from './report.ts'
import { runTest, type TestContext, type TestOutcome } from './run-test.ts'
import type { ColumnarPage, SinkRows } from './sink-rows.ts'
import { warmUpRecords, warmUpRows } from './warm-up.ts'

/** A flow as it stands in the window, with all records that its tests need. */
export interface BenchDraft {
  readonly flow: string
  readonly records: readonly WorkspaceRecord[]
}

export type BenchEvent =
  | { readonly kind: 'started'; readonly test: string }
  | { readonly kind: 'progress'; readonly test: string; readonly rows: number; readonly rowsPerSecond: number }
  | { readonly kind: 'finished'; readonly report: TestReport }
  | { readonly kind: 'ended'; readonly outcome: 'done'; readonly milliseconds: number }

export interface BenchSurroundings {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Lets other work of the process come in between. */
  readonly pause: () => Promise<void>
}

/** Results of so many runs stay at hand for further pages. */
const KEPT_RUNS = 4
const WARM_UP_ROUNDS = 3

/** What an engine process does: runs tests, keeps their results for paging, checks flows as they are typed. */
export class TestBench {
  readonly #surroundings: BenchSurroundings
  readonly #packs = new Map<string, Uint8Array>()
  readonly #results = new Map<string, Map<string, ReadonlyMap<string, SinkRows>>>()

  constructor(surroundings: BenchSurroundings) {
    this.#surroundings = surroundings
  }

  /** Compiles and runs a small flow of our own, so that the author's first run finds the code warm. */
  warmUp(): void {
    const records = new Map(warmUpRecords.map((record) => [record.id, record]))
    const context: TestContext = { records, readPack: () => warmUpRows(), now: this.#surroundings.now }
    for (const record of [...records.values()].flatMap((each) => Array<WorkspaceRecord>(WARM_UP_ROUNDS).fill(each))) {
      if (record.type !== 'test') continue
      const run = runTest(record, context)
      for (let step = run.next(); !step.done; ) step = run.next()
    }
  }

  holdPack(blob: string, bytes: Uint8Array): void {
    this.#packs.set(blob, bytes)
  }

  async run(
    run: string,
    request: { readonly draft: BenchDraft; readonly tests: readonly string[] },
    emit: (event: BenchEvent) => void,
  ): Promise<void> {
    const { now, pause } = this.#surroundings
    const started = now()
    const records = new Map(request.draft.records.map((record) => [record.id, record]))
    const analyses = new Map<string, FlowAnalysis>()
    const results = this.#keep(run)
    for (const id of request.tests) {
      const test = records.get(id)
      if (test?.type !== 'test') continue
      emit({ kind: 'started', test: id })
      const analysis = analyses.get(test.flow) ?? analysisOf(records, test)
      if (analysis !== undefined) analyses.set(test.flow, analysis)
      const readPack = (blob: string): Uint8Array | undefined => this.#packs.get(blob)
      const context = { records, readPack, now, ...(analysis === undefined ? {} : { analysis }) }
      const outcome = await this.#runTest(test, context, emit)
      results.set(id, outcome.sinks)
      emit({ kind: 'finished', report: outcome.report })
      await pause()
    }
    emit({ kind: 'ended', outcome: 'done', milliseconds: now() - started })
  }

  async #runTest(test: TestRecord, context: TestContext, emit: (event: BenchEvent) => void): Promise<TestOutcome> {
    const started = context.now()
    const run = runTest(test, context)
    for (let step = run.next(); ; step = run.next()) {
      if (step.done) return step.value
      const rows = step.value
      const rowsPerSecond = Math.round((rows * 1000) / Math.max(1, context.now() - started))
      emit({ kind: 'progress', test: test.id, rows, rowsPerSecond })
      await this.#surroundings.pause()
    }
  }

  #keep(run: string): Map<string, ReadonlyMap<string, SinkRows>> {
    const results = new Map<string, ReadonlyMap<string, SinkRows>>()
    this.#results.set(run, results)
    for (const old of [...this.#results.keys()].slice(0, -KEPT_RUNS)) this.#results.delete(old)
    return results
  }

  /** Undefined when the run is no longer kept. `sink` is the node's id. */
  rows(request: {
    readonly run: string
    readonly test: string
    readonly sink: string
    readonly from: number
    readonly count: number
  }): ColumnarPage | undefined {
    const rows = this.#results.get(request.run)?.get(request.test)?.get(request.sink)
    return rows?.columnarPage(request.from, request.count)
  }

  check(draft: BenchDraft): CheckedFlow {
    return checkFlow(draft.records, draft.flow)
  }
}

function analysisOf(records: ReadonlyMap<string, WorkspaceRecord>, test: TestRecord): FlowAnalysis | undefined {
  const graph = createFlowGraph(records.values(), test.flow)
  return graph === undefined ? undefined : analyzeFlow(graph)
}
