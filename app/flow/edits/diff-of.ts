import type { RecordsDiff } from '../../base/diff.ts'
import type { WorkspaceRecord } from '../records.ts'

// Every edit is a pure function from the records as they are to a diff; applying it, undoing it and
// saving it are the caller's. Ids are made by the caller's `createIds`.

export type FlowDiff = RecordsDiff<WorkspaceRecord>
export type Records = ReadonlyMap<string, WorkspaceRecord>
export type CreateId = (prefix: string) => string

export interface DiffParts {
  readonly added?: readonly WorkspaceRecord[]
  readonly updated?: readonly (readonly [from: WorkspaceRecord, to: WorkspaceRecord])[]
  readonly removed?: readonly WorkspaceRecord[]
}

export function diffOf({ added = [], updated = [], removed = [] }: DiffParts): FlowDiff {
  return {
    added: Object.fromEntries(added.map((record) => [record.id, record])),
    updated: Object.fromEntries(updated.filter(([from, to]) => from !== to).map((pair) => [pair[0].id, pair])),
    removed: Object.fromEntries(removed.map((record) => [record.id, record])),
  }
}

/** The name itself, or with the first number behind it that makes it free. */
export function freeName(base: string, taken: ReadonlySet<string>, separator = '_'): string {
  let name = base
  for (let number = 2; taken.has(name); number++) name = `${base}${separator}${number}`
  return name
}

export function recordsOf<T extends WorkspaceRecord['type']>(
  records: Records,
  type: T,
  keep: (record: Extract<WorkspaceRecord, { readonly type: T }>) => boolean = () => true,
): Extract<WorkspaceRecord, { readonly type: T }>[] {
  const found: Extract<WorkspaceRecord, { readonly type: T }>[] = []
  for (const record of records.values()) {
    if (record.type !== type) continue
    const typed = record as Extract<WorkspaceRecord, { readonly type: T }>
    if (keep(typed)) found.push(typed)
  }
  return found
}

export function recordOf<T extends WorkspaceRecord['type']>(
  records: Records,
  type: T,
  id: string,
): Extract<WorkspaceRecord, { readonly type: T }> | undefined {
  const record = records.get(id)
  return record?.type === type ? (record as Extract<WorkspaceRecord, { readonly type: T }>) : undefined
}
