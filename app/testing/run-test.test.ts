import { describe, expect, it } from 'vitest'
import type { Expectation, NodeConfig, TestRecord, WorkspaceRecord } from '../flow/records.ts'
import { wholePack } from '../pack/pack-bytes.ts'
import type { TestReport } from './report.ts'
import { runTest } from './run-test.ts'

// A flow of one query between a source and a sink, run over rows written here.

const base: Extract<NodeConfig, { kind: 'kafka-source' }> = {
  kind: 'kafka-source',
  servers: '',
  topic: '',
  groupId: '',
  format: 'json',
  columns: [
    { name: 'id', type: 'INT' },
    { name: 'ts', type: 'TIMESTAMP(3)' },
  ],
  primaryKey: [],
  startup: { mode: 'latest-offset' },
  eventTime: { column: 'ts', delayMs: 0 },
  properties: [],
}

interface Setup {
  readonly sql?: string
  readonly rows?: string
  readonly source?: Partial<typeof base>
  readonly expectations?: readonly Expectation[]
}

function run({ sql = 'SELECT id FROM src', rows = '', source = {}, expectations = [] }: Setup): TestReport {
  const node = (id: string, config: NodeConfig): WorkspaceRecord => ({
    type: 'node',
    id,
    flow: 'f',
    name: id,
    x: 0,
    y: 0,
    config,
  })
  const edge = (from: string, to: string): WorkspaceRecord => ({
    type: 'edge',
    id: `${from}-${to}`,
    flow: 'f',
    from,
    to,
  })
  const test: TestRecord = {
    type: 'test',
    id: 't',
    flow: 'f',
    name: 'T',
    inputs: [{ node: 'src', pack: 'p' }],
    disorder: { seed: 1, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
    expectations,
  }
  const records: WorkspaceRecord[] = [
    {
      type: 'flow',
      id: 'f',
      project: 'x',
      name: 'F',
      description: '',
      settings: { timeAttribute: 'event', options: [] },
    },
    node('src', { ...base, ...source }),
    node('q', { kind: 'sql', sql }),
    node('out', { kind: 'print-sink', prefix: '' }),
    edge('src', 'q'),
    edge('q', 'out'),
    { type: 'pack', id: 'p', project: 'x', name: 'pack', format: 'ndjson', columns: [], rows: 0, bytes: 0, blob: 'b' },
    test,
  ]
  let now = 0
  const generator = runTest(test, {
    records: new Map(records.map((record) => [record.id, record])),
    readPack: () => wholePack(new TextEncoder().encode(rows)),
    now: () => ++now,
  })
  for (;;) {
    const step = generator.next()
    if (step.done) return step.value.report
  }
}

const line = (id: number, time: string): string => `{"id":${id},"ts":"2024-01-01 ${time}"}\n`
const inserts = (...rows: readonly (readonly string[])[]): Expectation['rows'] =>
  rows.map((cells) => ({ kind: '+I' as const, cells }))
const places = (report: TestReport) => report.problems.map(({ code, place }) => ({ code, ...place }))

describe('a test', () => {
  const rows = line(1, '10:00:00') + line(2, '10:00:05')

  it('passes when the sink got what is expected', () => {
    const expectations: Expectation[] = [{ node: 'out', mode: 'rows', columns: [], rows: inserts(['2'], ['1']) }]
    expect(run({ rows, expectations })).toMatchObject({
      status: 'passed',
      problems: [],
      sinks: [{ node: 'out', columns: [{ name: 'id', type: 'INT' }], changes: 2, folded: [['1'], ['2']] }],
      edges: [
        { edge: 'q-out', kinds: [2, 0, 0, 0] },
        { edge: 'src-q', kinds: [2, 0, 0, 0] },
      ],
    })
  })

  it('fails with the difference when it did not', () => {
    const expectations: Expectation[] = [{ node: 'out', mode: 'rows', columns: [], rows: inserts(['1'], ['3']) }]
    const report = run({ rows, expectations })
    expect(report.status).toBe('failed')
    expect(places(report)).toEqual([{ code: 'expectation.differs', kind: 'test', test: 't', expectation: 0 }])
    expect(report.sinks[0]?.comparison?.map(({ verdict, cells }) => [verdict, ...cells])).toEqual([
      ['same', '1'],
      ['missing', '3'],
      ['unexpected', '2'],
    ])
  })

  it('fails when it expects something of a sink that is gone', () => {
    const report = run({ rows, expectations: [{ node: 'gone', mode: 'rows', columns: [], rows: [] }] })
    expect([report.status, ...places(report).map(({ code }) => code)]).toEqual(['failed', 'expectation.no-sink'])
  })

  it('tells a mistake in SQL at its place in the node', () => {
    const report = run({ rows, sql: 'SELECT idd FROM src' })
    expect(report.status).toBe('error')
    expect(report.problems).toMatchObject([
      { severity: 'error', place: { kind: 'node', node: 'q', field: 'sql', span: { start: 7, end: 10 } } },
    ])
  })

  it('tells a row that cannot be read by its line and column', () => {
    const report = run({ rows: `${line(1, '10:00:00')}{"id":"x"}` })
    expect(report.status).toBe('error')
    expect(places(report)).toEqual([{ code: 'pack.bad-value', kind: 'pack', pack: 'p', line: 2, column: 'id' }])
  })

  it('reads its packs by the format options of the source', () => {
    const properties = [{ key: 'json.ignore-parse-errors', value: 'true' }]
    const report = run({ rows: `${line(1, '10:00:00')}{"id":"x","ts":"2024-01-01 10:00:01"}`, source: { properties } })
    expect(report.sinks[0]?.rows.map(({ cells }) => cells)).toEqual([['1'], [null]])
  })

  it('feeds the changes of a change data capture to the flow', () => {
    const change = (op: string, before: string, after: string): string =>
      `{"op":"${op}","before":${before},"after":${after}}\n`
    const one = '{"id":1,"ts":"2024-01-01 10:00:00"}'
    const two = '{"id":2,"ts":"2024-01-01 10:00:01"}'
    const cdc = change('c', 'null', one) + change('u', one, two)
    const report = run({ rows: cdc, sql: 'SELECT id FROM src', source: { format: 'debezium-json' } })
    expect(report.sinks[0]?.rows.map(({ kind, cells }) => [kind, ...cells].join(' '))).toEqual(['+I 1', '-U 1', '+U 2'])
    expect(report.edges.find(({ edge }) => edge === 'src-q')?.kinds).toEqual([1, 1, 1, 0])
  })

  it('fails as the job would when a row makes it fail', () => {
    const report = run({ rows, sql: 'SELECT 10 / (id - 2) AS x FROM src' })
    expect(report.status).toBe('error')
    expect(places(report).map(({ kind }) => kind)).toEqual(['flow'])
  })

  it('shows which rows a window dropped as late, and where', () => {
    const sql = `SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end`
    const late = line(1, '10:00:01') + line(2, '10:00:12') + line(3, '10:00:03')
    const report = run({ rows: late, sql })
    expect(report.lateByNode).toEqual([{ node: 'q', rows: 1 }])
    expect(report.sinks[0]?.folded).toEqual([
      ['2024-01-01 10:00:00.000', '1'],
      ['2024-01-01 10:00:10.000', '1'],
    ])
    expect(report.timeline[0]?.points.map(({ late }) => late)).toEqual([false, false, true])
    expect(report.timeline[0]?.watermarks.map(({ arrival }) => arrival)).toEqual([0, 1])
  })
})
