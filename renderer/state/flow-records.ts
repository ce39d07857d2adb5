import type { RecordOf, WorkspaceRecord } from '../../app/flow/records.ts'
import type { FlowDraft } from '../bridge/contract.ts'
import { type Records, recordOf } from './document.ts'

export interface FlowRecords {
  readonly flow: RecordOf<'flow'>
  readonly nodes: readonly RecordOf<'node'>[]
  readonly edges: readonly RecordOf<'edge'>[]
  readonly tests: readonly RecordOf<'test'>[]
}

const known = new WeakMap<Records, Map<string, FlowRecords>>()

/** A flow with what belongs to it. The same records give the same answer, by identity. */
export function flowRecords(records: Records, flow: string): FlowRecords | undefined {
  const cache = known.get(records) ?? new Map<string, FlowRecords>()
  known.set(records, cache)
  const cached = cache.get(flow)
  if (cached !== undefined) return cached
  const record = recordOf(records, 'flow', flow)
  if (record === undefined) return undefined
  const nodes: RecordOf<'node'>[] = []
  const edges: RecordOf<'edge'>[] = []
  const tests: RecordOf<'test'>[] = []
  for (const other of records.values()) {
    if (other.type === 'node' && other.flow === flow) nodes.push(other)
    else if (other.type === 'edge' && other.flow === flow) edges.push(other)
    else if (other.type === 'test' && other.flow === flow) tests.push(other)
  }
  const found = { flow: record, nodes, edges, tests }
  cache.set(flow, found)
  return found
}

/** What the engine needs of a flow: the flow itself and the packs that its tests name. */
export function flowDraft(records: Records, flow: string): FlowDraft {
  const parts = flowRecords(records, flow)
  if (parts === undefined) return { flow, records: [] }
  const packs = new Set(parts.tests.flatMap((test) => test.inputs.map((input) => input.pack)))
  const fed: WorkspaceRecord[] = [...packs].flatMap((id) => recordOf(records, 'pack', id) ?? [])
  return { flow, records: [parts.flow, ...parts.nodes, ...parts.edges, ...parts.tests, ...fed] }
}
