import { failed, ok, type Result } from '../../base/result.ts'
import { exportProject } from '../../flow/export/export-project.ts'
import { fileName } from '../../flow/export/file-name.ts'
import type { StoredBlob, StoreError } from '../../workspace/store.ts'
import { StoreFailure } from '../../workspace/store-failure.ts'
import type { ExportPart, HostApi } from '../contract.ts'
import { CallRefused } from '../dispatch.ts'
import type { OpenWorkspace } from '../open-workspace.ts'
import { writeZip, type ZipStep } from '../write-zip.ts'

export interface ExportServices {
  readonly newId: (prefix: string) => string
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Aborted when the window goes. */
  readonly left: AbortSignal
}

interface Export {
  readonly steps: Generator<ZipStep, void>
  /** What goes through the checksum, and once more into the archive. */
  readonly total: number
  done: number
}

const MAX_EXPORTS = 4
const PART_BYTES = 1024 * 1024
/** Other calls wait no longer than this. */
const SLICE_MS = 10

/** A saved project as one zip of its text files, of any size: made while the window asks for its parts. */
export function createExportHandlers(
  workspace: OpenWorkspace,
  { newId, now, left }: ExportServices,
): Pick<HostApi['workspace'], 'startExport' | 'exportPart' | 'cancelExport'> {
  const exports = new Map<string, Export>()
  left.addEventListener('abort', () => {
    for (const id of exports.keys()) drop(id)
  })

  function drop(id: string): void {
    exports.get(id)?.steps.return()
    exports.delete(id)
  }

  return {
    async startExport(projectId) {
      if (exports.size >= MAX_EXPORTS) throw new CallRefused('too many exports at once')
      const files = collectFiles(workspace, projectId)
      if (!files.ok) return files
      const id = newId('export')
      const contents = [...files.value.files.values()]
      const total = contents.reduce((sum, file) => sum + 2 * (file instanceof Uint8Array ? file.length : file.size), 0)
      exports.set(id, { steps: writeZip(files.value.files), total, done: 0 })
      return ok({ export: id, fileName: files.value.fileName })
    },
    async exportPart(id) {
      const found = exports.get(id)
      if (found === undefined) throw new CallRefused('unknown export')
      try {
        const part = nextPart(found, now)
        if (part.isLast) drop(id)
        return ok(part)
      } catch (thrown) {
        drop(id)
        if (thrown instanceof StoreFailure) return failed(thrown.error)
        throw thrown
      }
    },
    cancelExport: async (id) => drop(id),
  }
}

/** A blob that cannot be read fails the whole: no half an export. */
function collectFiles(
  workspace: OpenWorkspace,
  projectId: string,
): Result<{ readonly fileName: string; readonly files: Map<string, Uint8Array | StoredBlob> }, StoreError> {
  const records = workspace.records()
  const project = records.get(projectId)
  if (project?.type !== 'project') return failed({ tag: 'damaged', reason: `there is no project ${projectId}` })
  let unreadable: StoreError | undefined
  const files = exportProject(records, projectId, (hash): Uint8Array | StoredBlob => {
    const opened = workspace.store.openBlob(hash)
    if (opened.ok) return opened.value
    unreadable ??= opened.error
    return new Uint8Array()
  })
  if (unreadable !== undefined) return failed(unreadable)
  return ok({ fileName: `${fileName(project.name, new Set())}.zip`, files: files ?? new Map() })
}

function nextPart(from: Export, now: () => number): ExportPart {
  const end = now() + SLICE_MS
  const pieces: Uint8Array[] = []
  let length = 0
  let isLast = false
  do {
    const step = from.steps.next()
    if (step.done) isLast = true
    else if (step.value instanceof Uint8Array) {
      pieces.push(step.value)
      length += step.value.length
      from.done += step.value.length
    } else from.done += step.value.checked
  } while (length < PART_BYTES && now() < end && !isLast)
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, share: isLast ? 1 : Math.min(1, from.done / Math.max(1, from.total)), isLast }
}
