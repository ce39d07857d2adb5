import { emptyDiff } from '../../base/diff.ts'
import { failed, ok, type Result } from '../../base/result.ts'
import { nodeKind } from '../kinds/registry.ts'
import type { NodeConfig, NodeKind, NodeRecord } from '../records.ts'
import { nameMistake } from '../validate.ts'
import { type CreateId, diffOf, type FlowDiff, freeName, type Records, recordOf, recordsOf } from './diff-of.ts'

export const nodeNames = (records: Records, flow: string): Set<string> =>
  new Set(recordsOf(records, 'node', (node) => node.flow === flow).map(({ name }) => name))

/** A new node with its kind's defaults, or the given config, under a name that is free. */
export function addNode(
  records: Records,
  createId: CreateId,
  at: { readonly flow: string; readonly kind: NodeKind; readonly x: number; readonly y: number },
  config: NodeConfig = nodeKind(at.kind).defaults(),
): { readonly diff: FlowDiff; readonly node: NodeRecord } {
  const { flow, x, y } = at
  const name = freeName(nodeKind(config.kind).baseName, nodeNames(records, flow))
  const node: NodeRecord = { type: 'node', id: createId('node'), flow, name, x, y, config }
  return { diff: diffOf({ added: [node] }), node }
}

/** Nodes to new places on the canvas, by id. */
export function moveNodes(
  records: Records,
  places: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): FlowDiff {
  const updated: (readonly [NodeRecord, NodeRecord])[] = []
  for (const [id, { x, y }] of places) {
    const node = recordOf(records, 'node', id)
    if (node !== undefined && (node.x !== x || node.y !== y)) updated.push([node, { ...node, x, y }])
  }
  return diffOf({ updated })
}

export function setConfig(records: Records, id: string, config: NodeConfig): FlowDiff {
  const node = recordOf(records, 'node', id)
  return node === undefined ? emptyDiff : diffOf({ updated: [[node, { ...node, config }]] })
}

export interface NameRefusal {
  readonly code: string
  readonly message: string
}

/** The new name alone. References to it in the SQL of others are renamed by compile/rename.ts. */
export function renameNode(records: Records, id: string, name: string): Result<FlowDiff, NameRefusal> {
  const node = recordOf(records, 'node', id)
  if (node === undefined || node.name === name) return ok(emptyDiff)
  const mistake = nameMistake(name)
  if (mistake !== undefined) return failed(mistake)
  if (nodeNames(records, node.flow).has(name))
    return failed({ code: 'name.taken', message: `There is another node called ${name}` })
  return ok(diffOf({ updated: [[node, { ...node, name }]] }))
}

/** The nodes, their edges, and what tests say about them. */
export function deleteNodes(records: Records, ids: readonly string[]): FlowDiff {
  const gone = new Set(ids)
  const nodes = recordsOf(records, 'node', (node) => gone.has(node.id))
  const edges = recordsOf(records, 'edge', (edge) => gone.has(edge.from) || gone.has(edge.to))
  const updated = recordsOf(records, 'test')
    .map((test) => {
      const inputs = test.inputs.filter((input) => !gone.has(input.node))
      const expectations = test.expectations.filter((expectation) => !gone.has(expectation.node))
      const same = inputs.length === test.inputs.length && expectations.length === test.expectations.length
      return [test, same ? test : { ...test, inputs, expectations }] as const
    })
    .filter(([from, to]) => from !== to)
  return diffOf({ removed: [...nodes, ...edges], updated })
}
