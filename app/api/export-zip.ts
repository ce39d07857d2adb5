import { failed, ok, type Result } from '../base/result.ts'
import { exportProject } from '../flow/export/export-project.ts'
import { fileName } from '../flow/export/file-name.ts'
import type { StoreError } from '../workspace/store.ts'
import type { OpenWorkspace } from './open-workspace.ts'
import { writeZip } from './write-zip.ts'

/** A saved project as one zip of its text files. A blob that cannot be read fails the whole: no half an export. */
export function exportZip(
  workspace: OpenWorkspace,
  projectId: string,
): Result<{ readonly fileName: string; readonly zip: Uint8Array }, StoreError> {
  const records = workspace.records()
  const project = records.get(projectId)
  if (project?.type !== 'project') return failed({ tag: 'damaged', reason: `there is no project ${projectId}` })
  let unreadable: StoreError | undefined
  const files = exportProject(records, projectId, (hash) => {
    const read = workspace.store.readBlob(hash)
    if (read.ok) return read.value
    unreadable ??= read.error
    return undefined
  })
  if (unreadable !== undefined) return failed(unreadable)
  return ok({ fileName: `${fileName(project.name, new Set())}.zip`, zip: writeZip(files ?? new Map()) })
}
