import type { HostApi } from '../bridge/contract.ts'
import { createStore, type Store } from '../state/store.ts'
import { type PackContent, sendPack } from './upload.ts'

type Answer<M extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<M>>
type ValueOf<A> = A extends { readonly ok: true; readonly value: infer V } ? V : never
export type PackInspection = ValueOf<Answer<HostApi['packs']['inspect']>>
export type PackOptions = Parameters<HostApi['packs']['inspect']>[1]
export type FinishedPack = ValueOf<Answer<HostApi['packs']['finishUpload']>>

export type ImportState =
  | { readonly step: 'choose' }
  | { readonly step: 'uploading'; readonly name: string; readonly done: number; readonly total: number }
  | { readonly step: 'inspecting'; readonly name: string }
  | { readonly step: 'unreadable'; readonly name: string; readonly reason: string; readonly options: PackOptions }
  | {
      readonly step: 'ready'
      readonly name: string
      readonly inspection: PackInspection
      readonly options: PackOptions
      /** The author changed an option and the host is looking again, or it is storing the pack. */
      readonly busy: boolean
    }

/** One import from choosing a file to the stored blob. Closing it at any point leaves nothing behind. */
export interface PackImport extends Pick<Store<{ readonly state: ImportState }>, 'get' | 'subscribe'> {
  read(content: PackContent): Promise<void>
  /** Looks again with other options; the last change wins. */
  look(options: PackOptions): Promise<void>
  finish(): Promise<
    { readonly ok: true; readonly pack: FinishedPack } | { readonly ok: false; readonly reason: string }
  >
  cancel(): void
}

export function createPackImport(packs: HostApi['packs']): PackImport {
  const store = createStore<{ readonly state: ImportState }>({ state: { step: 'choose' } })
  const put = (state: ImportState): void => store.set({ state })
  let running = new AbortController()
  let upload: string | undefined
  let looks = 0

  const drop = (): void => {
    running.abort()
    if (upload !== undefined) void packs.cancelUpload(upload)
    upload = undefined
  }

  async function look(options: PackOptions): Promise<void> {
    const before = store.get().state
    if (upload === undefined || before.step === 'choose' || before.step === 'uploading') return
    const mine = ++looks
    put(before.step === 'ready' ? { ...before, options, busy: true } : { step: 'inspecting', name: before.name })
    const answer = await packs.inspect(upload, options)
    if (mine !== looks || upload === undefined) return
    if (answer.ok) put({ step: 'ready', name: before.name, inspection: answer.value, options, busy: false })
    else
      put({
        step: 'unreadable',
        name: before.name,
        reason: 'message' in answer.error ? answer.error.message : answer.error.tag,
        options,
      })
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    look,
    async read(content) {
      drop()
      const mine = new AbortController()
      running = mine
      put({ step: 'uploading', name: content.name, done: 0, total: content.size })
      const sent = await sendPack(packs, content, mine.signal, (done) => {
        if (!mine.signal.aborted) put({ step: 'uploading', name: content.name, done, total: content.size })
      })
      if (sent === undefined || mine.signal.aborted) return
      upload = sent
      put({ step: 'inspecting', name: content.name })
      await look({})
    },
    async finish() {
      const { state } = store.get()
      if (state.step !== 'ready' || upload === undefined) return { ok: false, reason: '' }
      put({ ...state, busy: true })
      const { format, encoding, delimiter, header, columns } = state.inspection
      const answer = await packs.finishUpload(upload, {
        ...state.options,
        format,
        encoding,
        delimiter,
        header,
        columns,
      })
      if (answer.ok) {
        upload = undefined
        return { ok: true, pack: answer.value }
      }
      put({ ...state, busy: false })
      return { ok: false, reason: 'message' in answer.error ? answer.error.message : answer.error.tag }
    },
    cancel() {
      drop()
      put({ step: 'choose' })
    },
  }
}
