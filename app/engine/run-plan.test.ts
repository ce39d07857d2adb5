import { describe, expect, it } from 'vitest'
import { must } from '../base/assert.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { INSERT, rowKindText } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'
import type { CatalogTable } from './catalog/table.ts'
import type { AggregateCall, BoundExpr } from './expr/bound.ts'
import type { AggregateFunction, ScalarFunction } from './functions/declaration.ts'
import { findFunctions } from './functions/registry.ts'
import { runPlan } from './run-plan.ts'
import type { FeedEvent, RunOptions } from './run-types.ts'
import { MAX_WATERMARK } from './runtime/watermark.ts'
import type { Column, GroupAggregate, Sink, StreamNode, TableSourceScan, WindowAggregate } from './stream/node.ts'

const span = { start: 0, end: 0 }
const text: LogicalType = { kind: 'VARCHAR', length: 10, nullable: true }
const bigint: LogicalType = { kind: 'BIGINT', nullable: true }
const count: LogicalType = { kind: 'BIGINT', nullable: false }
const timestamp: LogicalType = { kind: 'TIMESTAMP', precision: 3, nullable: true, time: 'rowtime' }
const column = (name: string, type: LogicalType): Column => ({ name, type })

const table = {
  kind: 'table',
  name: 't',
  path: ['default_catalog', 'default_database', 't'],
  columns: [],
  primaryKey: [],
  options: new Map(),
} as unknown as CatalogTable
const traits = { uniqueKeys: [], upsertKeys: [], span }
const inserts = { inserts: true, updates: 'none', deletes: false, keyOnlyDeletes: false } as const

const scan: TableSourceScan = {
  ...traits,
  kind: 'TableSourceScan',
  id: 1,
  inputs: [],
  columns: [column('k', text), column('v', bigint), column('ts', timestamp)],
  mode: inserts,
  table,
  fields: [0, 1, 2],
}
const call = (name: string, args: readonly number[], type: LogicalType): AggregateCall => ({
  fn: findFunctions(name) as AggregateFunction,
  args,
  distinct: false,
  type,
  name,
  span,
})

function run(
  nodes: readonly StreamNode[],
  events: readonly FeedEvent[],
  traced: readonly StreamNode[] = [],
  config = '',
) {
  const last = must(nodes.at(-1))
  const sink: Sink = {
    ...traits,
    kind: 'Sink',
    id: 99,
    inputs: [last],
    columns: last.columns,
    mode: last.mode,
    name: 'result',
    materialize: false,
    keys: [],
    notNull: 'ERROR',
    lengths: 'IGNORE',
    dropsUpdateBefore: false,
  }
  const out: string[] = []
  const options: RunOptions = {
    config: new Map(config === '' ? [] : [config.split('=') as [string, string]]),
    tables: new Map(),
    seed: 1,
    startTime: 0,
    end: 'max',
    watermarks: true,
    budget: { rows: 1e9, milliseconds: 1e9, stateEntries: 1e9 },
  }
  const job = runPlan({
    statement: 0,
    plan: { sinks: [sink], nodes: [...nodes, sink] },
    events,
    options,
    listener: {
      schema: () => undefined,
      row: (_statement, _sink, step, kind, values) => out.push(`${step} ${rowKindText(kind)} ${values.join(' ')}`),
      watermark: (_statement, _sink, step, time) => out.push(`${step} ~ ${time === MAX_WATERMARK ? 'max' : time}`),
      late: (_statement, operator, _node, dropped) => out.push(`late ${operator} ${dropped}`),
      error: (_statement, { phase, message }, errorClass) => out.push(`${phase} ${errorClass}: ${message}`),
    },
    elapsed: () => 0,
    checks: true,
    trace: {
      wants: (node) => traced.includes(node),
      row: (node, step, kind, values) => out.push(`${step} #${node} ${rowKindText(kind)} ${values.join(' ')}`),
      watermark: (node, step, time) => out.push(`${step} #${node} ~ ${time === MAX_WATERMARK ? 'max' : time}`),
    },
  })
  for (const _ of job);
  return out
}

const row = (...values: Value[]): FeedEvent => ({ kind: 'row', table: 't', change: INSERT, values })

