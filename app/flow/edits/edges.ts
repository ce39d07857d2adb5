import { failed, ok, type Result } from '../../base/result.ts'
import { createFlowGraph, reaches } from '../graph.ts'
import { nodeKind } from '../kinds/registry.ts'
import type { EdgeRecord } from '../records.ts'
import { type CreateId, diffOf, type FlowDiff, type Records, recordOf, recordsOf } from './diff-of.ts'

/** Why two nodes cannot be connected. */
export interface ConnectRefusal {
  readonly code: 'edge.unknown' | 'edge.repeated' | 'edge.cycle' | 'edge.into-source' | 'edge.from-sink' | 'edge.taken'
  readonly message: string
}

const refuse = (
  code: ConnectRefusal['code'],
  message: string,
): { readonly ok: false; readonly error: ConnectRefusal } => failed({ code, message })

/** Whether rows may go from one node to the other; asked while an edge is being drawn. */
export function checkConnection(records: Records, fromId: string, toId: string): Result<undefined, ConnectRefusal> {
  const from = recordOf(records, 'node', fromId)
  const to = recordOf(records, 'node', toId)
  if (from === undefined || to === undefined || from.flow !== to.flow)
    return refuse('edge.unknown', 'Only nodes of one flow can be connected')
  const graph = createFlowGraph(records.values(), from.flow)
  if (graph === undefined) return refuse('edge.unknown', 'Only nodes of one flow can be connected')
  if (nodeKind(from.config.kind).ports.outputs.max === 0)
    return refuse('edge.from-sink', `${from.name} is a sink and gives no rows`)
  const { max } = nodeKind(to.config.kind).ports.inputs
  if (max === 0) return refuse('edge.into-source', `${to.name} is a source and takes no rows`)
  const inputs = graph.inputs.get(to.id) ?? []
  if (inputs.some((input) => input.id === from.id))
    return refuse('edge.repeated', `${from.name} already leads to ${to.name}`)
  if (inputs.length >= max) return refuse('edge.taken', `${to.name} takes one input, and ${inputs[0]?.name} is it`)
  if (reaches(graph, to.id, from.id)) return refuse('edge.cycle', `${to.name} already leads to ${from.name}`)
  return ok(undefined)
}

export function connect(
  records: Records,
  createId: CreateId,
  from: string,
  to: string,
): Result<{ readonly diff: FlowDiff; readonly edge: EdgeRecord }, ConnectRefusal> {
  const checked = checkConnection(records, from, to)
  if (!checked.ok) return checked
  const flow = recordOf(records, 'node', from)?.flow ?? ''
  const edge: EdgeRecord = { type: 'edge', id: createId('edge'), flow, from, to }
  return ok({ diff: diffOf({ added: [edge] }), edge })
}

export function disconnect(records: Records, edgeIds: readonly string[]): FlowDiff {
  const gone = new Set(edgeIds)
  return diffOf({ removed: recordsOf(records, 'edge', (edge) => gone.has(edge.id)) })
}
