import { ok } from '../../base/result.ts'
import type { LockHolder } from '../../workspace/store.ts'
import type { HostApi } from '../contract.ts'
import type { OpenWorkspace } from '../open-workspace.ts'
import { createExportHandlers, type ExportServices } from './export.ts'

const nobodyHolds: LockHolder = { token: 0, owner: '', host: '', pid: 0, since: 0, seenAt: 0 }

export function createWorkspaceHandlers(
  workspace: OpenWorkspace,
  session: string,
  services: ExportServices,
): HostApi['workspace'] {
  return {
    async load() {
      const loaded = workspace.load()
      if (!loaded.ok) return loaded
      const drafts = workspace.store.drafts()
      if (!drafts.ok) return drafts
      const { holder, writer } = workspace.lock()
      return ok({ ...loaded.value, drafts: drafts.value, lock: holder ?? nobodyHolds, mine: writer === session })
    },
    save: async (diff, base) => workspace.save(diff, base, session),
    saveDraft: async (diff, base) => workspace.saveDraft(session, diff, base),
    dropDraft: async (dropped) => workspace.store.dropDraft(dropped),
    takeOver: async () => workspace.takeOver(session),
    ...createExportHandlers(workspace, services),
  }
}
