import type { FlowGraph } from '../../flow/graph.ts'
import { createFlowGraph } from '../../flow/graph.ts'
import type { FlowRecord, KafkaSinkConfig, KafkaSourceConfig, NodeConfig, WorkspaceRecord } from '../../flow/records.ts'

// Flows for tests, written as `name: config` and `from > to`.

export const flowRecord: FlowRecord = {
  type: 'flow',
  id: 'flow_1',
  project: 'project_1',
  name: 'payments',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
}

export const source = (changes: Partial<KafkaSourceConfig> = {}): KafkaSourceConfig => ({
  kind: 'kafka-source',
  servers: 'broker:9092',
  topic: 'orders',
  groupId: 'millrace',
  format: 'json',
  columns: [
    { name: 'id', type: 'BIGINT' },
    { name: 'amount', type: 'DECIMAL(10, 2)' },
    { name: 'ts', type: 'BIGINT' },
  ],
  primaryKey: [],
  startup: { mode: 'latest-offset' },
  eventTime: { column: 'ts', delayMs: 5_000 },
  properties: [],
  ...changes,
})

export const sink = (changes: Partial<KafkaSinkConfig> = {}): KafkaSinkConfig => ({
  kind: 'kafka-sink',
  servers: 'broker:9092',
  topic: 'out',
  format: 'json',
  keys: [],
  columns: [],
  properties: [],
  ...changes,
})

export function sampleFlow(
  nodes: Readonly<Record<string, NodeConfig>>,
  edges: readonly (readonly [from: string, to: string])[],
  flow: Partial<FlowRecord> = {},
): FlowGraph {
  const ids = new Map(Object.keys(nodes).map((name, index) => [name, `node_${index}`]))
  const id = (name: string): string => ids.get(name) ?? name
  const records: WorkspaceRecord[] = [{ ...flowRecord, ...flow }]
  for (const [name, config] of Object.entries(nodes))
    records.push({ type: 'node', id: id(name), flow: 'flow_1', name, x: 0, y: 0, config })
  for (const [from, to] of edges)
    records.push({ type: 'edge', id: `edge_${from}_${to}`, flow: 'flow_1', from: id(from), to: id(to) })
  const graph = createFlowGraph(records, 'flow_1')
  if (graph === undefined) throw new Error('the sample has no flow')
  return graph
}
