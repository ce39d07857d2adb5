import { isOpenConnection } from '../compile/compile-flow.ts'
import { createFlowGraph, type FlowGraph } from '../flow/graph.ts'
import type { Expectation, NodeRecord, TestRecord, WorkspaceRecord } from '../flow/records.ts'
import type { ReadPack } from '../pack/pack-bytes.ts'
import { typeText } from '../types/type-text.ts'
import { analyzeFlow, type FlowAnalysis } from './analyze-flow.ts'
import { compareRows } from './compare-rows.ts'
import { createFeed, type Feed } from './feed.ts'
import { foldRows } from './fold-rows.ts'
import { loadSources } from './load-sources.ts'
import { observeNodes } from './observe-nodes.ts'
import type { Problem, SinkReport, TestReport } from './report.ts'
import { type JobOutcome, type JobProgress, type Memory, runJob } from './run-job.ts'
import type { SinkRows } from './sink-rows.ts'

export interface TestContext {
  readonly records: ReadonlyMap<string, WorkspaceRecord>
  readonly readPack: ReadPack
  /** Milliseconds of some clock that only goes forward: `performance.now`. */
  readonly now: () => number
  /** How much memory there is: a run that needs more is stopped before the process ends. */
  readonly memory?: Memory | undefined
  /** The analysis of the test's flow, where it has been made before. */
  readonly analysis?: FlowAnalysis
}

export interface TestProgress {
  /** Events so far. */
  readonly rows: number
  /** The packs have nothing at hand: to ask on at once is in vain. */
  readonly waiting: boolean
  /** How much of the packs has been read, from 0 to 1. */
  readonly share: number
  /** What has reached the sinks, by node; it grows as the run goes on. */
  readonly sinks: ReadonlyMap<string, SinkRows>
  /** What there is to see by now; of a test that is over before its end, all that there is. */
  partial(): TestReport
}

export interface TestOutcome {
  readonly report: TestReport
  /** All rows of each sink, by node, for the pages behind the report's first one. */
  readonly sinks: ReadonlyMap<string, SinkRows>
}

const FIRST_PAGE = 200
const MAX_FOLDED = 1_000
/** More changes are not folded unless a test expects something of them. */
const MAX_FOLD_INPUT = 200_000

/**
 * Runs one test: compile, bind and plan, feed the packs, compare. A generator, so that the caller can
 * show progress and stop by not asking on. Nothing here throws for
 * a mistake of the author: that is what the report is for.
 */
export function* runTest(test: TestRecord, context: TestContext): Generator<TestProgress, TestOutcome> {
  const started = context.now()
  const graph = createFlowGraph(context.records.values(), test.flow)
  if (graph === undefined) return withoutFlow(test)
  const analysis = context.analysis ?? analyzeFlow(graph)
  const loaded = loadSources(graph, test, context.records, context.readPack)
  const problems: Problem[] = [...analysis.problems.filter((problem) => !isOpenConnection(problem)), ...loaded.problems]
  const feed = createFeed(loaded.sources, test.disorder)
  const run = new TestRun(test, graph, analysis, feed, problems)
  if (problems.some(({ severity }) => severity === 'error') || analysis.plan === undefined)
    return run.finish(context.now() - started)
  const elapsed = () => context.now() - started
  const settings = { config: analysis.config, seed: test.disorder.seed, elapsed, memory: context.memory }
  const job = runJob(analysis.plan, feed.events, settings)
  for (;;) {
    const step = job.next()
    if (step.done) return run.finish(context.now() - started, step.value, settings)
    yield run.progress(step.value, context.now() - started)
  }
}

function withoutFlow(test: TestRecord): TestOutcome {
  const problem: Problem = {
    severity: 'error',
    code: 'test.no-flow',
    message: 'The flow of this test is gone',
    place: { kind: 'test', test: test.id },
  }
  const report: TestReport = { ...emptyReport(test), status: 'error', problems: [problem] }
  return { report, sinks: new Map() }
}

const emptyReport = (test: TestRecord): TestReport => ({
  test: test.id,
  name: test.name,
  status: 'error',
  milliseconds: 0,
  sinks: [],
  problems: [],
  edges: [],
  lateByNode: [],
  timeline: [],
})

const columnTypes = (rows: SinkRows): SinkReport['columns'] =>
  rows.columns.map(({ name, type }) => ({ name, type: typeText(type) }))

const changeCounts = ({ length, total }: SinkRows): Pick<SinkReport, 'changes' | 'kept'> =>
  length < total ? { changes: total, kept: length } : { changes: total }

class TestRun {
  readonly #test: TestRecord
  readonly #graph: FlowGraph
  readonly #analysis: FlowAnalysis
  readonly #problems: Problem[]
  readonly #feed: Feed

  constructor(test: TestRecord, graph: FlowGraph, analysis: FlowAnalysis, feed: Feed, problems: Problem[]) {
    this.#test = test
    this.#graph = graph
    this.#analysis = analysis
    this.#problems = problems
    this.#feed = feed
  }

