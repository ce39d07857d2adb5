import { describe, expect, it } from 'vitest'
import { applyDiff, reverseDiff } from '../../base/diff.ts'
import { nodeKind } from '../kinds/registry.ts'
import type { NodeKind, WorkspaceRecord } from '../records.ts'
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard.ts'
import type { FlowDiff } from './diff-of.ts'
import { connect, disconnect } from './edges.ts'
import { createFlow, createTest, deleteFlow, renameFlow } from './flows.ts'
import { addNode, deleteNodes, moveNodes, renameNode } from './nodes.ts'

let made = 0
const createId = (prefix: string): string => `${prefix}_${++made}`

const node = (id: string, kind: NodeKind): WorkspaceRecord => ({
  type: 'node',
  id,
  flow: 'f',
  name: id,
  x: 0,
  y: 0,
  config: nodeKind(kind).defaults(),
})
const edge = (from: string, to: string): WorkspaceRecord => ({ type: 'edge', id: `${from}-${to}`, flow: 'f', from, to })
const flow = {
  type: 'flow',
  id: 'f',
  project: 'p',
  name: 'F',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
} as const
const records = (...more: readonly WorkspaceRecord[]) =>
  new Map<string, WorkspaceRecord>([flow, ...more].map((record) => [record.id, record]))

const chain = records(
  node('in', 'kafka-source'),
  node('q', 'sql'),
  node('q2', 'sql'),
  node('w', 'filter'),
  node('out', 'print-sink'),
  edge('in', 'q'),
  edge('q', 'q2'),
  edge('q2', 'w'),
  edge('w', 'out'),
)
const refusal = (from: string, to: string): string | undefined => {
  const connected = connect(chain, createId, from, to)
  return connected.ok ? undefined : connected.error.code
}
const undoes = (before: ReadonlyMap<string, WorkspaceRecord>, diff: FlowDiff) =>
  expect(applyDiff(applyDiff(before, diff), reverseDiff(diff))).toEqual(before)

describe('nodes', () => {
  it('get a name that is free in their flow', () => {
    const first = addNode(records(), createId, { flow: 'f', kind: 'sql', x: 1, y: 2 })
    const second = addNode(applyDiff(records(), first.diff), createId, { flow: 'f', kind: 'sql', x: 1, y: 2 })
    expect([first.node.name, second.node.name]).toEqual(['query', 'query_2'])
  })

  it('move without leaving a trace when they stay', () => {
    expect(moveNodes(chain, new Map([['q', { x: 0, y: 0 }]])).updated).toEqual({})
    expect(Object.keys(moveNodes(chain, new Map([['q', { x: 5, y: 0 }]])).updated)).toEqual(['q'])
  })

  it('refuse a name that is taken or none', () => {
    expect(renameNode(chain, 'q', 'out')).toMatchObject({ ok: false, error: { code: 'name.taken' } })
    expect(renameNode(chain, 'q', ' ')).toMatchObject({ ok: false, error: { code: 'name.empty' } })
    expect(renameNode(chain, 'q', 'late')).toMatchObject({ ok: true })
  })

  it('go with their edges and with what tests say about them', () => {
    const { test } = createTest(chain, createId, 'f', 'T')
    const before = applyDiff(chain, {
      added: { t: { ...test, id: 't', inputs: [{ node: 'in', pack: 'p' }] } },
      updated: {},
      removed: {},
    })
    const diff = deleteNodes(before, ['in', 'q'])
    expect(Object.keys(diff.removed).sort()).toEqual(['in', 'in-q', 'q', 'q-q2'])
    expect(applyDiff(before, diff).get('t')).toMatchObject({ inputs: [] })
    undoes(before, diff)
  })
})

describe('edges', () => {
  it('lead where rows can go', () => {
    const connected = connect(chain, createId, 'in', 'q2')
    expect(connected).toMatchObject({ ok: true, value: { edge: { flow: 'f', from: 'in', to: 'q2' } } })
  })

  it.each([
    ['q', 'in', 'edge.into-source'],
    ['out', 'q', 'edge.from-sink'],
    ['in', 'q', 'edge.repeated'],
    ['q2', 'q', 'edge.cycle'],
    ['q', 'q', 'edge.cycle'],
    ['q', 'w', 'edge.taken'],
    ['q', 'out', 'edge.taken'],
    ['q', 'nowhere', 'edge.unknown'],
  ])('from %s to %s are refused: %s', (from, to, code) => {
    expect(refusal(from, to)).toBe(code)
  })

  it('can be taken away', () => {
    expect(Object.keys(disconnect(chain, ['in-q']).removed)).toEqual(['in-q'])
  })
})

describe('the clipboard', () => {
  it('keeps edges among the nodes and gives free names', () => {
    const pasted = pasteNodes(chain, createId, 'f', copyNodes(chain, ['in', 'q']))
    expect(pasted).toMatchObject({ ok: true, value: { nodes: [{ name: 'in_2', x: 40 }, { name: 'q_2' }] } })
    expect(pasted.ok && Object.values(pasted.value.diff.added).filter(({ type }) => type === 'edge')).toHaveLength(1)
  })

  it('refuses a text that it has not written', () => {
    expect(pasteNodes(chain, createId, 'f', 'hello')).toMatchObject({ ok: false, error: { file: 'clipboard' } })
  })

  it('duplicates in one step', () => {
    expect(duplicateNodes(chain, createId, ['w']).nodes.map(({ name }) => name)).toEqual(['w_2'])
  })
})

describe('flows', () => {
  it('are created under a free name and renamed to no taken one', () => {
    const { diff, flow: second } = createFlow(chain, createId, { project: 'p', name: 'F' })
    expect(second.name).toBe('F 2')
    expect(renameFlow(applyDiff(chain, diff), second.id, 'F')).toMatchObject({ ok: false })
  })

  it('go with all that belongs to them', () => {
    const diff = deleteFlow(chain, 'f')
    expect(applyDiff(chain, diff).size).toBe(0)
    undoes(chain, diff)
  })
})