describe('runPlan', () => {
  it('runs a grouped aggregation', () => {
    const aggregate: GroupAggregate = {
      ...traits,
      kind: 'GroupAggregate',
      id: 2,
      inputs: [scan],
      columns: [column('k', text), column('n', count), column('s', bigint)],
      mode: { inserts: true, updates: 'both', deletes: false, keyOnlyDeletes: false },
      keys: [0],
      calls: [call('COUNT', [], count), call('SUM', [1], bigint)],
      retracts: false,
    }
    expect(run([scan, aggregate], [row('a', 1, 0), row('b', 2, 0), row('a', 3, 0)])).toEqual([
      '0 +I a 1 1',
      '1 +I b 1 2',
      '2 -U a 1 1',
      '2 +U a 2 4',
      'end:t ~ max',
    ])
  })

  it('refuses rows from when on a state that nobody touched may be gone', () => {
    const total: GroupAggregate = {
      ...traits,
      kind: 'GroupAggregate',
      id: 2,
      inputs: [scan],
      columns: [column('k', text), column('top', bigint)],
      mode: { inserts: true, updates: 'after', deletes: false, keyOnlyDeletes: false },
      keys: [0],
      calls: [call('MAX', [1], bigint)],
      retracts: false,
    }
    const at = (time: number, ...values: Value[]): FeedEvent => ({ ...row(...values), at: time }) as FeedEvent
    const events = [at(0, 'a', 7, 0), at(59_999, 'a', 3, 0), at(60_000, 'a', 9, 0)]
    expect(run([scan, total], events, [], 'table.exec.state.ttl=1 min')).toEqual([
      '0 +I a 7',
      '1 +U a 7',
      expect.stringMatching(/^plan Unsupported: .*table.exec.state.ttl/),
    ])
    expect(run([scan, total], events)).toEqual(['0 +I a 7', '2 +U a 9', 'end:t ~ max'])
    expect(run([scan], events, [], 'table.exec.state.ttl=1 min')).toHaveLength(4)
  })

  it('runs a window aggregation over assigned watermarks and reports late rows', () => {
    const minus = findFunctions('-') as ScalarFunction
    const ts: BoundExpr = { kind: 'input', index: 2, type: timestamp, span }
    const interval: LogicalType = {
      kind: 'INTERVAL_DAY_SECOND',
      from: 'SECOND',
      to: 'SECOND',
      precision: 2,
      fraction: 3,
      nullable: false,
    }
    const delay: BoundExpr = { kind: 'constant', value: 2000, type: interval, span }
    const assigner: StreamNode = {
      ...traits,
      kind: 'WatermarkAssigner',
      id: 2,
      inputs: [scan],
      columns: scan.columns,
      mode: inserts,
      column: 2,
      expr: { kind: 'call', fn: minus, args: [ts, delay], type: timestamp, span },
    }
    const aggregate: WindowAggregate = {
      ...traits,
      kind: 'WindowAggregate',
      id: 3,
      inputs: [assigner],
      columns: [column('n', count), column('window_end', timestamp)],
      mode: inserts,
      window: { kind: 'TUMBLE', size: 10_000, offset: 0, time: 2 },
      keys: [],
      calls: [call('COUNT', [], count)],
      properties: ['window_end'],
      retracts: false,
    }
    const events = [row('a', 1, 1000), row('a', 1, 9000), row('a', 1, 11_999), row('a', 1, 12_000), row('a', 1, 5000)]
    expect(run([scan, assigner, aggregate], events)).toEqual([
      '1 ~ 7000',
      '2 +I 2 10000',
      '2 ~ 9999',
      '3 ~ 10000',
      'end:t +I 2 20000',
      'end:t ~ max',
      'late WindowAggregate 1',
    ])
  })

  it('tells a failure of the job as Flink would fail', () => {
    const columns = [column('k', { ...text, nullable: false })]
    const calc: StreamNode = {
      ...traits,
      kind: 'Calc',
      id: 2,
      inputs: [scan],
      columns,
      mode: inserts,
      projections: [{ kind: 'input', index: 0, type: text, span }],
    }
    expect(run([scan, calc], [row('a', 1, 0), row(null, 1, 0), row('b', 1, 0)])).toEqual([
      '0 +I a',
      expect.stringMatching(/^run TableException: Column 'k' is NOT NULL/),
    ])
  })

  it('shows what passes the edges that are looked at, before their consumers', () => {
    const projections: BoundExpr[] = [{ kind: 'input', index: 0, type: text, span }]
    const calc: StreamNode = {
      ...traits,
      kind: 'Calc',
      id: 2,
      inputs: [scan],
      columns: [column('k', text)],
      mode: inserts,
      projections,
    }
    expect(run([scan, calc], [row('a', 1, 0)], [scan])).toEqual([
      '0 #1 +I a 1 0',
      '0 +I a',
      'end:t #1 ~ max',
      'end:t ~ max',
    ])
  })
})
