import type { Clock } from '../base/clock.ts'
import { applyDiff, isEmptyDiff } from '../base/diff.ts'
import { failed, ok, type Result } from '../base/result.ts'
import type { WorkspaceRecord } from '../flow/records.ts'
import type { LockHolder, StoreError, WorkspaceDiff, WorkspaceStore } from '../workspace/store.ts'
import { diffRecords } from './diff-records.ts'

export interface WorkspaceEvents {
  /** Somebody else than `by` changed the records. */
  onRecords(revision: number, diff: WorkspaceDiff, by: string | undefined): void
  /** Who writes now; `writer` is the window of this process that may, if the lock is ours. */
  onLock(holder: LockHolder | undefined, writer: string | undefined): void
}

/**
 * The workspace of this host process, with all its windows: they share one lock and one state of the
 * records, and one of them at a time may write.
 */
export interface OpenWorkspace {
  readonly store: WorkspaceStore
  load(): Result<{ readonly revision: number; readonly records: readonly WorkspaceRecord[] }, StoreError>
  /** As last loaded or saved. */
  records(): ReadonlyMap<string, WorkspaceRecord>
  lock(): { readonly holder: LockHolder | undefined; readonly writer: string | undefined; readonly mine: boolean }
  /** A window has come: it writes if the lock is ours and nobody else here does. */
  join(session: string): void
  /** The window that may write is gone: another one gets the pen. */
  handTo(session: string): void
  save(
    diff: WorkspaceDiff,
    base: number,
    by: string,
  ): Result<{ readonly revision: number; readonly savedAt: number }, StoreError>
  saveDraft(session: string, diff: WorkspaceDiff, base: number): Result<void, StoreError>
  takeOver(session: string): Result<LockHolder, StoreError>
  /** The host's own writing: adds or replaces records at whatever revision there is. */
  record(records: readonly WorkspaceRecord[]): Result<void, StoreError>
  /** Every few seconds: says that we are alive, or looks what the holder did. */
  beat(): void
  close(): void
}

export function openWorkspace(
  store: WorkspaceStore,
  owner: string,
  clock: Clock,
  events: WorkspaceEvents,
): Result<OpenWorkspace, StoreError> {
  let token: number | undefined
  let revision = 0
  let records: ReadonlyMap<string, WorkspaceRecord> = new Map()
  let lastHolder: LockHolder | undefined
  let writer: string | undefined

  function load() {
    const loaded = store.load()
    if (loaded.ok) {
      revision = loaded.value.revision
      records = new Map(loaded.value.records.map((record) => [record.id, record]))
    }
    return loaded
  }

  function loseLock(): void {
    token = undefined
    writer = undefined
    lastHolder = store.holder()
    events.onLock(lastHolder, undefined)
  }

  /** Does something with the token, or says who has it. */
  function holding<T>(work: (token: number) => Result<T, StoreError>): Result<T, StoreError> {
    if (token === undefined) {
      const holder = store.holder() ?? { token: 0, owner: '', host: '', pid: 0, since: 0, seenAt: 0 }
      return failed({ tag: 'locked', holder })
    }
    const result = work(token)
    if (!result.ok && result.error.tag === 'lock-lost') loseLock()
    return result
  }

  /** The same for a window: only the one that writes may. */
  function writing<T>(session: string, work: (token: number) => Result<T, StoreError>): Result<T, StoreError> {
    if (token !== undefined && lastHolder !== undefined && writer !== session)
      return failed({ tag: 'locked', holder: lastHolder })
    return holding(work)
  }

  function commit(diff: WorkspaceDiff, base: number, by: string | undefined) {
    return holding((held) => {
      const saved = store.save(diff, base, held)
      if (!saved.ok) return saved
      revision = saved.value.revision
      records = applyDiff(records, diff)
      events.onRecords(revision, diff, by)
      return ok({ revision, savedAt: clock() })
    })
  }

  function take(steal: boolean): Result<LockHolder, StoreError> {
    const taken = store.lock(owner, steal)
    if (!taken.ok) return taken
    token = taken.value.token
    lastHolder = taken.value
    return taken
  }

  /** What the holder, another process, has saved since we looked. */
  function follow(): void {
    const before = { revision, records }
    if (!load().ok || revision === before.revision) return
    events.onRecords(revision, diffRecords(before.records, records), undefined)
  }

  function watchHolder(): void {
    const holder = store.holder()
    if (holder?.token !== lastHolder?.token || (holder === undefined) !== (lastHolder === undefined)) {
      lastHolder = holder
      events.onLock(holder, undefined)
    }
  }

  const taken = take(false)
  if (!taken.ok) {
    if (taken.error.tag !== 'locked') return taken
    lastHolder = taken.error.holder
  }
  const loaded = load()
  if (!loaded.ok) return loaded

  return ok({
    store,
    load,
    records: () => records,
    lock: () => ({ holder: token === undefined ? store.holder() : lastHolder, writer, mine: token !== undefined }),
    join(session) {
      if (token !== undefined) writer ??= session
    },
    handTo(session) {
      if (token === undefined) return
      writer = session
      events.onLock(lastHolder, writer)
    },
    save: (diff, base, by) => writing(by, () => commit(diff, base, by)),
    saveDraft: (session, diff, base) =>
      writing(session, (held) => store.saveDraft({ session, base, diff, at: clock() }, held)),
    takeOver(session) {
      const stolen = take(true)
      if (stolen.ok) {
        writer = session
        follow()
        events.onLock(stolen.value, writer)
      }
      return stolen
    },
    record(written) {
      const next = new Map(records)
      for (const record of written) next.set(record.id, record)
      const diff = diffRecords(records, next)
      if (isEmptyDiff(diff)) return ok(undefined)
      const saved = commit(diff, revision, undefined)
      return saved.ok ? ok(undefined) : saved
    },
    beat() {
      if (token === undefined) {
        watchHolder()
        follow()
      } else if (!store.refreshLock(token).ok && store.holder()?.token !== token) loseLock()
    },
    close() {
      if (token !== undefined) store.releaseLock(token)
      store.close()
    },
  })
}
