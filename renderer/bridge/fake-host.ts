import { applyDiff } from '../../app/base/diff.ts'
import { failed, ok } from '../../app/base/result.ts'
import type { TestRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import type { FlowCheck, FlowDraft, HostApi, HostEvent, LockHolder, StoreError } from './contract.ts'
import type { HostClient } from './host-client.ts'
import { sampleReport } from './sample-report.ts'
import { sampleWorkspace } from './sample-workspace.ts'

export interface FakeHostOptions {
  readonly records?: readonly WorkspaceRecord[]
  /** Somebody else holds the lock. */
  readonly readOnly?: boolean
  /** What the next save answers, once. */
  readonly failSave?: StoreError
}

/** A host in memory: the window can be worked on and tested without one. It keeps nothing. */
export interface FakeHost extends HostClient {
  emit(event: HostEvent): void
  readonly drafts: readonly Parameters<HostApi['workspace']['saveDraft']>[]
  readonly saves: readonly Parameters<HostApi['workspace']['save']>[]
}

const ME: LockHolder = { token: 1, owner: 'you', host: 'localhost', pid: 1, since: 0, seenAt: 0 }
const OTHER: LockHolder = {
  token: 2,
  owner: 'ming',
  host: 'desk-7',
  pid: 4_711,
  since: Date.UTC(2026, 0, 5, 8, 12),
  seenAt: 0,
}

export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  const listeners = new Set<(event: HostEvent) => void>()
  const drafts: Parameters<HostApi['workspace']['saveDraft']>[] = []
  const saves: Parameters<HostApi['workspace']['save']>[] = []
  const emit = (event: HostEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const workspace = createFakeWorkspace(options, drafts, saves)
  const api: HostApi = {
    session: {
      open: async () => ({
        session: 'fake',
        shell: 'browser',
        version: '0.1.0',
        engine: 'Flink 2.2',
        workspace: 'shop.millrace',
        preferences: { theme: 'system', language: 'system' },
      }),
      setPreferences: async () => undefined,
    },
    workspace,
    packs: createFakePacks(),
    engine: createFakeEngine(emit),
    publish: createFakePublish(),
  }
  return {
    api,
    drafts,
    saves,
    emit,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onConnection: () => () => undefined,
  }
}

function createFakeWorkspace(
  options: FakeHostOptions,
  drafts: Parameters<HostApi['workspace']['saveDraft']>[],
  saves: Parameters<HostApi['workspace']['save']>[],
): HostApi['workspace'] {
  let records: ReadonlyMap<string, WorkspaceRecord> = new Map(
    (options.records ?? sampleWorkspace).map((record) => [record.id, record]),
  )
  let revision = 12
  let mine = options.readOnly !== true
  let failure = options.failSave

  return {
    load: async () => ok({ revision, records: [...records.values()], drafts: [], lock: mine ? ME : OTHER, mine }),
    async save(diff, base) {
      saves.push([diff, base])
      if (failure !== undefined) {
        const error = failure
        failure = undefined
        return failed(error)
      }
      if (base !== revision) return failed({ tag: 'conflict', revision })
      records = applyDiff(records, diff)
      revision++
      return ok({ revision, savedAt: Date.now() })
    },
    async saveDraft(diff, base) {
      drafts.push([diff, base])
      return ok(undefined)
    },
    dropDraft: async () => ok(undefined),
    async takeOver() {
      mine = true
      return ok(ME)
    },
    startExport: async () => ok({ export: 'export_1', fileName: 'project.zip' }),
    exportPart: async () => ok({ bytes: new Uint8Array(), share: 1, isLast: true }),
    cancelExport: async () => undefined,
  }
}

function createFakeEngine(emit: (event: HostEvent) => void): HostApi['engine'] {
  let runs = 0
  return {
    async startRun({ draft, tests }) {
      const run = `run_${++runs}`
      queueMicrotask(() => {
        const known = draft.records.filter((record): record is TestRecord => record.type === 'test')
        for (const test of known.filter((each) => tests.includes(each.id)))
          emit({ type: 'run', run, event: { kind: 'finished', report: sampleReport(test, known.indexOf(test)) } })
        emit({ type: 'run', run, event: { kind: 'ended', outcome: 'done', milliseconds: 38 } })
      })
      return ok({ run })
    },
    stopRun: async () => undefined,
    rows: async () => failed({ tag: 'gone' }),
    check: async (flow) => fakeCheck(flow),
  }
}

/** Sources give what they declare; a query gives a sample. */
function fakeCheck({ records }: FlowDraft): FlowCheck {
  const columns = records.flatMap((record) => {
    if (record.type !== 'node') return []
    if (record.config.kind === 'kafka-source') return [{ node: record.id, columns: record.config.columns, mode: '+I' }]
    if (record.config.kind !== 'sql') return []
    return [
      {
        node: record.id,
        mode: '+I',
        columns: [
          { name: 'order_id', type: 'BIGINT' },
          { name: 'region', type: 'STRING' },
          { name: 'amount', type: 'DECIMAL(10, 2)' },
          { name: 'ts', type: 'TIMESTAMP(3) *ROWTIME*' },
          { name: 'pay_time', type: 'TIMESTAMP(3)' },
        ],
      },
    ]
  })
  return { columns, problems: [] }
}

function createFakePacks(): HostApi['packs'] {
  return {
    startUpload: async () => ok({ upload: 'upload_1' }),
    uploadPart: async () => ok(undefined),
    cancelUpload: async () => undefined,
    inspect: async () => failed({ tag: 'unreadable', message: 'The fake host reads no files' }),
    finishUpload: async () =>
      failed({ tag: 'io', operation: 'upload', code: 'ENOSYS', message: 'The fake host keeps no files' }),
    preview: async (pack, from, count) =>
      ok({
        from,
        total: pack.rows,
        rows: Array.from({ length: Math.min(count, pack.rows - from) }, (_, index) =>
          pack.columns.map((column) => `${column.name} ${from + index + 1}`),
        ),
      }),
  }
}

function createFakePublish(): HostApi['publish'] {
  const unreachable = failed({
    tag: 'unreachable',
    url: 'http://localhost:8083',
    message: 'connection refused',
  } as const)
  return {
    submit: async () => failed({ tag: 'invalid', problems: [] }),
    versions: async () => [],
    dryRun: async () => unreachable,
    start: async () => unreachable,
    publications: async () => [],
    resolve: async () => unreachable,
    instance: async () => unreachable,
    stop: async () => unreachable,
    checkTarget: async () => ({
      gateway: { ok: true, text: 'Flink SQL Gateway 2.2.0' },
      rest: { ok: true, text: '2.2.0' },
    }),
  }
}
