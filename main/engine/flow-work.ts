import type { RunEvent, RunRequest } from '../../app/api/contract.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import type { TestRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import { checkFlow } from '../../app/testing/check-flow.ts'
import type { Memory } from '../../app/testing/run-job.ts'
import { runTest, type TestContext } from '../../app/testing/run-test.ts'
import type { SinkRows } from '../../app/testing/sink-rows.ts'
import type { EngineWork } from './engine-work.ts'
import { createPackShelf } from './pack-shelf.ts'
import { runWarmUp, warmUpQueries } from './warm-up-flow.ts'

export interface FlowWorkPorts {
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** Lets waiting messages in. */
  pause(): Promise<void>
  readonly memory?: Memory
}

type RunResults = Map<string, ReadonlyMap<string, SinkRows>>

const KEPT_RUNS = 2
const PROGRESS_MS = 100
/** By then the stages from the text to the rows are compiled: a second, of which nobody waits for more than a run. */
const WARM_UP_ROUNDS = 12

/** Flows, their tests and their packs on the engine. The rows of the last runs stay here and are given out page by page. */
export function createFlowWork({ now, pause, memory }: FlowWorkPorts): EngineWork {
  let want: Parameters<EngineWork['onWant']>[0] = () => undefined
  const packs = createPackShelf((blob, offset) => want(blob, offset))
  const results = new Map<string, RunResults>()

  function keepResults(run: string): RunResults {
    const made: RunResults = new Map()
    results.set(run, made)
    for (const old of [...results.keys()].slice(0, -KEPT_RUNS)) results.delete(old)
    return made
  }

  async function runOne(
    test: TestRecord,
    context: TestContext,
    kept: RunResults,
    emit: (event: RunEvent) => void,
  ): Promise<void> {
    emit({ kind: 'started', test: test.id })
    const started = now()
    let told = started
    const steps = runTest(test, context)
    for (;;) {
      const step = steps.next()
      if (step.done) {
        kept.set(test.id, step.value.sinks)
        emit({ kind: 'finished', report: step.value.report })
        return
      }
      const { rows, waiting, share } = step.value
      kept.set(test.id, step.value.sinks)
      const time = now()
      if (time - told >= PROGRESS_MS) {
        told = time
        const spent = Math.max(1, time - started)
        emit({
          ...{ kind: 'progress', test: test.id, rows, rowsPerSecond: Math.round((rows / spent) * 1000), share },
          ...(share > 0 ? { millisecondsLeft: Math.round((spent * (1 - share)) / share) } : {}),
          partial: step.value.partial(),
        })
        await pause()
      }
      if (waiting) await packs.arrival()
    }
  }

  return {
    warmUp() {
      runWarmUp(warmUpQueries[0], now)
    },
    async warmFurther(isAsked) {
      for (let round = 0; round < WARM_UP_ROUNDS; round++) {
        for (const query of warmUpQueries) {
          await pause()
          if (isAsked()) return
          runWarmUp(query, now)
        }
      }
    },
    onWant(given) {
      want = given
    },
    holdPack: packs.hold,
    putPiece: packs.put,
    async run(run, { draft, tests }: RunRequest, emit) {
      const started = now()
      const kept = keepResults(run)
      const records = new Map<string, WorkspaceRecord>(draft.records.map((record) => [record.id, record]))
      const graph = createFlowGraph(draft.records, draft.flow)
      const analysis = graph === undefined ? {} : { analysis: analyzeFlow(graph) }
      const context: TestContext = { records, readPack: packs.read, now, memory }
      for (const id of tests) {
        const test = records.get(id)
        if (test?.type !== 'test') continue
        await runOne(test, test.flow === draft.flow ? { ...context, ...analysis } : context, kept, emit)
      }
      emit({ kind: 'ended', outcome: 'done', milliseconds: now() - started })
    },
    rows: ({ run, test, sink, from, count }) => results.get(run)?.get(test)?.get(sink)?.columnarPage(from, count),
    check: ({ records, flow }) => checkFlow(records, flow),
    compile({ records, flow }) {
      const graph = createFlowGraph(records, flow)
      if (graph === undefined) return { script: '', problems: [] }
      const { compiled, problems } = analyzeFlow(graph)
      return { script: compiled.script, problems }
    },
  }
}
