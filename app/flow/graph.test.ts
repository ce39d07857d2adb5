import { describe, expect, it } from 'vitest'
import { createFlowGraph, type FlowGraph, reaches, sortTopologically } from './graph.ts'
import { nodeKind } from './kinds/registry.ts'
import type { FlowRecord, NodeKind, WorkspaceRecord } from './records.ts'
import { validateFlow } from './validate.ts'

const flow: FlowRecord = {
  type: 'flow',
  id: 'f',
  project: 'p',
  name: 'F',
  description: '',
  settings: { timeAttribute: 'event', options: [] },
}

/** Nodes as `name kind`, edges as `from>to`. */
function graphOf(nodes: readonly string[], edges: readonly string[], settings = {}): FlowGraph {
  const records: WorkspaceRecord[] = [{ ...flow, settings: { ...flow.settings, ...settings } }]
  for (const text of nodes) {
    const [name = '', kind = 'sql'] = text.split(' ')
    const config = nodeKind(kind as NodeKind).defaults()
    records.push({ type: 'node', id: `id_${name}`, flow: 'f', name, x: 0, y: 0, config })
  }
  for (const text of edges) {
    const [from = '', to = ''] = text.split('>')
    records.push({ type: 'edge', id: text, flow: 'f', from: `id_${from}`, to: `id_${to}` })
  }
  const graph = createFlowGraph(records, 'f')
  if (graph === undefined) throw new Error('no flow')
  return graph
}
const names = (graph: FlowGraph): readonly string[] => sortTopologically(graph).order.map(({ name }) => name)
const codesOf = (graph: FlowGraph, name: string): readonly string[] =>
  validateFlow(graph).flatMap(({ code, place }) =>
    place.kind === 'node' && place.node === `id_${name}` && !code.startsWith('field.') ? [code] : [],
  )

describe('the graph of a flow', () => {
  it('puts inputs before what they feed, and names decide the rest', () => {
    expect(names(graphOf(['c', 'b', 'a', 'd'], ['c>a', 'a>d']))).toEqual(['b', 'c', 'a', 'd'])
  })

  it('tells nodes on a cycle apart', () => {
    const graph = graphOf(['a', 'b', 'c'], ['a>b', 'b>a'])
    expect(names(graph)).toEqual(['c'])
    expect(sortTopologically(graph).cyclic.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('knows where rows come to', () => {
    const graph = graphOf(['a', 'b', 'c', 'd'], ['a>b', 'b>c'])
    expect(reaches(graph, 'id_a', 'id_c')).toBe(true)
    expect(reaches(graph, 'id_c', 'id_a')).toBe(false)
    expect(reaches(graph, 'id_a', 'id_d')).toBe(false)
  })

  it('leaves out edges that lead to nothing', () => {
    expect(graphOf(['a'], ['a>gone']).edges).toEqual([])
  })
})

describe('the validation of a flow', () => {
  it('wants SQL between a source and a sink', () => {
    expect(codesOf(graphOf(['q sql'], []), 'q')).toEqual(['edge.no-input', 'edge.no-output'])
    expect(codesOf(graphOf(['s kafka-source', 'q sql', 'o print-sink'], ['s>q', 'q>o']), 'q')).toEqual([])
  })

  it('takes one input into a filter and a sink', () => {
    const graph = graphOf(['s kafka-source', 't kafka-source', 'o print-sink'], ['s>o', 't>o'])
    expect(codesOf(graph, 'o')).toEqual(['edge.too-many-inputs'])
  })

  it('finds nodes that feed themselves', () => {
    expect(codesOf(graphOf(['a', 'b'], ['a>b', 'b>a']), 'a')).toEqual(['edge.cycle'])
  })

  it('wants each name once', () => {
    const graph = graphOf(['a', 'b'], ['a>b'])
    const nodes = new Map([...graph.nodes].map(([id, node]) => [id, { ...node, name: 'same' }]))
    expect(validateFlow({ ...graph, nodes }).filter(({ code }) => code === 'name.taken')).toHaveLength(2)
  })

  it('looks at the job parameters', () => {
    const options = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ]
    const graph = graphOf([], [], { parallelism: 0, checkpointSeconds: 1.5, options })
    expect(validateFlow(graph).map(({ place }) => place.field)).toEqual(['parallelism', 'checkpointSeconds', 'options'])
  })
})
