import type { EdgeRecord, FlowRecord, NodeRecord, WorkspaceRecord } from './records.ts'

/** One flow, indexed: its nodes and who feeds whom. Lists are ordered by name, so that what is made of them is too. */
export interface FlowGraph {
  readonly flow: FlowRecord
  readonly nodes: ReadonlyMap<string, NodeRecord>
  readonly edges: readonly EdgeRecord[]
  readonly inputs: ReadonlyMap<string, readonly NodeRecord[]>
  readonly outputs: ReadonlyMap<string, readonly NodeRecord[]>
}

const byName = (a: NodeRecord, b: NodeRecord): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** Undefined when there is no such flow. Edges that lead to nothing are left out. */
export function createFlowGraph(records: Iterable<WorkspaceRecord>, flowId: string): FlowGraph | undefined {
  let flow: FlowRecord | undefined
  const members: NodeRecord[] = []
  const links: EdgeRecord[] = []
  for (const record of records) {
    if (record.type === 'flow' && record.id === flowId) flow = record
    else if (record.type === 'node' && record.flow === flowId) members.push(record)
    else if (record.type === 'edge' && record.flow === flowId) links.push(record)
  }
  if (flow === undefined) return undefined
  const nodes = new Map(members.sort(byName).map((node) => [node.id, node]))
  const edges = links
    .filter((edge) => nodes.has(edge.from) && nodes.has(edge.to))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const neighbours = (near: 'from' | 'to', far: 'from' | 'to'): Map<string, readonly NodeRecord[]> => {
    const lists = new Map<string, NodeRecord[]>([...nodes.keys()].map((id) => [id, []]))
    for (const edge of edges) {
      const neighbour = nodes.get(edge[far])
      if (neighbour !== undefined) lists.get(edge[near])?.push(neighbour)
    }
    for (const list of lists.values()) list.sort(byName)
    return lists
  }
  return { flow, nodes, edges, inputs: neighbours('to', 'from'), outputs: neighbours('from', 'to') }
}

/** Inputs before what they feed, by name where the edges leave it open. Nodes on a cycle, or behind one, are apart. */
export function sortTopologically(graph: FlowGraph): {
  readonly order: readonly NodeRecord[]
  readonly cyclic: readonly NodeRecord[]
} {
  const order: NodeRecord[] = []
  const placed = new Set<string>()
  let waiting = [...graph.nodes.values()]
  for (;;) {
    const next = waiting.find((node) => (graph.inputs.get(node.id) ?? []).every((input) => placed.has(input.id)))
    if (next === undefined) return { order, cyclic: waiting }
    order.push(next)
    placed.add(next.id)
    waiting = waiting.filter((node) => node !== next)
  }
}

/** Whether rows of `from` come to `to`, over any number of edges. */
export function reaches(graph: FlowGraph, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const output of graph.outputs.get(id) ?? []) open.push(output.id)
  }
  return false
}
