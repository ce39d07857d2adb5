import { mkdirSync, rmSync } from 'node:fs'
import { fileFeed } from '../file-feed.ts'
import { type Measured, runMeasured } from '../run-measured.ts'
import { CsvFiles } from './csv-files.ts'
import { loadKit } from './kit.ts'
import { planQuery } from './plan-query.ts'

/** What a worker answers to each request to run. */
export interface WorkerRun extends Measured {
  /** Changes that reached the sink. */
  readonly rows: number
  /** The most that the process has held so far. */
  readonly peakBytes: number
}
export type WorkerAnswer = WorkerRun | { readonly refused: string }

/** A process of its own for each query: runs it whenever it is told to, from the file to the sink. */
export async function workQuery(query: string, events: number, out: string): Promise<void> {
  const kit = await loadKit()
  if (kit === undefined) throw new Error('no Nexmark kit')
  const eventsFile = kit.events({ events, seed: 1 }).file
  process.on('message', () => process.send?.(runOnce()))

  function runOnce(): WorkerAnswer {
    const planned = planQuery(kit as NonNullable<typeof kit>, query, { eventsFile, out })
    if (planned.kind === 'refused') return { refused: planned.diagnostic.message }
    const files = CsvFiles.of(planned.plan)
    let rows = 0
    if (files !== undefined) {
      rmSync(out, { recursive: true, force: true })
      mkdirSync(out, { recursive: true })
    }
    const measured = runMeasured(planned, fileFeed(planned.plan), (_statement, _sink, _step, _kind, values) => {
      rows++
      files?.write(values)
    })
    files?.close()
    return { ...measured, rows, peakBytes: process.resourceUsage().maxRSS * 1024 }
  }
}
