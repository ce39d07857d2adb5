import { describe, expect, it } from 'vitest'
import { flowRecord, sampleFlow, source } from '../../../app/compile/testing-kit/sample-flow.ts'
import type { FlowRecords } from '../../state/flow-records.ts'
import { createScriptAround } from './script-around.ts'

const graph = sampleFlow(
  {
    orders: source(),
    big: { kind: 'filter', condition: 'amount > 10' },
    totals: { kind: 'sql', sql: 'SELECT id FROM big' },
    later: { kind: 'sql', sql: 'SELECT id FROM totals' },
  },
  [
    ['orders', 'big'],
    ['big', 'totals'],
    ['totals', 'later'],
  ],
)
const nodes = [...graph.nodes.values()]
const idOf = (name: string): string => nodes.find((node) => node.name === name)?.id ?? ''
const edges = [...graph.inputs].flatMap(([to, inputs]) =>
  inputs.map(({ id: from }) => ({ type: 'edge' as const, id: `${from}-${to}`, flow: flowRecord.id, from, to })),
)
const parts: FlowRecords = { flow: flowRecord, nodes, edges, tests: [] }

describe('the script around a text of a node', () => {
  it('defines the nodes before it and none behind it, and begins what it is part of', () => {
    const { before, after, relations } = createScriptAround(idOf('totals'), 'query')(parts)
    expect(before).toContain('CREATE TEMPORARY TABLE `orders`')
    expect(before).toContain('CREATE TEMPORARY VIEW `big`')
    expect(before).not.toContain('`later`')
    expect(before.endsWith(';\nCREATE TEMPORARY VIEW `totals` AS\n')).toBe(true)
    expect(after).toBe('')
    expect(relations).toEqual(['big'])
  })

  it('knows which node has made what stands before', () => {
    const { before, nodeAt } = createScriptAround(idOf('totals'), 'query')(parts)
    expect(nodeAt(before.indexOf('`orders`'))).toBe(idOf('orders'))
    expect(nodeAt(before.indexOf('`big`'))).toBe(idOf('big'))
    expect(nodeAt(before.lastIndexOf('`totals`'))).toBeUndefined()
  })

  it('makes a condition one of a query over the node before', () => {
    const { before } = createScriptAround(idOf('big'), 'condition')(parts)
    expect(before.endsWith('CREATE TEMPORARY VIEW `big` AS\nSELECT * FROM `orders`\nWHERE ')).toBe(true)
  })

  it('is the same while only the text itself changes', () => {
    const around = createScriptAround(idOf('totals'), 'query')
    const first = around(parts)
    const edited = nodes.map((node) =>
      node.name === 'totals' ? { ...node, config: { kind: 'sql', sql: 'SEL' } } : node,
    )
    expect(around({ ...parts, nodes: edited as FlowRecords['nodes'] })).toBe(first)
  })
})
