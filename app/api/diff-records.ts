import type { WorkspaceRecord } from '../flow/records.ts'
import type { WorkspaceDiff } from '../workspace/store.ts'

/** The change from one state of the records to another. */
export function diffRecords(
  before: ReadonlyMap<string, WorkspaceRecord>,
  after: ReadonlyMap<string, WorkspaceRecord>,
): WorkspaceDiff {
  const added: Record<string, WorkspaceRecord> = {}
  const updated: Record<string, readonly [WorkspaceRecord, WorkspaceRecord]> = {}
  const removed: Record<string, WorkspaceRecord> = {}
  for (const [id, record] of after) {
    const old = before.get(id)
    if (old === undefined) added[id] = record
    else if (old !== record && JSON.stringify(old) !== JSON.stringify(record)) updated[id] = [old, record]
  }
  for (const [id, record] of before) if (!after.has(id)) removed[id] = record
  return { added, updated, removed }
}
