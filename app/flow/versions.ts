import { recordOf, recordsOf } from './edits/diff-of.ts'
import type { VersionRecord, WorkspaceRecord } from './records.ts'

type Records = ReadonlyMap<string, WorkspaceRecord>
export type Snapshot = VersionRecord['snapshot']

/** Versions of a flow, the newest first. */
export const versionsOf = (records: Records, flow: string): readonly VersionRecord[] =>
  recordsOf(records, 'version', (version) => version.flow === flow).sort((a, b) => b.number - a.number)

/** A flow as it stands, to be kept. */
export function snapshotOf(records: Records, id: string): Snapshot | undefined {
  const flow = recordOf(records, 'flow', id)
  if (flow === undefined) return undefined
  return {
    flow,
    nodes: recordsOf(records, 'node', (node) => node.flow === id),
    edges: recordsOf(records, 'edge', (edge) => edge.flow === id),
  }
}

/** The version that follows the newest one. */
export function nextVersion(
  records: Records,
  snapshot: Snapshot,
  made: Pick<VersionRecord, 'id' | 'createdAt' | 'note' | 'script'>,
): VersionRecord {
  const flow = snapshot.flow.id
  const number = (versionsOf(records, flow)[0]?.number ?? 0) + 1
  return { type: 'version', flow, number, ...made, snapshot }
}
