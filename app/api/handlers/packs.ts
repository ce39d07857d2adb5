import { failed, ok, type Result } from '../../base/result.ts'
import type { Encoding } from '../../codec/decode-bytes.ts'
import { MAX_PROBLEMS, type RowProblem } from '../../codec/decoded-rows.ts'
import type { PackRecord } from '../../flow/records.ts'
import { FIRST_LOOK_BYTES, INSPECTED_BYTES, inspectPack, readFields } from '../../pack/inspect-pack.ts'
import { PackIndex } from '../../pack/pack-index.ts'
import { readType } from '../../testing/read-type.ts'
import type { Problem } from '../../testing/report.ts'
import type { BlobContent, StagedBlob, StoreError, WorkspaceStore } from '../../workspace/store.ts'
import { StoreFailure } from '../../workspace/store-failure.ts'
import type { HostApi, HostEvent, PackOptions } from '../contract.ts'
import { CallRefused } from '../dispatch.ts'
import { readBytes } from './read-bytes.ts'
import { type StepServices, walkSteps } from './walk-steps.ts'

interface Upload {
  readonly name: string
  readonly size: number
  readonly staged: StagedBlob
  received: number
  isCancelled: boolean
}

export interface PackServices extends StepServices {
  readonly store: WorkspaceStore
  readonly newId: (prefix: string) => string
  readonly tell: (event: HostEvent) => void
  /** Aborted when the window goes: what it had begun to bring in goes with it. */
  readonly left: AbortSignal
}

const MAX_UPLOADS = 4
const PROGRESS_MS = 100

