import type { NodeRecord, TestRecord, WorkspaceRecord } from '../../app/flow/records.ts'

// A flow as small as flows get that goes through every stage once: parsed, planned, its code made and
// run, its rows compared. The first real run then finds compiled code.

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
  node('node_sum', 'totals', {
    kind: 'sql',
    sql: 'SELECT item, COUNT(*) AS n, SUM(amount) AS total FROM orders WHERE amount > 0 GROUP BY item',
  }),
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
