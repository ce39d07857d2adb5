import type { HostApi, HostEvent } from '../bridge/contract.ts'
import type { HostClient } from '../bridge/host-client.ts'
import { createStore, type Store } from '../state/store.ts'
import { failureText, type PackContent, type Sent, sendPack } from './upload.ts'

type Answer<M extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<M>>
type ValueOf<A> = A extends { readonly ok: true; readonly value: infer V } ? V : never
export type PackInspection = ValueOf<Answer<HostApi['packs']['inspect']>>
export type PackOptions = Parameters<HostApi['packs']['inspect']>[1]
export type FinishedPack = ValueOf<Answer<HostApi['packs']['finishUpload']>>

/** What is going on in the background of a review. */
export type PackWork =
  | { readonly kind: 'sending'; readonly done: number; readonly total: number }
  | { readonly kind: 'looking' }
  | { readonly kind: 'storing'; readonly progress: Extract<HostEvent, { readonly type: 'upload' }> | undefined }

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
      readonly work: PackWork | undefined
    }

export type Finished =
  | { readonly ok: true; readonly finished: FinishedPack }
  /** `reason` is absent where it was cancelled. */
  | { readonly ok: false; readonly reason?: string }

/** One import from choosing a file to the stored blob. Closing it at any point leaves nothing behind. */
export interface PackImport extends Pick<Store<{ readonly state: ImportState }>, 'get' | 'subscribe'> {
  read(content: PackContent): Promise<void>
  /** Looks again with other options; the last change wins. */
  look(options: PackOptions): Promise<void>
  /** Waits for the rest of the file, then has all of it read and stored. */
  finish(): Promise<Finished>
  cancel(): void
}

const isUntouched = (state: ImportState): boolean => state.step !== 'ready' || Object.keys(state.options).length === 0

export function createPackImport({ api: { packs }, onEvent }: HostClient): PackImport {
  const store = createStore<{ readonly state: ImportState }>({ state: { step: 'choose' } })
  const put = (state: ImportState): void => store.set({ state })
  const update = (change: Partial<Extract<ImportState, { readonly step: 'ready' }>>): void => {
    const { state } = store.get()
    if (state.step === 'ready') put({ ...state, ...change })
  }
  let running = new AbortController()
  let sending: Promise<Sent> = Promise.resolve({ ok: false })
  let upload: string | undefined
  let looks = 0

  const drop = (): void => {
    running.abort()
    if (upload !== undefined) void packs.cancelUpload(upload)
    upload = undefined
  }

  async function look(options: PackOptions): Promise<void> {
    const before = store.get().state
    if (upload === undefined || before.step === 'choose') return
    const mine = ++looks
    if (before.step === 'ready') put({ ...before, options, work: before.work ?? { kind: 'looking' } })
    else put({ step: 'inspecting', name: before.name })
    const answer = await packs.inspect(upload, options)
    if (mine !== looks || upload === undefined) return
    const now = store.get().state
    const work = now.step === 'ready' && now.work?.kind !== 'looking' ? now.work : undefined
    if (answer.ok) put({ step: 'ready', name: before.name, inspection: answer.value, options, work })
    else put({ step: 'unreadable', name: before.name, reason: failureText(answer.error), options })
  }

  async function storeUpload(
    id: string,
    { options, inspection }: { options: PackOptions; inspection: PackInspection },
  ) {
    const stop = onEvent((event) => {
      if (event.type === 'upload' && event.upload === id) update({ work: { kind: 'storing', progress: event } })
    })
    update({ work: { kind: 'storing', progress: undefined } })
    const { format, encoding, delimiter, header, columns } = inspection
    const answer = await packs.finishUpload(id, { ...options, format, encoding, delimiter, header, columns })
    stop()
    return answer
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    look,
    async read(content) {
      drop()
      const mine = new AbortController()
      running = mine
      const { name, size: total } = content
      put({ step: 'uploading', name, done: 0, total })
      const isMine = (): boolean => !mine.signal.aborted
      let looking: Promise<void> = Promise.resolve()
      sending = sendPack(packs, content, mine.signal, {
        onHead(id) {
          if (!isMine()) return
          upload = id
          // One look after the other; what the author has chosen meanwhile stays.
          looking = looking.then(() => (isMine() && isUntouched(store.get().state) ? look({}) : undefined))
        },
        onProgress(done) {
          if (!isMine()) return
          if (store.get().state.step === 'uploading') put({ step: 'uploading', name, done, total })
          else update({ work: { kind: 'sending', done, total } })
        },
      })
      const sent = await sending
      if (!isMine()) return
      if (sent.ok) update({ work: undefined })
      else put({ step: 'unreadable', name, reason: sent.reason ?? '', options: {} })
    },
    async finish() {
      const sent = await sending
      const { state } = store.get()
      const id = upload
      if (!sent.ok || state.step !== 'ready' || id === undefined) return { ok: false }
      const answer = await storeUpload(id, state)
      if (answer.ok) {
        upload = undefined
        return { ok: true, finished: answer.value }
      }
      update({ work: undefined })
      return answer.error.tag === 'cancelled' ? { ok: false } : { ok: false, reason: failureText(answer.error) }
    },
    cancel() {
      drop()
      put({ step: 'choose' })
    },
  }
}
