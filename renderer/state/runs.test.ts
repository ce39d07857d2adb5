import { describe, expect, it } from 'vitest'
import type { TestReport } from '../bridge/contract.ts'
import { createFakeHost } from '../bridge/fake-host.ts'
import { createRuns, edgeKinds, shownReport, summarize } from './runs.ts'

const report = (test: string, status: TestReport['status']): TestReport => ({
  test,
  name: test,
  status,
  milliseconds: 1,
  sinks: [],
  problems: [],
  edges: [],
  lateByNode: [],
  timeline: [],
})
const draft = { flow: 'f', records: [] }

describe('a run', () => {
  it('takes events that come before the answer that names it', async () => {
    const host = createFakeHost()
    const runs = createRuns(host, () => 0)
    const started = runs.start(draft, ['a'])
    runs.receive('run_1', { kind: 'finished', report: report('a', 'passed') })
    await started
    expect(runs.get().byFlow.get('f')?.reports.has('a')).toBe(true)
  })

  it('is summed up by passed and failed', async () => {
    const runs = createRuns(createFakeHost(), () => 0)
    await runs.start(draft, ['a', 'b', 'c'])
    for (const [test, status] of [
      ['a', 'passed'],
      ['b', 'failed'],
      ['c', 'error'],
    ] as const)
      runs.receive('run_1', { kind: 'finished', report: report(test, status) })
    const run = runs.get().byFlow.get('f')
    expect(run && summarize(run)).toMatchObject({ total: 3, passed: 1, failed: 2, status: 'running' })
  })

  it('shows the counts of the first test that failed, until another is chosen', async () => {
    const runs = createRuns(createFakeHost(), () => 0)
    await runs.start(draft, ['a', 'b'])
    runs.receive('run_1', { kind: 'finished', report: report('a', 'passed') })
    runs.receive('run_1', { kind: 'finished', report: report('b', 'failed') })
    expect(shownReport(runs.get(), 'f')?.test).toBe('b')
    runs.show('f', 'a')
    expect(shownReport(runs.get(), 'f')?.test).toBe('a')
  })

  it('ends with why the engine died', async () => {
    const runs = createRuns(createFakeHost(), () => 0)
    await runs.start(draft, ['a'])
    runs.receive('run_1', { kind: 'ended', outcome: 'died', milliseconds: 5, message: 'out of memory' })
    expect(runs.get().byFlow.get('f')).toMatchObject({ status: 'died', message: 'out of memory' })
  })
})

describe('the kinds on an edge', () => {
  it.each([
    [[5, 0, 0, 0], '+I'],
    [[1, 2, 2, 0], '+I ±U'],
    [[0, 0, 3, 0], '+U'],
    [[1, 0, 2, 3], '+I +U -D'],
  ] as const)('%j are written %s', (kinds, text) => {
    expect(edgeKinds({ edge: 'e', kinds })).toBe(text)
  })
})
