import { emptyDiff } from '../../app/base/diff.ts'
import { freeName as firstFree } from '../../app/flow/edits/diff-of.ts'
import type { FolderRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import type { WorkspaceDiff } from '../bridge/contract.ts'
import type { Records } from './document.ts'

// Edits of the workspace around the flows' insides, as diffs. Those of flows and their nodes are in app/flow/edits.

export function addRecord(record: WorkspaceRecord): WorkspaceDiff {
  return { ...emptyDiff, added: { [record.id]: record } }
}

export function updateRecord<R extends WorkspaceRecord>(from: R, change: Partial<R>): WorkspaceDiff {
  return { ...emptyDiff, updated: { [from.id]: [from, { ...from, ...change }] } }
}

/** The record with all that hangs on it: a folder's flows, a flow's nodes and tests. Versions stay: they are history. */
export function removeRecord(records: Records, id: string): WorkspaceDiff {
  const removed: Record<string, WorkspaceRecord> = {}
  const take = (taken: string): void => {
    const record = records.get(taken)
    if (record === undefined || taken in removed) return
    removed[taken] = record
    for (const other of records.values()) if (ownerOf(other) === taken) take(other.id)
  }
  take(id)
  return { ...emptyDiff, removed }
}

function ownerOf(record: WorkspaceRecord): string | undefined {
  switch (record.type) {
    case 'project':
    case 'version':
    case 'publication':
      return undefined
    case 'folder':
      return record.parent ?? record.project
    case 'flow':
      return record.folder ?? record.project
    case 'node':
    case 'edge':
    case 'test':
      return record.flow
    case 'pack':
    case 'target':
      return record.project
  }
}

export function newFolder(id: string, project: string, parent: string | undefined, name: string): FolderRecord {
  return { id, type: 'folder', project, name, ...(parent === undefined ? {} : { parent }) }
}

/** `base`, or with the first number from 2 that is free. */
export const freeName = (base: string, taken: Iterable<string>): string => firstFree(base, new Set(taken), ' ')

/** The records that have a name of their own and can be given another. */
export type NamedRecord = Extract<WorkspaceRecord, { readonly name: string }>

export const isNamed = (record: WorkspaceRecord | undefined): record is NamedRecord =>
  record !== undefined && 'name' in record