  progress({ rows, waiting, sinks }: JobProgress, milliseconds: number): TestProgress {
    const shown = this.#sinks(sinks)
    return {
      ...{ rows, waiting, share: this.#feed.share() },
      sinks: new Map(shown.map(({ node, rows: reached }) => [node.id, reached])),
      partial: () => ({
        ...{ ...emptyReport(this.#test), status: 'stopped', milliseconds },
        sinks: shown.map(({ node, rows: reached }) => ({
          node: node.id,
          columns: columnTypes(reached),
          ...changeCounts(reached),
          rows: reached.page(0, FIRST_PAGE),
          folded: [],
        })),
      }),
    }
  }

  #sinks(sinks: JobOutcome['sinks']): readonly { readonly node: NodeRecord; readonly rows: SinkRows }[] {
    return [...this.#graph.nodes.values()].flatMap((node) => {
      const rows = sinks.get(node.name)
      return rows === undefined || node.config.kind === 'kafka-source' ? [] : [{ node, rows }]
    })
  }

  /** The report; without an outcome the job never started. */
  finish(milliseconds: number, outcome?: JobOutcome, settings?: Parameters<typeof runJob>[2]): TestOutcome {
    const base = { ...emptyReport(this.#test), milliseconds, timeline: this.#feed.timeline() }
    this.#problems.push(...this.#feed.problems)
    const isUnreadable = this.#feed.problems.some(({ severity }) => severity === 'error')
    if (outcome === undefined || settings === undefined || isUnreadable) {
      if (!this.#problems.some(({ severity }) => severity === 'error'))
        this.#report('test.no-sink', 'The flow has no sink')
      return { report: { ...base, problems: this.#problems }, sinks: new Map() }
    }
    if (outcome.failure !== undefined) this.#reportFailure(outcome.failure)
    const { output } = this.#analysis
    const observed = observeNodes(this.#graph, this.#feed, output, outcome.sinks, outcome.late, settings)
    const sinks = this.#sinks(outcome.sinks)
    const reports = sinks.map(({ node, rows }) => this.#sinkReport(node, rows))
    this.#checkExpectedNodes(new Set(sinks.map(({ node }) => node.id)))
    const differs = this.#problems.some(({ code }) => code.startsWith('expectation.'))
    const status = outcome.failure !== undefined ? 'error' : differs ? 'failed' : 'passed'
    return {
      report: { ...base, ...observed, status, sinks: reports, problems: this.#problems },
      sinks: new Map(sinks.map(({ node, rows }) => [node.id, rows])),
    }
  }

  #report(code: string, message: string, expectation?: number): void {
    const place = { kind: 'test', test: this.#test.id, ...(expectation === undefined ? {} : { expectation }) } as const
    this.#problems.push({ severity: 'error', code, message, place })
  }

  /** What Flink's job would have failed with, too. */
  #reportFailure(diagnostic: NonNullable<JobOutcome['failure']>): void {
    const { severity, code, message } = diagnostic
    this.#problems.push({ severity, code, message, place: { kind: 'flow', flow: this.#graph.flow.id }, diagnostic })
  }

  #checkExpectedNodes(sinks: ReadonlySet<string>): void {
    this.#test.expectations.forEach(({ node }, index) => {
      if (!sinks.has(node)) this.#report('expectation.no-sink', 'Something is expected of a sink that is gone', index)
    })
  }

  #sinkReport(node: NodeRecord, rows: SinkRows): SinkReport {
    const index = this.#test.expectations.findIndex((expectation) => expectation.node === node.id)
    const expectation = this.#test.expectations[index]
    if (expectation !== undefined && rows.length < rows.total)
      this.#report(
        'expectation.too-many',
        `${node.name}: only the first ${rows.length} of ${rows.total} changes are compared`,
        index,
      )
    const folds = expectation !== undefined || rows.length <= MAX_FOLD_INPUT
    const changes = folds ? rows.page(0, rows.length) : rows.page(0, FIRST_PAGE)
    const found = {
      columns: rows.columns.map(({ name }) => name),
      rows: changes,
      keys: node.config.kind === 'kafka-sink' ? node.config.keys : [],
    }
    const comparison = expectation === undefined ? undefined : this.#compare(node, expectation, index, found)
    return {
      node: node.id,
      columns: columnTypes(rows),
      ...changeCounts(rows),
      ...(comparison === undefined ? {} : { comparison, comparedColumns: expectation?.columns ?? [] }),
      rows: changes.slice(0, FIRST_PAGE),
      folded: folds ? foldRows(found).slice(0, MAX_FOLDED) : [],
    }
  }

  #compare(
    node: NodeRecord,
    expectation: Expectation,
    index: number,
    found: Parameters<typeof compareRows>[1],
  ): SinkReport['comparison'] {
    const { passed, rows, unknownColumns } = compareRows(expectation, found)
    if (unknownColumns.length > 0)
      this.#report('expectation.no-column', `${node.name} has no column ${unknownColumns.join(', ')}`, index)
    else if (!passed) {
      const count = (verdict: 'missing' | 'unexpected'): number => rows.filter((row) => row.verdict === verdict).length
      const [missing, unexpected] = [count('missing'), count('unexpected')]
      this.#report('expectation.differs', `${node.name}: ${missing} missing, ${unexpected} not expected`, index)
    }
    return rows
  }
}