export function createPackHandlers(services: PackServices): HostApi['packs'] {
  const { store, newId, now } = services
  const uploads = new Map<string, Upload>()
  services.left.addEventListener('abort', () => {
    for (const [id, upload] of uploads) drop(id, upload)
  })
  /** Windows look at one pack at a time, page by page. */
  let lastOpened: { readonly key: string; readonly index: PackIndex } | undefined

  function find(id: string): Upload {
    const found = uploads.get(id)
    if (found === undefined) throw new CallRefused('unknown upload')
    return found
  }

  function drop(id: string, upload: Upload): void {
    upload.isCancelled = true
    upload.staged.drop()
    uploads.delete(id)
  }

  const keyOf = ({ blob, format, csv, columns }: Omit<PackRecord, 'id' | 'project' | 'name'>): string =>
    JSON.stringify([blob, format, csv, columns])

  function openStored(pack: PackRecord): Result<PackIndex, StoreError> {
    const key = keyOf(pack)
    if (lastOpened?.key === key) return ok(lastOpened.index)
    const content = store.openBlob(pack.blob)
    if (!content.ok) return content
    const fields = readFields(pack.columns, readType)
    if (!fields.ok) return failed({ tag: 'damaged', reason: fields.error })
    const index = new PackIndex({ bytes: content.value, encoding: 'utf-8', form: pack, fields: fields.value })
    lastOpened = { key, index }
    return ok(index)
  }

  /** Looks at the first bytes, as far as they have come. */
  async function inspectHead(upload: Upload, options: PackOptions) {
    const { size, received, staged } = upload
    const isWhole = received === size && size <= INSPECTED_BYTES
    const head = readHead(staged.content)
    if (!head.ok) return head
    const steps = inspectPack(head.value, options, readType, isWhole)
    const walked = await walkSteps(steps, services, () => upload.isCancelled)
    if (!walked.ok) return walked
    const inspected = walked.value
    if (inspected === undefined) return failed({ tag: 'cancelled' } as const)
    return inspected.ok ? ok({ ...inspected.value, isWhole }) : inspected
  }

  /** Reads all of it once: how many rows it has, what cannot be read; and stages it anew where it is not UTF-8. */
  async function readThrough(id: string, upload: Upload, index: PackIndex, text: StagedBlob | undefined) {
    const started = now()
    let told = started
    const encode = text === undefined ? index.readTo(Number.POSITIVE_INFINITY) : appending(index, text)
    const tell = (): void => {
      const time = now()
      if (time - told < PROGRESS_MS) return
      told = time
      const rowsPerSecond = Math.round((index.rows / (time - started)) * 1000)
      const share = Math.min(1, index.bytesRead / Math.max(1, upload.size))
      const left = share > 0 ? { millisecondsLeft: Math.round(((time - started) * (1 - share)) / share) } : {}
      services.tell({ type: 'upload', upload: id, rows: index.rows, rowsPerSecond, share, ...left })
    }
    return walkSteps(encode, services, () => upload.isCancelled, tell)
  }

  return {
    async startUpload(name, size) {
      if (uploads.size >= MAX_UPLOADS) throw new CallRefused('too many uploads at once')
      const staged = store.stageBlob()
      if (!staged.ok) return staged
      const upload = newId('upload')
      uploads.set(upload, { name, size, staged: staged.value, received: 0, isCancelled: false })
      return ok({ upload })
    },
    async uploadPart(id, offset, part) {
      const upload = find(id)
      // In order and without gaps: what is received is what stands before `received`.
      if (offset !== upload.received || offset + part.length > upload.size) {
        throw new CallRefused('a part out of its place')
      }
      const appended = upload.staged.append(part)
      if (appended.ok) upload.received += part.length
      else drop(id, upload)
      return appended
    },
    async cancelUpload(id) {
      const upload = uploads.get(id)
      if (upload !== undefined) drop(id, upload)
    },
    async inspect(id, options) {
      const upload = find(id)
      if (upload.received < Math.min(upload.size, FIRST_LOOK_BYTES)) throw new CallRefused('too little has come yet')
      const inspected = await inspectHead(upload, options)
      if (!inspected.ok) return inspected
      const { problems, ...found } = inspected.value
      return ok({ ...found, problems: problems.map((problem) => placeInPack(problem, upload.name)) })
    },
    async finishUpload(id, options) {
      const upload = find(id)
      const { name, staged, size, received } = upload
      if (received !== size) throw new CallRefused('the upload is not complete')
      const inspected = await inspectHead(upload, options)
      if (!inspected.ok) {
        const { error } = inspected
        return error.tag === 'unreadable' ? failed({ tag: 'damaged', reason: error.message }) : failed(error)
      }
      const { format, encoding, delimiter, header, columns } = inspected.value
      const fields = readFields(columns, readType)
      if (!fields.ok) return failed({ tag: 'damaged', reason: fields.error })
      const csv = format === 'csv' ? { csv: { delimiter, header } } : {}
      const index = new PackIndex({ bytes: staged.content, encoding, form: { format, ...csv }, fields: fields.value })
      const text = stageText(store, encoding)
      if (!text.ok) return text
      const read = await readThrough(id, upload, index, text.value)
      if (upload.isCancelled || !read.ok || !index.isComplete) {
        text.value?.drop()
        return read.ok ? failed({ tag: 'cancelled' }) : read
      }
      const kept = text.value ?? staged
      const settled = await kept.settle()
      if (upload.isCancelled || !settled.ok) {
        text.value?.drop()
        return settled.ok ? failed({ tag: 'cancelled' }) : settled
      }
      const bytes = kept.content.size
      const blob = kept.keep()
      if (!blob.ok) return blob
      if (text.value !== undefined) staged.drop()
      uploads.delete(id)
      const pack = { type: 'pack', format, ...csv, columns, rows: index.rows, bytes, blob: blob.value } as const
      // Who has brought it in looks at it next; in another encoding its rows began elsewhere.
      const content = store.openBlob(pack.blob)
      if (content.ok && text.value === undefined) lastOpened = { key: keyOf(pack), index: index.movedTo(content.value) }
      return ok({
        pack,
        problems: index.problems.slice(0, MAX_PROBLEMS).map((problem) => placeInPack(problem, name)),
      })
    },
    async preview(pack, from, count) {
      const opened = openStored(pack)
      if (!opened.ok) return opened
      const index = opened.value
      const read = await walkSteps(index.page(from, count), services, () => lastOpened?.index !== index)
      if (!read.ok) return read
      if (read.value === undefined) return ok({ from, total: pack.rows, rows: [] })
      return ok({ ...read.value, total: index.isComplete ? index.rows : Math.max(index.rows, pack.rows) })
    },
  }
}

/** The content as it is stored is UTF-8, whatever it came in, so that a pack needs no encoding of its own. */
function stageText(store: WorkspaceStore, encoding: Encoding): Result<StagedBlob | undefined, StoreError> {
  return encoding === 'utf-8' ? ok(undefined) : store.stageBlob()
}

function* appending(index: PackIndex, to: StagedBlob): Generator<string, void> {
  for (const text of index.readTo(Number.POSITIVE_INFINITY)) {
    const appended = to.append(new TextEncoder().encode(text))
    if (!appended.ok) throw new StoreFailure(appended.error)
    yield text
  }
}

function readHead(content: BlobContent): Result<Uint8Array, StoreError> {
  try {
    return ok(readBytes(content, 0, INSPECTED_BYTES))
  } catch (thrown) {
    if (thrown instanceof StoreFailure) return failed(thrown.error)
    throw thrown
  }
}

function placeInPack({ line, column, severity, code, message }: RowProblem, pack: string): Problem {
  const place = { kind: 'pack', pack, line, ...(column === undefined ? {} : { column }) } as const
  return { severity, code, message, place }
}
