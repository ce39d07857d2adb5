import { applyDiff, isEmptyDiff } from '../../base/diff.ts'
import { failed, ok } from '../../base/result.ts'
import type { WorkspaceRecord } from '../../flow/records.ts'
import { decideLock, type LockState, nobody } from '../lock-rules.ts'
import { isConflicting } from '../save-conflict.ts'
import type { Draft, StoreError, WorkspaceStore } from '../store.ts'
import type { StoreEnvironment } from '../store-environment.ts'
import { createMemoryBlob, storedBlob } from './memory-blob.ts'

/** What several memory stores share, as several processes share one file. */
export interface MemoryWorkspace {
  revision: number
  records: ReadonlyMap<string, WorkspaceRecord>
  lock: LockState
  readonly drafts: Map<string, Draft>
  readonly blobs: Map<string, Uint8Array>
}

export const createMemoryWorkspace = (): MemoryWorkspace => ({
  revision: 0,
  records: new Map(),
  lock: { token: 0, holder: undefined },
  drafts: new Map(),
  blobs: new Map(),
})

export function createMemoryStore(
  workspace: MemoryWorkspace,
  environment: StoreEnvironment,
  sha256: (bytes: Uint8Array) => string,
): WorkspaceStore {
  const isHeldBy = (token: number) => workspace.lock.holder?.token === token
  const lockLost = () =>
    failed<StoreError>({ tag: 'lock-lost', holder: workspace.lock.holder ?? nobody(workspace.lock.token) })

  const noBlob = (hash: string) =>
    failed<StoreError>({ tag: 'io', operation: 'read blob', code: 'ENOENT', message: `no blob ${hash}` })
  function putBlob(bytes: Uint8Array): string {
    const hash = sha256(bytes)
    workspace.blobs.set(hash, bytes.slice())
    return hash
  }

  return {
    path: ':memory:',
    load() {
      const records = [...workspace.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      return ok({ revision: workspace.revision, records: structuredClone(records) })
    },
    save(diff, base, token) {
      if (!isHeldBy(token)) return lockLost()
      if (workspace.revision !== base || isConflicting(diff, (id) => workspace.records.has(id))) {
        return failed({ tag: 'conflict', revision: workspace.revision })
      }
      workspace.records = applyDiff(workspace.records, structuredClone(diff))
      workspace.revision += 1
      return ok({ revision: workspace.revision })
    },
    saveDraft(draft, token) {
      if (!isHeldBy(token)) return lockLost()
      if (isEmptyDiff(draft.diff)) workspace.drafts.delete(draft.session)
      else workspace.drafts.set(draft.session, structuredClone(draft))
      return ok(undefined)
    },
    drafts: () => ok([...workspace.drafts.values()].sort((a, b) => (a.session < b.session ? -1 : 1))),
    dropDraft(session) {
      workspace.drafts.delete(session)
      return ok(undefined)
    },
    putBlob: (bytes) => ok(putBlob(bytes)),
    readBlob(hash) {
      const bytes = workspace.blobs.get(hash)
      return bytes === undefined ? noBlob(hash) : ok(bytes.slice())
    },
    openBlob(hash) {
      const bytes = workspace.blobs.get(hash)
      return bytes === undefined ? noBlob(hash) : ok(storedBlob(bytes))
    },
    stageBlob: () => ok(createMemoryBlob(putBlob)),
    lock(owner, steal) {
      const decision = decideLock(workspace.lock, owner, steal, environment)
      if (decision.kind === 'refused') return failed({ tag: 'locked', holder: decision.holder })
      workspace.lock = { token: decision.holder.token, holder: decision.holder }
      return ok(decision.holder)
    },
    refreshLock(token) {
      const { holder } = workspace.lock
      if (holder?.token !== token) return lockLost()
      const refreshed = { ...holder, seenAt: environment.clock() }
      workspace.lock = { token, holder: refreshed }
      return ok(refreshed)
    },
    releaseLock(token) {
      if (isHeldBy(token)) workspace.lock = { token, holder: undefined }
    },
    holder: () => workspace.lock.holder,
    close() {},
  }
}
