import type { TestRecord } from '../../app/flow/records.ts'
import type { TestReport } from './contract.ts'

const COLUMNS = [
  { name: 'window_start', type: 'TIMESTAMP(3)' },
  { name: 'window_end', type: 'TIMESTAMP(3)' },
  { name: 'region', type: 'STRING' },
  { name: 'unpaid', type: 'BIGINT' },
  { name: 'amount', type: 'DECIMAL(38, 2)' },
] as const

const SAME = [
  ['09:00', '10:00', 'north', '4', '318.20'],
  ['11:00', '12:00', 'south', '3', '120.00'],
  ['12:00', '13:00', 'south', '1', '18.75'],
] as const

/** A report as the engine would send it for the sample flow; the third test fails. */
export function sampleReport(test: TestRecord, index: number): TestReport {
  const fails = index === 2
  return {
    test: test.id,
    name: test.name,
    status: fails ? 'failed' : 'passed',
    milliseconds: [2, 2, 3, 21, 2, 1][index] ?? 1,
    sinks: [
      {
        node: 'node_hourly',
        columns: COLUMNS,
        changes: 164,
        rows: SAME.map((cells, step) => ({ kind: '+I', cells, step: String(step) })),
        folded: SAME,
        comparison: [
          { verdict: 'same', kind: '+I', cells: SAME[0] },
          ...(fails
            ? ([
                { verdict: 'missing', kind: '+I', cells: ['10:00', '11:00', 'north', '1', '59.90'] },
                { verdict: 'unexpected', kind: '+I', cells: ['10:00', '11:00', 'north', '2', '95.40'] },
              ] as const)
            : []),
          { verdict: 'same', kind: '+I', cells: SAME[1] },
          { verdict: 'same', kind: '+I', cells: SAME[2] },
        ],
      },
    ],
    problems: [],
    edges: [
      { edge: 'edge_node_orders_node_join', kinds: [1_200, 0, 0, 0] },
      { edge: 'edge_node_payments_node_join', kinds: [97, 0, 0, 0] },
      { edge: 'edge_node_join_node_window', kinds: [88, 0, 0, 0] },
      { edge: 'edge_node_window_node_alerts', kinds: [41, 0, 0, 0] },
      { edge: 'edge_node_window_node_hourly', kinds: [0, 82, 82, 0] },
    ],
    lateByNode: [{ node: 'node_payments', rows: 3 }],
    timeline: [timelineOf('node_payments')],
  }
}

const MINUTE = 60_000
const START = Date.UTC(2024, 0, 1, 9, 30)

function timelineOf(node: string): TestReport['timeline'][number] {
  const points = Array.from({ length: 97 }, (_, arrival) => {
    const late = arrival % 31 === 30
    const jitter = ((arrival * 7) % 11) - 5
    return { arrival, eventTime: START + (arrival * 2 + (late ? -70 : jitter)) * MINUTE, late }
  })
  const watermarks: { arrival: number; time: number }[] = []
  let highest = 0
  for (const { arrival, eventTime } of points) {
    highest = Math.max(highest, eventTime - 5_000)
    if (arrival % 4 === 0) watermarks.push({ arrival, time: highest })
  }
  return { node, points, watermarks }
}
