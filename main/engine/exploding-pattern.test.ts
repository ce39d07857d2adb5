import { expect, it } from 'vitest'
import { ok } from '../../app/base/result.ts'
import type { NodeRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import { createWarmBroker } from './testing-kit/warm-broker.ts'
import { warmUpBytes, warmUpRecords } from './warm-up-flow.ts'

/** The flow that warms the engine up, with another statement in its middle. */
function flowWith(sql: string): readonly WorkspaceRecord[] {
  const sum = warmUpRecords.get('node_sum') as NodeRecord
  return [...warmUpRecords.values()].map((record) =>
    record === sum ? { ...sum, config: { kind: 'sql', sql } as const } : record,
  )
}

it('ends a run whose pattern would never end, says why, and goes on living', async () => {
  const { broker, events, ended } = await createWarmBroker()
  const sql = `SELECT item FROM orders WHERE REGEXP(REPEAT(item, 40) || '!', '(a+)+$')`
  const draft = { flow: 'flow_warm', records: flowWith(sql) }
  const start = performance.now()
  broker.run('r1', { draft, tests: ['test_warm'] }, [
    { blob: '', size: warmUpBytes.length, read: () => ok(warmUpBytes) },
  ])
  await ended
  expect(performance.now() - start).toBeLessThan(5000)
  const finished = events.find((event) => event.kind === 'finished')
  expect(finished?.report.status).toBe('error')
  expect(finished?.report.problems[0]?.message).toContain("the regular expression '(a+)+$' takes too long")
  expect(finished?.report.problems[0]?.message).toContain('in the condition, row [a, ')
  expect(await broker.check(draft)).toBeDefined()
  broker.close()
}, 60_000)
