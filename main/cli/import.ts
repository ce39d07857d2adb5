import { failed, ok, type Result } from '../../app/base/result.ts'
import { diffOf } from '../../app/flow/edits/diff-of.ts'
import type { WorkspaceRecord } from '../../app/flow/records.ts'
import type { StoreError, WorkspaceStore } from '../../app/workspace/store.ts'
import { describeStoreError } from '../host/describe-store-error.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { openProject, openStore, tellOpenFailure } from './open-project.ts'
import type { OpenedProject } from './opened-project.ts'
import { misuse, readFlags, unavailable } from './read-flags.ts'

const HELP = `Usage: millrace import FOLDER WORKSPACE [options]

Reads a project that lies in FOLDER as text files into a workspace (.millrace), which is made if
it is not there. A project that the workspace has already is only overwritten with --replace;
its versions and publications stay.

  --replace   overwrite the project of the same id
  --json      print what was imported as JSON

Exit code: 0 imported, 1 the files have mistakes, 2 wrong usage, 3 the workspace cannot be written.`

export const importFiles: Command = (args) => {
  const flags = readFlags('import', HELP, args, { json: { type: 'boolean' }, replace: { type: 'boolean' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [folder, path, ...more] = positionals
  if (folder === undefined || path === undefined || more.length > 0 || !path.endsWith('.millrace'))
    return misuse('import', 'name a folder and a workspace file that ends with .millrace')
  const opened = openProject(folder)
  if (!opened.ok) return tellOpenFailure('import', opened.error)
  const store = openStore(path)
  if (!store.ok) return tellOpenFailure('import', store.error)
  const imported = importInto(store.value, opened.value, values.replace ?? false)
  store.value.close()
  if (!imported.ok)
    return imported.error === 'exists'
      ? misuse('import', 'the workspace has this project already; --replace overwrites it')
      : unavailable('import', describeStoreError(path, imported.error))
  if (values.json) console.log(JSON.stringify({ workspace: path, records: imported.value }))
  else console.log(`${path}: ${imported.value} records imported`)
  return EXIT.ok
}

/** Under the workspace's lock, as one save. */
function importInto(
  store: WorkspaceStore,
  project: OpenedProject,
  replace: boolean,
): Result<number, StoreError | 'exists'> {
  const lock = store.lock('millrace import', false)
  if (!lock.ok) return lock
  try {
    const loaded = store.load()
    if (!loaded.ok) return loaded
    const before = new Map(loaded.value.records.map((record) => [record.id, record]))
    const added = [...project.records.values()]
    if (!replace && added.some(({ id }) => before.has(id))) return failed('exists')
    for (const record of added) {
      if (record.type !== 'pack') continue
      const stored = store.putBlob(project.readPack(record.blob) ?? new Uint8Array())
      if (!stored.ok) return stored
    }
    const saved = store.save(replacement(before, added), loaded.value.revision, lock.value.token)
    return saved.ok ? ok(added.length) : saved
  } finally {
    store.releaseLock(lock.value.token)
  }
}

function replacement(before: ReadonlyMap<string, WorkspaceRecord>, records: readonly WorkspaceRecord[]) {
  const kept = new Set(records.map(({ id }) => id))
  const project = records.find(({ type }) => type === 'project')?.id
  const flows = new Set([...before.values()].flatMap((record) => (belongsTo(record, project) ? [record.id] : [])))
  const removed = [...before.values()].filter((record) => {
    if (kept.has(record.id)) return false
    if (record.type === 'node' || record.type === 'edge' || record.type === 'test') return flows.has(record.flow)
    return belongsTo(record, project)
  })
  return diffOf({
    added: records.filter(({ id }) => !before.has(id)),
    updated: records.flatMap((record) => {
      const old = before.get(record.id)
      return old === undefined ? [] : [[old, record] as const]
    }),
    removed,
  })
}

const belongsTo = (record: WorkspaceRecord, project: string | undefined): boolean =>
  'project' in record && record.project === project
