import { describe, expect, it } from 'vitest'
import { must } from '../../app/base/assert.ts'
import type { TestRecord } from '../../app/flow/records.ts'
import { sampleReport } from '../bridge/sample-report.ts'
import { SAMPLE_FLOW, sampleWorkspace } from '../bridge/sample-workspace.ts'
import { flowRecords } from '../state/flow-records.ts'
import { neighbour } from './canvas-actions.ts'
import { placedNodes, shownEdges, shownNodes } from './canvas-model.ts'

const records = must(flowRecords(new Map(sampleWorkspace.map((record) => [record.id, record])), SAMPLE_FLOW))
const tests = sampleWorkspace.filter((record): record is TestRecord => record.type === 'test')
const failed = sampleReport(must(tests[2]), 2)
const marksOf = (node: string, ...[problems = []]: [Parameters<typeof shownNodes>[1]?]) =>
  shownNodes(records, problems, failed, () => '').find(({ record }) => record.id === node)?.data.marks

describe('what nodes show', () => {
  it('counts a wrong row once, though it is both missing and unexpected', () => {
    expect(marksOf('node_hourly')?.failed).toBe(1)
  })

  it('is late rows at the source that dropped them', () => {
    expect([marksOf('node_payments')?.late, marksOf('node_orders')?.late]).toEqual([3, 0])
  })

  it('keeps errors and warnings apart', () => {
    const place = { kind: 'node', flow: SAMPLE_FLOW, node: 'node_join' } as const
    const problem = { code: 'x', message: 'x', place } as const
    const marks = marksOf('node_join', [
      { ...problem, severity: 'error' },
      { ...problem, severity: 'warning' },
      { ...problem, severity: 'warning' },
    ])
    expect(marks).toMatchObject({ errors: 1, warnings: 2 })
  })

  it('does not change while a node is dragged', () => {
    const shown = shownNodes(records, [], undefined, () => '')
    const before = placedNodes(shown, new Set(), new Map())
    const during = placedNodes(shown, new Set(), new Map([['node_join', { x: 1, y: 2 }]]))
    expect(during.map((node) => node.data)).toEqual(before.map((node) => node.data))
    expect(during.find((node) => node.id === 'node_join')?.position).toEqual({ x: 1, y: 2 })
  })
})

describe('edges', () => {
  const edge = (from: string, to: string) =>
    must(shownEdges(records, failed).find(({ record }) => record.from === from && record.to === to))

  it('come in at ports in the order in which their sources stand', () => {
    expect([edge('node_orders', 'node_join').port, edge('node_payments', 'node_join').port]).toEqual([0, 1])
  })

  it('carry their count at the target where the source feeds several', () => {
    expect([edge('node_orders', 'node_join').data.at, edge('node_window', 'node_alerts').data.at]).toEqual([
      'source',
      'target',
    ])
  })
})

describe('going to the next node', () => {
  it('takes the nearest ahead, and stays where there is none', () => {
    expect(neighbour(records, 'node_join', 1, 0)).toBe('node_window')
    expect(neighbour(records, 'node_orders', 0, 1)).toBe('node_payments')
    expect(neighbour(records, 'node_orders', -1, 0)).toBeUndefined()
  })
})
