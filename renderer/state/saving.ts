import { isEmptyDiff } from '../../app/base/diff.ts'
import type { StoreError, WorkspaceDiff } from '../bridge/contract.ts'
import type { HostClient } from '../bridge/host-client.ts'
import type { WorkspaceDocument } from './document.ts'

/** Far below the second after which an edit must be safe. */
export const DRAFT_DELAY_MS = 400

export interface SavingHooks {
  /** A save or a draft did not succeed; the edits are all still in the document. */
  failed(error: StoreError): void
}

export interface Saving {
  /** One transaction; resolves to whether everything is saved. */
  save(): Promise<boolean>
  /** Writes the draft now instead of after the delay. */
  flushDraft(): Promise<void>
  stop(): void
}

/** Keeps the host informed: drafts shortly after each edit, saves on request, one call at a time. */
export function createSaving(document: WorkspaceDocument, host: HostClient, hooks: SavingHooks): Saving {
  let timer: ReturnType<typeof setTimeout> | undefined
  let drafted: WorkspaceDiff = document.get().unsaved
  let running: Promise<unknown> = Promise.resolve()

  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = running.then(work, work)
    running = next.catch(() => undefined)
    return next
  }
  const writeDraft = async (): Promise<void> => {
    const { unsaved, revision, writable } = document.get()
    if (unsaved === drafted || !writable) return
    const answer = await host.api.workspace.saveDraft(unsaved, revision)
    if (answer.ok) drafted = unsaved
    else hooks.failed(answer.error)
  }
  const unsubscribe = document.subscribe(() => {
    const { unsaved, saving } = document.get()
    if (unsaved === drafted || saving || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      void queue(writeDraft)
    }, DRAFT_DELAY_MS)
  })

  return {
    save: () =>
      queue(async () => {
        if (isEmptyDiff(document.get().unsaved)) return true
        const { revision } = document.get()
        const diff = document.beginSave()
        try {
          const answer = await host.api.workspace.save(diff, revision)
          document.endSave(answer.ok ? answer.value : undefined)
          if (!answer.ok) {
            hooks.failed(answer.error)
            return false
          }
          await writeDraft()
          return true
        } catch (error) {
          document.endSave(undefined)
          throw error
        }
      }),
    flushDraft: () => queue(writeDraft),
    stop() {
      clearTimeout(timer)
      unsubscribe()
    },
  }
}
