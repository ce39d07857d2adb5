import { composeDiffs } from '../../app/base/diff.ts'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import type { WorkspaceDiff } from '../bridge/contract.ts'

/** What `first` and then `second` change together, without records that are back where they were. */
export function addUnsaved(first: WorkspaceDiff, second: WorkspaceDiff): WorkspaceDiff {
  const both = composeDiffs(first, second)
  const updated = Object.entries(both.updated).filter(([, [from, to]]) => from !== to && !isSameValue(from, to))
  return { ...both, updated: Object.fromEntries(updated) }
}

/** Whether the records still are what the change was made from: then it can be applied without a loss. */
export function canApply(records: ReadonlyMap<string, WorkspaceRecord>, diff: WorkspaceDiff): boolean {
  const isThere = (id: string, record: WorkspaceRecord): boolean => isSameValue(records.get(id), record)
  return (
    Object.keys(diff.added).every((id) => !records.has(id)) &&
    Object.entries(diff.updated).every(([id, [from]]) => isThere(id, from)) &&
    Object.entries(diff.removed).every(([id, record]) => isThere(id, record))
  )
}

export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return (
    left.length === right.size && left.every(([key, value]) => right.has(key) && isSameValue(value, right.get(key)))
  )
}

/** The flow that a record belongs to, itself for a flow. */
export function flowOf(record: WorkspaceRecord): string | undefined {
  if (record.type === 'flow') return record.id
  if (record.type === 'node' || record.type === 'edge' || record.type === 'test') return record.flow
  return undefined
}

export function recordsIn(diff: WorkspaceDiff): readonly WorkspaceRecord[] {
  return [
    ...Object.values(diff.added),
    ...Object.values(diff.updated).map(([, to]) => to),
    ...Object.values(diff.removed),
  ]
}
