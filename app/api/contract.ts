import type { Failed, Ok } from '../base/result.ts'
import type { PackRecord, PublicationRecord, TestRecord, VersionRecord, WorkspaceRecord } from '../flow/records.ts'
import type { Problem, TestReport } from '../testing/report.ts'
import type { Draft, LockHolder, StoreError, WorkspaceDiff } from '../workspace/store.ts'

// What the window may ask of its host, whichever shell it is in. Types only. Each method has a zod
// schema of its arguments in api/schemas.ts; nothing reaches a handler unchecked. Answers are
// Results where the environment may fail; a rejected promise is a bug or a lost host.

export interface HostApi {
  session: {
    /** First call of a window. */
    open(): Promise<SessionInfo>
    setPreferences(preferences: Preferences): Promise<void>
  }
  workspace: {
    load(): Promise<Answer<LoadedWorkspace, StoreError>>
    save(
      diff: WorkspaceDiff,
      base: number,
    ): Promise<Answer<{ readonly revision: number; readonly savedAt: number }, StoreError>>
    saveDraft(diff: WorkspaceDiff, base: number): Promise<Answer<void, StoreError>>
    dropDraft(session: string): Promise<Answer<void, StoreError>>
    /** Takes the lock from its holder. */
    takeOver(): Promise<Answer<LockHolder, StoreError>>
    /** The saved project as text files, zipped. It may be larger than the memory: its parts are asked for in turn. */
    startExport(project: string): Promise<Answer<{ readonly export: string; readonly fileName: string }, StoreError>>
    exportPart(id: string): Promise<Answer<ExportPart, StoreError>>
    cancelExport(id: string): Promise<void>
  }
  packs: {
    /** Looks at bytes before import: format, columns, first rows, problems by line. Bytes go in pieces of at most 4 MB. */
    startUpload(name: string, bytes: number): Promise<Answer<{ readonly upload: string }, StoreError>>
    uploadPart(upload: string, offset: number, part: Uint8Array): Promise<Answer<void, StoreError>>
    /** Also while `finishUpload` is at work. Nothing of it stays. */
    cancelUpload(upload: string): Promise<void>
    /** From the first 1 MB on, while the rest is on its way; of what has come it looks at 4 MB at most. */
    inspect(
      upload: string,
      options: PackOptions,
    ): Promise<
      Answer<
        PackInspection,
        StoreError | { readonly tag: 'unreadable'; readonly message: string } | { readonly tag: 'cancelled' }
      >
    >
    /**
     * Reads all rows, stores the blob and returns the record to add; the window adds it as an edit.
     * Long work: `upload` events tell how far it is.
     */
    finishUpload(
      upload: string,
      options: PackOptions,
    ): Promise<Answer<FinishedPack, StoreError | { readonly tag: 'cancelled' }>>
    preview(pack: PackRecord, from: number, count: number): Promise<Answer<PackPage, StoreError>>
  }
  engine: {
    /** Runs the tests over the unsaved state of the flow; events arrive as `run` events with this id. */
    startRun(
      request: RunRequest,
    ): Promise<Answer<{ readonly run: string }, { readonly tag: 'engine-unavailable'; readonly message: string }>>
    /** Kills the engine process; a fresh one is warm for the next run. */
    stopRun(run: string): Promise<void>
    rows(
      run: string,
      test: string,
      sink: string,
      from: number,
      count: number,
    ): Promise<Answer<ResultPage, { readonly tag: 'gone' }>>
    /** Live diagnostics of a flow, latest wins: an overtaken call resolves to undefined. */
    check(flow: FlowDraft): Promise<FlowCheck | undefined>
  }
  publish: {
    /** Makes the next immutable version of the saved flow. */
    submit(
      flow: string,
      note: string,
    ): Promise<Answer<VersionRecord, StoreError | { readonly tag: 'invalid'; readonly problems: readonly Problem[] }>>
    versions(flow: string): Promise<readonly VersionRecord[]>
    dryRun(version: string, target: string): Promise<Answer<readonly PlannedCall[], PublishError>>
    start(version: string, target: string): Promise<Answer<PublicationRecord, PublishError>>
    publications(flow: string): Promise<readonly PublicationRecord[]>
    /** Asks the target what became of an unknown publication. */
    resolve(publication: string): Promise<Answer<PublicationRecord, PublishError>>
    instance(publication: string): Promise<Answer<Instance, PublishError>>
    stop(publication: string): Promise<Answer<Instance, PublishError>>
    checkTarget(gatewayUrl: string, restUrl: string): Promise<TargetHealth>
  }
}

export type Answer<T, E> = Ok<T> | Failed<E>

