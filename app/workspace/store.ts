import type { RecordsDiff } from '../base/diff.ts'
import type { Result } from '../base/result.ts'
import type { WorkspaceRecord } from '../flow/records.ts'

export type WorkspaceDiff = RecordsDiff<WorkspaceRecord>

/** Who may write. The token grows with every change of holder and stands in every write: an old holder cannot save. */
export interface LockHolder {
  readonly token: number
  readonly owner: string
  readonly host: string
  readonly pid: number
  readonly since: number
  readonly seenAt: number
}

export type StoreError =
  | { readonly tag: 'locked'; readonly holder: LockHolder }
  | { readonly tag: 'lock-lost'; readonly holder: LockHolder }
  | { readonly tag: 'conflict'; readonly revision: number }
  | { readonly tag: 'newer-schema'; readonly found: number; readonly known: number }
  | { readonly tag: 'foreign'; readonly reason: string }
  | { readonly tag: 'damaged'; readonly reason: string }
  | { readonly tag: 'io'; readonly operation: string; readonly code: string; readonly message: string }

export interface Draft {
  /** The window that typed it. */
  readonly session: string
  readonly base: number
  readonly diff: WorkspaceDiff
  readonly at: number
}

/** Bytes that need not fit into the memory. */
export interface BlobContent {
  readonly size: number
  /** From a byte on, each time anew. Throws a StoreFailure where the medium fails. */
  pieces(from?: number): Iterable<Uint8Array>
}

/** A blob that is kept. */
export interface StoredBlob extends BlobContent {
  /** All of it, in order. Throws a StoreFailure at its end where the bytes have changed on the medium. */
  checkedPieces(): Iterable<Uint8Array>
}

/** A blob in the making. Until it is kept nothing of it outlives the store, not even in a file. */
export interface StagedBlob {
  readonly content: BlobContent
  append(bytes: Uint8Array): Result<void, StoreError>
  /** Until the medium has what was appended: seconds for a large one, in which others are served. `keep` is quick then. */
  settle(): Promise<Result<void, StoreError>>
  /** Returns the SHA-256 in hex, as `putBlob` does. */
  keep(): Result<string, StoreError>
  drop(): void
}

/**
 * One workspace, one writer. Synchronous, as SQLite is; two implementations (memory, sqlite) pass the
 * same suite. A save is one transaction and returns after commit; nothing acknowledged is ever lost.
 */
export interface WorkspaceStore {
  readonly path: string
  load(): Result<{ readonly revision: number; readonly records: readonly WorkspaceRecord[] }, StoreError>
  /** Compare-and-set on the revision, fenced by the token. */
  save(diff: WorkspaceDiff, base: number, token: number): Result<{ readonly revision: number }, StoreError>
  /** Replaces this session's unsaved edits; an empty diff removes them. */
  saveDraft(draft: Draft, token: number): Result<void, StoreError>
  drafts(): Result<readonly Draft[], StoreError>
  dropDraft(session: string): Result<void, StoreError>
  /** Content-addressed, beside the file; returns the SHA-256 in hex. */
  putBlob(bytes: Uint8Array): Result<string, StoreError>
  /** In full; a blob whose bytes have changed on the medium is damaged. */
  readBlob(hash: string): Result<Uint8Array, StoreError>
  /** Piece by piece, as it lies there. */
  openBlob(hash: string): Result<StoredBlob, StoreError>
  stageBlob(): Result<StagedBlob, StoreError>
  lock(owner: string, steal: boolean): Result<LockHolder, StoreError>
  /** Says that the holder is alive; fails with lock-lost once another took over. */
  refreshLock(token: number): Result<LockHolder, StoreError>
  releaseLock(token: number): void
  holder(): LockHolder | undefined
  close(): void
}
