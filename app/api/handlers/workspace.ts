import { failed, ok, type Result } from '../../base/result.ts'
import type { WorkspaceRecord } from '../../flow/records.ts'
import type { LockHolder, StoreError } from '../../workspace/store.ts'
import type { HostApi } from '../contract.ts'
import type { OpenWorkspace } from '../open-workspace.ts'

/** Turns a project into its text files, zipped. */
export type ExportProject = (
  records: readonly WorkspaceRecord[],
  project: string,
  readBlob: (hash: string) => Result<Uint8Array, StoreError>,
) => Result<{ readonly fileName: string; readonly zip: Uint8Array }, StoreError>

const nobodyHolds: LockHolder = { token: 0, owner: '', host: '', pid: 0, since: 0, seenAt: 0 }

export function createWorkspaceHandlers(
  workspace: OpenWorkspace,
  exportProject: ExportProject,
  session: string,
): HostApi['workspace'] {
  return {
    async load() {
      const loaded = workspace.load()
      if (!loaded.ok) return loaded
      const drafts = workspace.store.drafts()
      if (!drafts.ok) return drafts
      const { holder, mine } = workspace.lock()
      return ok({ ...loaded.value, drafts: drafts.value, lock: holder ?? nobodyHolds, mine })
    },
    save: async (diff, base) => workspace.save(diff, base, session),
    saveDraft: async (diff, base) => workspace.saveDraft(session, diff, base),
    dropDraft: async (dropped) => workspace.store.dropDraft(dropped),
    takeOver: async () => workspace.takeOver(),
    async exportProject(project) {
      const loaded = workspace.load()
      if (!loaded.ok) return failed(loaded.error)
      return exportProject(loaded.value.records, project, (hash) => workspace.store.readBlob(hash))
    },
  }
}
