import type { PackRecord, WorkspaceRecord } from '../../app/flow/records.ts'

/** Three nodes: a source with the columns of the pack, a query over `events`, a sink; and a test that expects nothing. */
export function benchFlow(pack: Omit<PackRecord, 'id' | 'project' | 'name'>, sql: string): readonly WorkspaceRecord[] {
  const node = (id: string, name: string, x: number, config: object) =>
    ({ type: 'node', id, flow: 'flow_a', name, x, y: 0, config }) as unknown as WorkspaceRecord
  return [
    { type: 'project', id: 'project_a', name: 'large' },
    {
      ...{ type: 'flow', id: 'flow_a', project: 'project_a', name: 'large', description: '' },
      settings: { timeAttribute: 'event', options: [] },
    },
    node('node_in', 'events', 0, {
      ...{ kind: 'kafka-source', servers: 'a:1', topic: 'a', groupId: 'g' },
      ...{ format: pack.format === 'csv' ? 'csv' : 'json' },
      ...{ columns: pack.columns, primaryKey: [], startup: { mode: 'earliest-offset' }, properties: [] },
      eventTime: { column: 'at', delayMs: 1000 },
    }),
    node('node_sql', 'answers', 300, { kind: 'sql', sql }),
    node('node_out', 'out', 600, { kind: 'print-sink', prefix: '' }),
    { type: 'edge', id: 'edge_1', flow: 'flow_a', from: 'node_in', to: 'node_sql' },
    { type: 'edge', id: 'edge_2', flow: 'flow_a', from: 'node_sql', to: 'node_out' },
    { ...pack, id: 'pack_a', project: 'project_a', name: 'events' },
    {
      ...{ type: 'test', id: 'test_a', flow: 'flow_a', name: 'all', inputs: [{ node: 'node_in', pack: 'pack_a' }] },
      disorder: { seed: 1, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
      expectations: [],
    },
  ]
}
