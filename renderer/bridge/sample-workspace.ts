import type {
  EdgeRecord,
  FlowRecord,
  NodeConfig,
  NodeRecord,
  PackRecord,
  TestRecord,
  WorkspaceRecord,
} from '../../app/flow/records.ts'

// A small workspace for the fake host: enough of everything for each part of the window to show.

const PROJECT = 'project_shop'
const SERVERS = 'kafka-1:9092'

const flow = (id: string, name: string, folder?: string): FlowRecord => ({
  id,
  type: 'flow',
  project: PROJECT,
  name,
  description: '',
  settings: { timeAttribute: 'event', parallelism: 4, checkpointSeconds: 60, timeZone: 'UTC', options: [] },
  ...(folder === undefined ? {} : { folder }),
})
const node = (flowId: string, id: string, name: string, x: number, y: number, config: NodeConfig): NodeRecord => ({
  id,
  type: 'node',
  flow: flowId,
  name,
  x,
  y,
  config,
})
const edge = (flowId: string, from: string, to: string): EdgeRecord => ({
  id: `edge_${from}_${to}`,
  type: 'edge',
  flow: flowId,
  from,
  to,
})
const source = (topic: string, time: string, columns: readonly (readonly [string, string])[]): NodeConfig => ({
  kind: 'kafka-source',
  servers: SERVERS,
  topic,
  groupId: 'millrace',
  format: 'json',
  columns: columns.map(([name, type]) => ({ name, type })),
  primaryKey: [],
  startup: { mode: 'earliest-offset' },
  eventTime: { column: time, delayMs: 5_000 },
  properties: [],
})
const sink = (topic: string, keys: readonly string[] = []): NodeConfig => ({
  kind: 'kafka-sink',
  servers: SERVERS,
  topic,
  format: 'json',
  keys,
  columns: [],
  properties: [],
})
const pack = (id: string, name: string, rows: number): PackRecord => ({
  id,
  type: 'pack',
  project: PROJECT,
  name,
  format: 'ndjson',
  columns: [
    { name: 'order_id', type: 'BIGINT' },
    { name: 'amount', type: 'DECIMAL(10, 2)' },
  ],
  rows,
  bytes: rows * 96,
  blob: id.padEnd(64, '0'),
})

const LATE = 'flow_late_payments'
const JOIN = `SELECT o.order_id, o.region, o.amount, o.ts, p.pay_time
FROM orders AS o
LEFT JOIN payments AS p
  ON o.order_id = p.order_id
  AND p.pay_time BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR`
const WINDOW = `SELECT window_start, window_end, region, COUNT(*) AS unpaid, SUM(amount) AS amount
FROM TABLE(TUMBLE(TABLE \`paid within 1 h\`, DESCRIPTOR(ts), INTERVAL '1' HOUR))
WHERE pay_time IS NULL
GROUP BY window_start, window_end, region`

const latePayments: readonly WorkspaceRecord[] = [
  flow(LATE, 'late-payments'),
  node(
    LATE,
    'node_orders',
    'orders',
    24,
    62,
    source('shop.orders', 'ts', [
      ['order_id', 'BIGINT'],
      ['region', 'STRING'],
      ['amount', 'DECIMAL(10, 2)'],
      ['ts', 'TIMESTAMP(3)'],
    ]),
  ),
  node(
    LATE,
    'node_payments',
    'payments',
    24,
    190,
    source('shop.payments', 'pay_time', [
      ['order_id', 'BIGINT'],
      ['pay_time', 'TIMESTAMP(3)'],
    ]),
  ),
  node(LATE, 'node_join', 'paid within 1 h', 240, 115, { kind: 'sql', sql: JOIN }),
  node(LATE, 'node_window', 'unpaid per hour', 456, 115, { kind: 'sql', sql: WINDOW }),
  node(LATE, 'node_alerts', 'alerts', 672, 63, sink('shop.alerts')),
  node(LATE, 'node_hourly', 'unpaid_hourly', 672, 189, sink('shop.unpaid_hourly', ['window_end', 'region'])),
  edge(LATE, 'node_orders', 'node_join'),
  edge(LATE, 'node_payments', 'node_join'),
  edge(LATE, 'node_join', 'node_window'),
  edge(LATE, 'node_window', 'node_alerts'),
  edge(LATE, 'node_window', 'node_hourly'),
]

const LOGIN = 'flow_login_alarm'
const loginAlarm: readonly WorkspaceRecord[] = [
  flow(LOGIN, 'login-alarm'),
  node(
    LOGIN,
    'node_logins',
    'logins',
    0,
    0,
    source('shop.logins', 'ts', [
      ['user_id', 'BIGINT'],
      ['ok', 'BOOLEAN'],
      ['ts', 'TIMESTAMP(3)'],
    ]),
  ),
  node(LOGIN, 'node_failed', 'failed', 240, 0, { kind: 'filter', condition: 'ok = FALSE' }),
  node(LOGIN, 'node_print', 'alarm', 480, 0, { kind: 'print-sink', prefix: 'alarm' }),
  edge(LOGIN, 'node_logins', 'node_failed'),
  edge(LOGIN, 'node_failed', 'node_print'),
]

const TESTS = [
  'pays in time',
  'pays twice',
  'payment 90 min late',
  'shuffled × 200',
  'one partition idle',
  'empty topic',
] as const

const tests: readonly TestRecord[] = TESTS.map((name, index) => ({
  id: `test_${index}`,
  type: 'test',
  flow: LATE,
  name,
  inputs: [
    { node: 'node_orders', pack: 'pack_orders' },
    { node: 'node_payments', pack: 'pack_payments' },
  ],
  disorder: { seed: 1, shuffleRows: index === 3 ? 200 : 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
  expectations: [
    {
      node: 'node_hourly',
      mode: 'changelog',
      columns: [],
      rows: [{ kind: '+I', cells: ['10:00', '11:00', 'north', '1', '59.90'] }],
    },
  ],
}))

export const sampleWorkspace: readonly WorkspaceRecord[] = [
  { id: PROJECT, type: 'project', name: 'Shop analytics' },
  { id: 'folder_clicks', type: 'folder', project: PROJECT, name: 'clicks' },
  ...latePayments,
  ...loginAlarm,
  flow('flow_orders', 'orders-enriched'),
  flow('flow_clicks', 'click-sessions', 'folder_clicks'),
  pack('pack_orders', 'orders-2024-01', 1_200),
  pack('pack_payments', 'payments-late', 97),
  ...tests,
  {
    id: 'target_test',
    type: 'target',
    project: PROJECT,
    name: 'test gateway',
    kind: 'sql-gateway',
    gatewayUrl: 'http://localhost:8083',
    restUrl: 'http://localhost:8081',
    environment: 'test',
  },
  {
    id: 'target_production',
    type: 'target',
    project: PROJECT,
    name: 'production',
    kind: 'sql-gateway',
    gatewayUrl: 'http://flink:8083',
    restUrl: 'http://flink:8081',
    environment: 'production',
  },
]

/** The flow that the sample reports are about. */
export const SAMPLE_FLOW = LATE
