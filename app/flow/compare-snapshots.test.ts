import { describe, expect, it } from 'vitest'
import { compareSnapshots, isSameJob } from './compare-snapshots.ts'
import type { EdgeRecord, FlowRecord, NodeConfig, NodeRecord } from './records.ts'
import type { Snapshot } from './versions.ts'

const flow: FlowRecord = {
  ...{ id: 'f', type: 'flow', project: 'p', name: 'orders', description: '' },
  settings: { timeAttribute: 'event', parallelism: 1, options: [] },
}
const node = (id: string, sql: string, x = 0): NodeRecord => ({
  ...{ id, type: 'node', flow: 'f', name: `name_${id}`, x, y: 0 },
  config: { kind: 'sql', sql },
})
const edge = (id: string, from: string, to: string): EdgeRecord => ({ id, type: 'edge', flow: 'f', from, to })
const snapshot = (nodes: readonly NodeRecord[], edges: readonly EdgeRecord[] = []): Snapshot => ({ flow, nodes, edges })

describe('the comparison of two snapshots', () => {
  it('finds nothing between equal ones', () => {
    const same = compareSnapshots(snapshot([node('a', 'x')]), snapshot([node('a', 'x')]))
    expect(isSameJob(same)).toBe(true)
    expect(same.nodes.moved).toEqual([])
  })

  it('tells nodes and edges that came and went, edges by the names of their ends', () => {
    const before = snapshot([node('a', 'x'), node('b', 'y')], [edge('1', 'a', 'b')])
    const after = snapshot([node('a', 'x'), node('c', 'z')], [edge('2', 'a', 'c')])
    const difference = compareSnapshots(before, after)
    expect(difference.nodes.added.map(({ id }) => id)).toEqual(['c'])
    expect(difference.nodes.removed.map(({ id }) => id)).toEqual(['b'])
    expect(difference.edges).toEqual({
      added: [{ from: 'name_a', to: 'name_c' }],
      removed: [{ from: 'name_a', to: 'name_b' }],
    })
    expect(isSameJob(difference)).toBe(false)
  })

  it('keeps a node that only moved apart: it is the same job', () => {
    const difference = compareSnapshots(snapshot([node('a', 'x')]), snapshot([node('a', 'x', 40)]))
    expect(difference.nodes).toMatchObject({ changed: [], moved: [{ id: 'a' }] })
    expect(isSameJob(difference)).toBe(true)
  })

  it('takes an edge drawn anew between the same nodes as the same', () => {
    const nodes = [node('a', 'x'), node('b', 'y')]
    const before = snapshot(nodes, [edge('1', 'a', 'b')])
    expect(isSameJob(compareSnapshots(before, snapshot(nodes, [edge('2', 'a', 'b')])))).toBe(true)
  })

  it('names each setting of the flow and of a node with both values', () => {
    const after: Snapshot = {
      ...snapshot([{ ...node('a', 'y'), name: 'renamed' }]),
      flow: { ...flow, settings: { timeAttribute: 'event', timeZone: 'UTC', options: [{ key: 'k', value: 'v' }] } },
    }
    const { flow: changes, nodes } = compareSnapshots(snapshot([node('a', 'x')]), after)
    expect(changes).toEqual([
      { path: 'settings.parallelism', before: 1, after: undefined },
      { path: 'settings.options', before: [], after: [{ key: 'k', value: 'v' }] },
      { path: 'settings.timeZone', before: undefined, after: 'UTC' },
    ])
    expect(nodes.changed[0]?.changes).toEqual([
      { path: 'name', before: 'name_a', after: 'renamed' },
      { path: 'config.sql', before: 'x', after: 'y' },
    ])
  })

  it('sees that a list has another order', () => {
    const sink = (columns: readonly string[]): NodeRecord => {
      const config: NodeConfig = {
        ...{ kind: 'kafka-sink', servers: '', topic: '', format: 'json', keys: columns, columns: [], properties: [] },
      }
      return { ...node('a', ''), config }
    }
    const { nodes } = compareSnapshots(snapshot([sink(['a', 'b'])]), snapshot([sink(['b', 'a'])]))
    expect(nodes.changed[0]?.changes).toEqual([{ path: 'config.keys', before: ['a', 'b'], after: ['b', 'a'] }])
  })
})
