import { emptyDiff } from '../../base/diff.ts'
import type { FlowRecord, ProjectRecord, VersionRecord, WorkspaceRecord } from '../../flow/records.ts'
import type { WorkspaceDiff } from '../store.ts'

export const project = (id: string, name = id): ProjectRecord => ({ type: 'project', id, name })

export const flow = (id: string, description = ''): FlowRecord => ({
  type: 'flow',
  id,
  project: 'project_a',
  name: id,
  description,
  settings: { timeAttribute: 'event', options: [] },
})

export const version = (of: FlowRecord, number: number): VersionRecord => ({
  type: 'version',
  id: `version_${of.id}_${number}`,
  flow: of.id,
  number,
  createdAt: 0,
  note: '',
  snapshot: { flow: of, nodes: [], edges: [] },
  script: '',
})

export const adding = (...records: WorkspaceRecord[]): WorkspaceDiff => ({
  ...emptyDiff,
  added: Object.fromEntries(records.map((record) => [record.id, record])),
})

export const updating = (from: WorkspaceRecord, to: WorkspaceRecord): WorkspaceDiff => ({
  ...emptyDiff,
  updated: { [to.id]: [from, to] },
})

export const removing = (record: WorkspaceRecord): WorkspaceDiff => ({ ...emptyDiff, removed: { [record.id]: record } })
