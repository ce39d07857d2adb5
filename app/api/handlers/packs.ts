import { failed, ok, type Result } from '../../base/result.ts'
import type { RowProblem } from '../../codec/decoded-rows.ts'
import type { PackRecord } from '../../flow/records.ts'
import { inspectPack, normalizePack, openPack, type PackPages } from '../../pack/inspect-pack.ts'
import { readType } from '../../testing/read-type.ts'
import type { Problem } from '../../testing/report.ts'
import type { StoreError, WorkspaceStore } from '../../workspace/store.ts'
import type { HostApi } from '../contract.ts'
import { CallRefused } from '../dispatch.ts'

interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  received: number
}

const MAX_UPLOADS = 4

export function createPackHandlers(store: WorkspaceStore, newId: (prefix: string) => string): HostApi['packs'] {
  const uploads = new Map<string, Upload>()
  /** Windows look at one pack at a time, page by page. */
  let lastOpened: { readonly key: string; readonly pages: PackPages } | undefined

  function find(upload: string): Upload {
    const found = uploads.get(upload)
    if (found === undefined) throw new CallRefused('unknown upload')
    return found
  }

  function findComplete(upload: string): Upload {
    const found = find(upload)
    if (found.received !== found.bytes.length) throw new CallRefused('the upload is not complete')
    return found
  }

  function openStored(pack: PackRecord): Result<PackPages, StoreError> {
    const key = JSON.stringify([pack.blob, pack.format, pack.csv, pack.columns])
    if (lastOpened?.key === key) return ok(lastOpened.pages)
    const read = store.readBlob(pack.blob)
    if (!read.ok) return read
    const opened = openPack(read.value, pack, readType)
    if (!opened.ok) return failed({ tag: 'damaged', reason: opened.error.message })
    lastOpened = { key, pages: opened.value }
    return opened
  }

  return {
    async startUpload(name, bytes) {
      if (uploads.size >= MAX_UPLOADS) throw new CallRefused('too many uploads at once')
      const upload = newId('upload')
      uploads.set(upload, { name, bytes: new Uint8Array(bytes), received: 0 })
      return { upload }
    },
    async uploadPart(id, offset, part) {
      const upload = find(id)
      // In order and without gaps: what is received is what stands before `received`.
      if (offset !== upload.received || offset + part.length > upload.bytes.length) {
        throw new CallRefused('a part out of its place')
      }
      upload.bytes.set(part, offset)
      upload.received += part.length
    },
    async cancelUpload(upload) {
      uploads.delete(upload)
    },
    async inspect(id, options) {
      const { name, bytes } = findComplete(id)
      const inspected = inspectPack(bytes, options, readType)
      if (!inspected.ok) return inspected
      const { problems, ...found } = inspected.value
      return ok({ ...found, problems: problems.map((problem) => placeInPack(problem, name)) })
    },
    async finishUpload(id, options) {
      const { bytes } = findComplete(id)
      const inspected = inspectPack(bytes, options, readType)
      if (!inspected.ok) return failed({ tag: 'damaged', reason: inspected.error.message })
      const { format, encoding, delimiter, header, columns, rows } = inspected.value
      const stored = normalizePack(bytes, encoding)
      const blob = store.putBlob(stored)
      if (!blob.ok) return blob
      uploads.delete(id)
      const csv = format === 'csv' ? { csv: { delimiter, header } } : {}
      return ok({ type: 'pack', format, ...csv, columns, rows, bytes: stored.length, blob: blob.value })
    },
    async preview(pack, from, count) {
      const opened = openStored(pack)
      return opened.ok ? ok(opened.value.page(from, count)) : opened
    },
  }
}

function placeInPack({ line, column, severity, code, message }: RowProblem, pack: string): Problem {
  const place = { kind: 'pack', pack, line, ...(column === undefined ? {} : { column }) } as const
  return { severity, code, message, place }
}
