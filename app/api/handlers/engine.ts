import { failed, ok } from '../../base/result.ts'
import type { WorkspaceRecord } from '../../flow/records.ts'
import type { Problem } from '../../testing/report.ts'
import type { BlobContent, WorkspaceStore } from '../../workspace/store.ts'
import { StoreFailure } from '../../workspace/store-failure.ts'
import type { Answer, FlowCheck, FlowDraft, HostApi, ResultPage, RunRequest } from '../contract.ts'
import { readBytes } from './read-bytes.ts'

/** A flow's script, with all that speaks against it. */
export interface CompiledScript {
  readonly script: string
  readonly problems: readonly Problem[]
}

/** A pack's content; it is read when the engine process asks for it. */
export interface EnginePack {
  readonly blob: string
  readonly size: number
  read(offset: number, length: number): Answer<Uint8Array, string>
}

/** The engine process as handlers see it. */
export interface Engine {
  run(
    run: string,
    request: RunRequest,
    packs: readonly EnginePack[],
  ): Answer<{ readonly run: string }, { readonly tag: 'engine-unavailable'; readonly message: string }>
  stop(run: string): void
  rows(request: {
    readonly run: string
    readonly test: string
    readonly sink: string
    readonly from: number
    readonly count: number
  }): Promise<Answer<ResultPage, { readonly tag: 'gone' }>>
  check(draft: FlowDraft): Promise<FlowCheck | undefined>
  /** Undefined when the engine went away meanwhile. */
  compile(draft: FlowDraft): Promise<CompiledScript | undefined>
}

export interface EngineServices {
  readonly engine: Engine
  readonly store: WorkspaceStore
  readonly newId: (prefix: string) => string
  /** Before the first event of a run: to whom its events go. */
  readonly onRunStarted: (run: string, session: string) => void
}

export function createEngineHandlers(services: EngineServices, session: string): HostApi['engine'] {
  const { engine, store } = services

  /** Only the packs that the tests read, each once; their bytes are read when the engine lacks them. */
  function packsOf(request: RunRequest) {
    const records = new Map(request.draft.records.map((record) => [record.id, record]))
    const tests = request.tests.map((id) => records.get(id)).filter((record) => isOf(record, 'test'))
    const packs = tests.flatMap((test) => test.inputs.map((input) => records.get(input.pack)))
    const blobs = new Set(packs.filter((record) => isOf(record, 'pack')).map((pack) => pack.blob))
    // A pack that is missing is told by the test that reads it.
    return [...blobs].flatMap((blob) => {
      const content = store.openBlob(blob)
      return content.ok ? [enginePack(blob, content.value)] : []
    })
  }

  return {
    async startRun(request) {
      const run = services.newId('run')
      services.onRunStarted(run, session)
      return engine.run(run, request, packsOf(request))
    },
    stopRun: async (run) => engine.stop(run),
    rows: (run, test, sink, from, count) => engine.rows({ run, test, sink, from, count }),
    check: (draft) => engine.check(draft),
  }
}

const enginePack = (blob: string, content: BlobContent): EnginePack => ({
  blob,
  size: content.size,
  read(offset, length) {
    try {
      return ok(readBytes(content, offset, length))
    } catch (thrown) {
      if (thrown instanceof StoreFailure) return failed(thrown.message)
      throw thrown
    }
  },
})

const isOf = <T extends WorkspaceRecord['type']>(
  record: WorkspaceRecord | undefined,
  type: T,
): record is Extract<WorkspaceRecord, { readonly type: T }> => record?.type === type
