import type { NodeRecord, TestRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import { wholePack } from '../../app/pack/pack-bytes.ts'
import type { TestReport } from '../../app/testing/report.ts'
import { runTest } from '../../app/testing/run-test.ts'

// Flows as small as flows get that go through every stage: parsed, planned, their code made and run,
// their rows compared. The first real run then finds compiled code.

/** One for each way of working: by key, by window, in order, two streams, and functions alone. */
export const warmUpQueries = [
  'SELECT item, COUNT(*) AS n, SUM(amount) AS total FROM orders WHERE amount > 0 GROUP BY item',
  `SELECT item, window_start, MAX(amount) AS most, AVG(amount) AS mean
FROM TABLE(HOP(TABLE orders, DESCRIPTOR(\`at\`), INTERVAL '5' SECOND, INTERVAL '20' SECOND))
GROUP BY item, window_start, window_end`,
  `SELECT item, amount FROM (
  SELECT item, amount, ROW_NUMBER() OVER (PARTITION BY item ORDER BY amount DESC) AS place FROM orders
) WHERE place <= 3`,
  `SELECT a.item, a.amount - b.amount AS more FROM orders a JOIN orders b
ON a.item = b.item AND a.\`at\` BETWEEN b.\`at\` - INTERVAL '1' SECOND AND b.\`at\``,
  `SELECT UPPER(item) AS item, CASE WHEN amount > 10 THEN 'much' ELSE 'little' END AS size,
  CAST(amount AS INT) AS whole, DATE_FORMAT(\`at\`, 'yyyy-MM-dd HH:mm') AS at_minute FROM orders WHERE item LIKE '%a%'`,
] as const

const node = (id: string, name: string, config: NodeRecord['config']): NodeRecord => ({
  ...{ type: 'node', id, flow: 'flow_warm', name, x: 0, y: 0, config },
})

const records: readonly WorkspaceRecord[] = [
  {
    ...{ type: 'flow', id: 'flow_warm', project: 'project_warm', name: 'warm', description: '' },
    settings: { timeAttribute: 'event', options: [] },
  },
  node('node_in', 'orders', {
    ...{ kind: 'kafka-source', servers: 'a:1', topic: 'a', groupId: '', format: 'json' },
    columns: [
      { name: 'item', type: 'STRING' },
      { name: 'amount', type: 'DECIMAL(10, 2)' },
      { name: 'at', type: 'TIMESTAMP(3)' },
    ],
    ...{ primaryKey: [], startup: { mode: 'earliest-offset' }, properties: [] },
    eventTime: { column: 'at', delayMs: 1000 },
  }),
  node('node_sum', 'totals', { kind: 'sql', sql: warmUpQueries[0] }),
  node('node_out', 'out', { kind: 'print-sink', prefix: '' }),
  { type: 'edge', id: 'edge_1', flow: 'flow_warm', from: 'node_in', to: 'node_sum' },
  { type: 'edge', id: 'edge_2', flow: 'flow_warm', from: 'node_sum', to: 'node_out' },
  {
    ...{ type: 'pack', id: 'pack_warm', project: 'project_warm', name: 'warm', format: 'ndjson', columns: [] },
    ...{ rows: 2, bytes: 0, blob: '' },
  },
]

export const warmUpTest: TestRecord = {
  ...{ type: 'test', id: 'test_warm', flow: 'flow_warm', name: 'warm' },
  inputs: [{ node: 'node_in', pack: 'pack_warm' }],
  disorder: { seed: 1, shuffleRows: 1, duplicate: 0.5, drop: 0, late: { share: 0, byRows: 0 } },
  expectations: [{ node: 'node_out', mode: 'rows', columns: [], rows: [] }],
}

export const warmUpRecords: ReadonlyMap<string, WorkspaceRecord> = new Map(
  [...records, warmUpTest].map((record) => [record.id, record]),
)

export const warmUpBytes: Uint8Array = new TextEncoder().encode(
  Array.from(
    { length: 200 },
    (_, row) =>
      `{"item":"${'abc'[row % 3]}","amount":${row}.25,"at":"2024-01-01 00:00:${String(row % 60).padStart(2, '0')}"}\n`,
  ).join(''),
)

/** Runs the flow to its end, with this query in its middle. */
export function runWarmUp(sql: string, now: () => number): TestReport {
  const asked = new Map(warmUpRecords)
  const sum = asked.get('node_sum')
  if (sum?.type === 'node') asked.set('node_sum', { ...sum, config: { kind: 'sql', sql } })
  const steps = runTest(warmUpTest, { records: asked, readPack: () => wholePack(warmUpBytes), now })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value.report
  }
}
