import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectTop } from '../../module-graph.ts'
import type { Measured } from '../run-measured.ts'
import { geometricMean, median, rounded } from '../statistics.ts'
import { FlinkRuns } from './flink.ts'
import type { NexmarkKit } from './kit.ts'
import type { WorkerAnswer, WorkerRun } from './query-worker.ts'

export interface NexmarkOptions {
  readonly events: number
  readonly runs: number
  readonly queries: readonly string[] | undefined
  readonly flink: boolean
}

/** Times the queries from the file to the sink; one JSON line each, then one of them all where Flink ran too. */
export async function timeNexmark(kit: NexmarkKit, options: NexmarkOptions): Promise<number> {
  const { events, queries } = options
  kit.events({ events, seed: 1 })
  const flink = options.flink ? new FlinkRuns(events) : undefined
  const ratios: Ratio[] = []
  try {
    for (const query of queries ?? kit.QUERIES.filter((each) => !kit.REFUSED.includes(each))) {
      const { line, ratio } = await timeQuery(query, options, flink)
      console.log(JSON.stringify(line))
      if (ratio !== undefined && query !== 'scan') ratios.push(ratio)
    }
  } finally {
    await flink?.stop()
  }
  if (ratios.length > 0) console.log(JSON.stringify(summary(ratios)))
  return 0
}

interface Ratio {
  readonly byTime: number
  readonly byCpu: number
}

/** Ours and Flink's in turn, so that both meet the same machine; medians of all runs but our first. */
async function timeQuery(
  query: string,
  { events, runs }: NexmarkOptions,
  flink: FlinkRuns | undefined,
): Promise<{ readonly line: object; readonly ratio?: Ratio }> {
  const out = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  const worker = fork(join(projectTop, 'tools/bench/bench.ts'), ['nexmark-worker', query, String(events), out], {
    execArgv: ['--max-old-space-size=12000'],
  })
  const [ours, theirs]: [WorkerRun[], Measured[]] = [[], []]
  try {
    const first = await ask(worker)
    if ('refused' in first) return { line: { query, refused: first.refused } }
    for (let i = 0; i < runs; i++) {
      ours.push((await ask(worker)) as WorkerRun)
      const flinkRun = await flink?.run(query)
      if (flinkRun !== undefined && !('refused' in flinkRun)) theirs.push(flinkRun)
    }
  } finally {
    worker.kill()
    rmSync(out, { recursive: true, force: true })
  }
  const own = figures(ours, events)
  const line = {
    query,
    events,
    ...own,
    peakMegabytes: Math.round(Math.max(...ours.map((run) => run.peakBytes)) / 1e6),
    rows: ours[0]?.rows,
  }
  if (theirs.length === 0) return { line }
  const other = figures(theirs, events)
  const ratio = { byTime: other.seconds / own.seconds, byCpu: other.cpuSeconds / own.cpuSeconds }
  return {
    line: { ...line, flink: other, ratio: { byTime: rounded(ratio.byTime), byCpu: rounded(ratio.byCpu) } },
    ratio,
  }
}

function ask(worker: ChildProcess): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('exit', () => reject(new Error('the worker has died')))
    worker.once('message', (answer) => {
      worker.removeAllListeners('exit')
      resolve(answer as WorkerAnswer)
    })
    worker.send('run')
  })
}

function figures(runs: readonly Measured[], events: number) {
  const seconds = median(runs.map((run) => run.seconds))
  const cpuSeconds = median(runs.map((run) => run.cpuSeconds))
  return {
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpuSeconds),
    eventsPerSecond: Math.round(events / seconds),
    eventsPerCpuSecond: Math.round(events / cpuSeconds),
  }
}

function summary(ratios: readonly Ratio[]): object {
  const of = (numbers: readonly number[]) => ({
    least: rounded(Math.min(...numbers)),
    geometricMean: rounded(geometricMean(numbers)),
  })
  return {
    queries: ratios.length,
    byTime: of(ratios.map((ratio) => ratio.byTime)),
    byCpu: of(ratios.map((ratio) => ratio.byCpu)),
  }
}
