import { applyDiff, emptyDiff, isEmptyDiff, reverseDiff } from '../../app/base/diff.ts'
import type { RecordOf, RecordType, WorkspaceRecord } from '../../app/flow/records.ts'
import type { WorkspaceDiff } from '../bridge/contract.ts'
import type { Message } from '../i18n/translate.ts'
import { emptyHistory, type History, pushStep, type Step, sealLast, stepBack, stepForward } from './history.ts'
import { createStore, type Store } from './store.ts'
import { addUnsaved, flowOf, recordsIn } from './unsaved.ts'

export type Records = ReadonlyMap<string, WorkspaceRecord>

export interface DocumentState {
  readonly records: Records
  /** The revision that `records` without `unsaved` is. */
  readonly revision: number
  readonly unsaved: WorkspaceDiff
  /** Part of `unsaved` that is on its way to the host. */
  readonly saving: boolean
  readonly savedAt: number | undefined
  readonly writable: boolean
  readonly history: History
}

export interface EditOptions {
  /** Edits with the same key close to each other are undone as one. */
  readonly key?: string
}

/**
 * The open workspace. All edits go through `edit`, as diffs: undo, drafts and saves are made of them.
 * What another party saved comes in by `receive`, beneath the unsaved edits.
 */
export interface WorkspaceDocument extends Pick<Store<DocumentState>, 'get' | 'subscribe'> {
  /** False when nothing was changed: the diff is empty, or the window may only read. */
  edit(diff: WorkspaceDiff, label: Message, options?: EditOptions): boolean
  /** Ends a gesture: the next edit is a step of its own. */
  seal(): void
  undo(): Step | undefined
  redo(): Step | undefined
  receive(diff: WorkspaceDiff, revision: number): void
  beginSave(): WorkspaceDiff
  endSave(saved: { readonly revision: number; readonly savedAt: number } | undefined): void
  setWritable(writable: boolean): void
  replace(records: readonly WorkspaceRecord[], revision: number): void
}

export function createDocument(now: () => number): WorkspaceDocument {
  const store = createStore<DocumentState>({
    records: new Map(),
    revision: 0,
    unsaved: emptyDiff,
    saving: false,
    savedAt: undefined,
    writable: false,
    history: emptyHistory,
  })
  /** Edits made while a save was on its way. */
  let sent: WorkspaceDiff = emptyDiff
  let since: WorkspaceDiff = emptyDiff

  const apply = (diff: WorkspaceDiff, history: History): void => {
    since = addUnsaved(since, diff)
    store.set((state) => ({
      records: applyDiff(state.records, diff),
      unsaved: addUnsaved(state.unsaved, diff),
      history,
    }))
  }

  const travel = (way: 'undo' | 'redo'): Step | undefined => {
    const { history, writable } = store.get()
    const step = history[way].at(-1)
    if (step === undefined || !writable) return undefined
    if (way === 'undo') apply(reverseDiff(step.diff), stepBack(history))
    else apply(step.diff, stepForward(history))
    return step
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    edit(diff, label, options) {
      const state = store.get()
      if (isEmptyDiff(diff) || !state.writable) return false
      const step: Step = { diff, label, at: now(), ...(options?.key === undefined ? {} : { key: options.key }) }
      apply(diff, pushStep(state.history, step))
      return true
    },
    seal: () => store.set((state) => ({ history: sealLast(state.history) })),
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    receive: (diff, revision) =>
      store.set((state) => ({ records: applyDiff(state.records, withoutEdited(diff, state.unsaved)), revision })),
    beginSave() {
      sent = store.get().unsaved
      since = emptyDiff
      store.set({ saving: true })
      return sent
    },
    endSave(saved) {
      if (saved === undefined) store.set({ saving: false })
      else store.set({ saving: false, revision: saved.revision, savedAt: saved.savedAt, unsaved: since })
    },
    setWritable: (writable) => store.set({ writable }),
    replace(records, revision) {
      since = emptyDiff
      store.set({
        records: new Map(records.map((record) => [record.id, record])),
        revision,
        unsaved: emptyDiff,
        history: emptyHistory,
      })
    },
  }
}

/** The part of a change from outside that touches nothing that is being edited here. */
function withoutEdited(diff: WorkspaceDiff, unsaved: WorkspaceDiff): WorkspaceDiff {
  const isFree = ([id]: readonly [string, unknown]): boolean =>
    !(id in unsaved.added) && !(id in unsaved.updated) && !(id in unsaved.removed)
  return {
    added: Object.fromEntries(Object.entries(diff.added).filter(isFree)),
    updated: Object.fromEntries(Object.entries(diff.updated).filter(isFree)),
    removed: Object.fromEntries(Object.entries(diff.removed).filter(isFree)),
  }
}

export function recordsOf<T extends RecordType>(records: Records, type: T): readonly RecordOf<T>[] {
  const found: RecordOf<T>[] = []
  for (const record of records.values()) if (record.type === type) found.push(record as RecordOf<T>)
  return found
}

/** The record, when it is there and of that type. */
export function recordOf<T extends RecordType>(records: Records, type: T, id: string): RecordOf<T> | undefined {
  const record = records.get(id)
  return record?.type === type ? (record as RecordOf<T>) : undefined
}

/** Flows with unsaved edits. */
export function dirtyFlows(unsaved: WorkspaceDiff): ReadonlySet<string> {
  const flows = new Set<string>()
  for (const record of recordsIn(unsaved)) {
    const flow = flowOf(record)
    if (flow !== undefined) flows.add(flow)
  }
  return flows
}
