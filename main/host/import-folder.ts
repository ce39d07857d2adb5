import { readFileSync } from 'node:fs'
import type { OpenWorkspace } from '../../app/api/open-workspace.ts'
import { failed, type Result } from '../../app/base/result.ts'
import { importProject } from '../../app/flow/export/import-project.ts'
import { listFolder } from './list-folder.ts'

/** Fills a new workspace with a project that lies in a folder as text files, so that the first window shows something. */
export function importFolder(workspace: OpenWorkspace, folder: string): Result<void, string> {
  const files = new Map([...listFolder(folder)].map(([name, path]) => [name, readFileSync(path)] as const))
  const failures: string[] = []
  const imported = importProject(files, (bytes) => {
    const stored = workspace.store.putBlob(bytes)
    if (stored.ok) return stored.value
    failures.push(`a pack could not be stored (${stored.error.tag})`)
    return ''
  })
  if (!imported.ok) return failed(`${imported.error.file} ${imported.error.at}: ${imported.error.message}`)
  const [failure] = failures
  if (failure !== undefined) return failed(failure)
  const recorded = workspace.record(imported.value)
  return recorded.ok ? recorded : failed(`the project could not be saved (${recorded.error.tag})`)
}