/** Announced by the host at any time. */
export type HostEvent =
  | { readonly type: 'run'; readonly run: string; readonly event: RunEvent }
  | { readonly type: 'lock'; readonly holder: LockHolder; readonly mine: boolean }
  | { readonly type: 'records'; readonly revision: number; readonly diff: WorkspaceDiff }
  | { readonly type: 'publication'; readonly record: PublicationRecord }
  /** How far `finishUpload` has come. */
  | {
      readonly type: 'upload'
      readonly upload: string
      readonly rows: number
      readonly rowsPerSecond: number
      readonly share: number
      readonly millisecondsLeft?: number
    }
  | { readonly type: 'engine'; readonly state: 'warm' | 'restarting' | 'died'; readonly message?: string }

export type RunEvent =
  | { readonly kind: 'started'; readonly test: string }
  | {
      readonly kind: 'progress'
      readonly test: string
      readonly rows: number
      readonly rowsPerSecond: number
      /** How much of the packs has been read, from 0 to 1. */
      readonly share: number
      readonly millisecondsLeft?: number
      /** What there is to see before the end; its status is `stopped`. */
      readonly partial?: TestReport
    }
  | { readonly kind: 'finished'; readonly report: TestReport }
  | {
      readonly kind: 'ended'
      readonly outcome: 'done' | 'stopped' | 'died'
      readonly milliseconds: number
      readonly message?: string
    }

export interface SessionInfo {
  readonly session: string
  readonly shell: 'electron' | 'browser'
  readonly version: string
  /** Whose answers the engine gives: `Flink 2.2`. */
  readonly engine: string
  readonly workspace: string
  readonly preferences: Preferences
}
export interface Preferences {
  readonly theme: 'dark' | 'light' | 'system'
  readonly language: 'en' | 'zh' | 'system'
}
export interface LoadedWorkspace {
  readonly revision: number
  readonly records: readonly WorkspaceRecord[]
  readonly drafts: readonly Draft[]
  readonly lock: LockHolder
  /** False: read-only, somebody else holds the lock. */
  readonly mine: boolean
}
export interface ExportPart {
  /** None where there was nothing but reading to do so far. */
  readonly bytes: Uint8Array
  /** How much of the work is done, from 0 to 1. */
  readonly share: number
  readonly isLast: boolean
}
export interface PackOptions {
  readonly format?: 'ndjson' | 'csv'
  readonly encoding?: 'utf-8' | 'gb18030'
  readonly delimiter?: string
  readonly header?: boolean
  readonly columns?: readonly { readonly name: string; readonly type: string }[]
}
export interface PackInspection {
  readonly format: 'ndjson' | 'csv'
  readonly encoding: 'utf-8' | 'gb18030'
  readonly delimiter: string
  readonly header: boolean
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** False: these are the first rows of a large file, and there are more. */
  readonly isWhole: boolean
  readonly rows: number
  readonly preview: readonly (readonly (string | null)[])[]
  readonly problems: readonly Problem[]
}
export interface FinishedPack {
  readonly pack: Omit<PackRecord, 'id' | 'project' | 'name'>
  /** Rows that cannot be read, anywhere in the pack. */
  readonly problems: readonly Problem[]
}
export interface PackPage {
  readonly from: number
  readonly total: number
  readonly rows: readonly (readonly (string | null)[])[]
}
export interface ResultPage {
  readonly from: number
  readonly total: number
  /** Columnar: kinds as one text per row, then one array of cells per column. */
  readonly kinds: readonly string[]
  readonly steps: readonly string[]
  readonly columns: readonly (readonly (string | null)[])[]
}
/** A flow as it stands in the window, saved or not, with what its tests need. */
export interface FlowDraft {
  readonly flow: string
  readonly records: readonly WorkspaceRecord[]
}
export interface RunRequest {
  readonly draft: FlowDraft
  readonly tests: readonly TestRecord['id'][]
}
export interface FlowCheck {
  readonly problems: readonly Problem[]
  /** Output columns of each node that could be bound, for inspector and completion. */
  readonly columns: readonly {
    readonly node: string
    readonly columns: readonly { readonly name: string; readonly type: string }[]
    readonly mode: string
  }[]
}
export interface PlannedCall {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH'
  readonly url: string
  readonly body?: string
  readonly purpose: string
}
export type PublishError =
  | StoreError
  | { readonly tag: 'unreachable'; readonly url: string; readonly message: string }
  | { readonly tag: 'refused'; readonly message: string; readonly detail?: string }
  | { readonly tag: 'not-found'; readonly what: string }
  | { readonly tag: 'unknown-outcome'; readonly message: string }
export interface Instance {
  readonly publication: string
  readonly jobId?: string
  readonly state: string
  readonly startedAt?: number
  readonly durationMs?: number
  readonly exceptions: readonly { readonly at: number; readonly name: string; readonly stack: string }[]
  readonly seenAt: number
}
export interface TargetHealth {
  readonly gateway: { readonly ok: boolean; readonly text: string }
  readonly rest: { readonly ok: boolean; readonly text: string }
}
