import type { EdgeRecord, ExpectedRow, NodeConfig, NodeRecord, WorkspaceRecord } from '../flow/records.ts'

// A small flow that touches what most flows touch: a filter, scalar functions, a window, a group.

const FLOW = 'warm'
const NAMES: readonly ExpectedRow[] = [0, 1, 2, 3, 4, 5, 6].map((at) => ({ kind: '+I', cells: [`n${at}`] }))

const node = (name: string, config: NodeConfig): NodeRecord => ({
  type: 'node',
  id: name,
  flow: FLOW,
  name,
  x: 0,
  y: 0,
  config,
})
const edge = (from: string, to: string): EdgeRecord => ({ type: 'edge', id: `${from}-${to}`, flow: FLOW, from, to })

export const warmUpRecords: readonly WorkspaceRecord[] = [
  {
    type: 'flow',
    id: FLOW,
    project: FLOW,
    name: FLOW,
    description: '',
    settings: { timeAttribute: 'event', options: [] },
  },
  node('events', {
    kind: 'kafka-source',
    servers: '',
    topic: '',
    groupId: '',
    format: 'json',
    columns: [
      { name: 'id', type: 'BIGINT' },
      { name: 'name', type: 'STRING' },
      { name: 'amount', type: 'DECIMAL(10, 2)' },
      { name: 'ts', type: 'TIMESTAMP(3)' },
    ],
    primaryKey: [],
    startup: { mode: 'latest-offset' },
    eventTime: { column: 'ts', delayMs: 1_000 },
    properties: [],
  }),
  node('kept', { kind: 'filter', condition: "amount > 1 AND UPPER(name) <> 'X'" }),
  node('windows', {
    kind: 'sql',
    sql: `SELECT name, window_start, COUNT(*) AS n, SUM(amount) AS total
FROM TABLE(TUMBLE(TABLE kept, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY name, window_start, window_end`,
  }),
  node('totals', { kind: 'sql', sql: 'SELECT name, COUNT(*) AS n, MAX(amount) AS top FROM kept GROUP BY name' }),
  node('window_rows', { kind: 'print-sink', prefix: '' }),
  node('total_rows', { kind: 'print-sink', prefix: '' }),
  edge('events', 'kept'),
  edge('kept', 'windows'),
  edge('kept', 'totals'),
  edge('windows', 'window_rows'),
  edge('totals', 'total_rows'),
  { type: 'pack', id: 'pack', project: FLOW, name: FLOW, format: 'ndjson', columns: [], rows: 0, bytes: 0, blob: '' },
  {
    type: 'test',
    id: 'test',
    flow: FLOW,
    name: FLOW,
    inputs: [{ node: 'events', pack: 'pack' }],
    disorder: { seed: 1, shuffleRows: 3, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
    expectations: [{ node: 'total_rows', mode: 'rows', columns: ['name'], rows: NAMES }],
  },
]

const ROWS = 300

export function warmUpRows(): Uint8Array {
  const lines = Array.from({ length: ROWS }, (_row, at) => {
    const time = new Date(at * 1_000).toISOString().replace('T', ' ').replace('Z', '')
    return `{"id":${at},"name":"n${at % 7}","amount":${at % 50}.5,"ts":"${time}"}`
  })
  return new TextEncoder().encode(lines.join('\n'))
}
