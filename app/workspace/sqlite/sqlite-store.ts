import { resolve } from 'node:path'
import { isEmptyDiff } from '../../base/diff.ts'
import { failed, ok, type Result } from '../../base/result.ts'
import type { WorkspaceRecord } from '../../flow/records.ts'
import { decideLock, type LockState, nobody } from '../lock-rules.ts'
import { readDiff } from '../read-diff.ts'
import { isConflicting } from '../save-conflict.ts'
import type { Draft, LockHolder, StoreError, WorkspaceDiff, WorkspaceStore } from '../store.ts'
import type { StoreEnvironment } from '../store-environment.ts'
import { StoreFailure, storeErrorOf } from '../store-failure.ts'
import { createBlobFolder } from './blob-folder.ts'
import type { Database } from './database.ts'
import { type Migration, migrations as released } from './migrations.ts'
import { openWorkspaceFile } from './open-workspace-file.ts'

/** Opens the workspace file, or makes it; a file that is not ours, is damaged or newer is left as it was. */
export function openSqliteStore(
  path: string,
  environment: StoreEnvironment,
  migrations: readonly Migration[] = released,
): Result<WorkspaceStore, StoreError> {
  // An absolute path: SQLite would read a name that begins with "file:" as an address.
  const file = resolve(path)
  return attempt('open', () =>
    createStore(file, openWorkspaceFile(file, migrations, environment.probe ?? ignore), environment),
  )
}

const ignore = () => {}

function attempt<T>(operation: string, work: () => T): Result<T, StoreError> {
  try {
    return ok(work())
  } catch (thrown) {
    return failed(storeErrorOf(thrown, operation))
  }
}

function createStore(path: string, database: Database, environment: StoreEnvironment): WorkspaceStore {
  const probe = environment.probe ?? ignore
  const blobs = createBlobFolder(`${path}-blobs`, environment)
  return {
    path,
    load: () => attempt('load', () => loadRecords(database, environment)),
    save: (diff, base, token) =>
      attempt('save', () => {
        const saved = database.write(() => {
          assertHeld(database, token)
          const revision = applyToTable(database, diff, base, probe)
          probe('before commit')
          return { revision }
        })
        probe('after commit')
        return saved
      }),
    saveDraft: (draft, token) =>
      attempt('save the draft', () =>
        database.write(() => {
          assertHeld(database, token)
          writeDraft(database, draft)
          probe('before commit of a draft')
        }),
      ),
    drafts: () => attempt('load drafts', () => readDrafts(database, environment)),
    dropDraft: (session) =>
      attempt('drop a draft', () => void database.run('DELETE FROM draft WHERE session = ?', session)),
    putBlob: (bytes) => attempt('write blob', () => blobs.put(bytes)),
    readBlob: (hash) => attempt('read blob', () => blobs.read(hash)),
    openBlob: (hash) => attempt('open blob', () => blobs.open(hash)),
    stageBlob: () => attempt('stage blob', () => blobs.stage()),
    lock: (owner, steal) =>
      attempt('lock', () =>
        database.write(() => {
          const decision = decideLock(readLock(database), owner, steal, environment)
          if (decision.kind === 'refused') throw new StoreFailure({ tag: 'locked', holder: decision.holder })
          writeLock(database, decision.holder)
          return decision.holder
        }),
      ),
    refreshLock: (token) =>
      attempt('refresh the lock', () =>
        database.write(() => {
          const holder = { ...assertHeld(database, token), seenAt: environment.clock() }
          writeLock(database, holder)
          return holder
        }),
      ),
    releaseLock(token) {
      // Failing is harmless: a lock that is left behind belongs to a process that will be dead.
      attempt('release the lock', () => database.run('UPDATE lock SET owner = NULL WHERE token = ?', token))
    },
    holder: () => readLock(database).holder,
    close: () => database.close(),
  }
}

function loadRecords(database: Database, environment: StoreEnvironment) {
  // One read transaction: the revision and the records belong together.
  database.execute('BEGIN')
  try {
    const rows = database.all<{ id: string; json: string }>('SELECT id, json FROM record ORDER BY id')
    const records = rows.map(({ id, json }): WorkspaceRecord => {
      const record = environment.parseRecord(parseJson(json, `record ${id}`))
      if (record?.id !== id) throw new StoreFailure({ tag: 'damaged', reason: `record ${id} is not readable` })
      return record
    })
    return { revision: readRevision(database), records }
  } finally {
    database.execute('COMMIT')
  }
}

function applyToTable(database: Database, diff: WorkspaceDiff, base: number, probe: (step: string) => void): number {
  const revision = readRevision(database)
  const exists = (id: string) => database.get('SELECT 1 FROM record WHERE id = ?', id) !== undefined
  if (revision !== base || isConflicting(diff, exists)) throw new StoreFailure({ tag: 'conflict', revision })
  for (const id of Object.keys(diff.removed)) database.run('DELETE FROM record WHERE id = ?', id)
  probe('records removed')
  for (const record of Object.values(diff.added)) {
    database.run('INSERT INTO record VALUES (?, ?, ?)', record.id, record.type, JSON.stringify(record))
    probe('record added')
  }
  for (const [, record] of Object.values(diff.updated)) {
    database.run('UPDATE record SET type = ?, json = ? WHERE id = ?', record.type, JSON.stringify(record), record.id)
  }
  probe('records updated')
  database.run("UPDATE meta SET value = ? WHERE key = 'revision'", revision + 1)
  return revision + 1
}

const readRevision = (database: Database): number =>
  database.get<{ value: number }>("SELECT value FROM meta WHERE key = 'revision'")?.value ?? 0

function writeDraft(database: Database, draft: Draft): void {
  if (isEmptyDiff(draft.diff)) database.run('DELETE FROM draft WHERE session = ?', draft.session)
  else {
    const diff = JSON.stringify(draft.diff)
    database.run('INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)', draft.session, draft.base, diff, draft.at)
  }
}

function readDrafts(database: Database, environment: StoreEnvironment): Draft[] {
  const rows = database.all<{ session: string; base: number; diff: string; at: number }>(
    'SELECT session, base, diff, at FROM draft ORDER BY session',
  )
  return rows.map((row) => {
    const diff = readDiff(parseJson(row.diff, `draft ${row.session}`), (json) => environment.parseRecord(json))
    if (diff === undefined) throw new StoreFailure({ tag: 'damaged', reason: `draft ${row.session} is not readable` })
    return { ...row, diff }
  })
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StoreFailure({ tag: 'damaged', reason: `${what} is not readable` })
  }
}

interface LockRow {
  readonly token: number
  readonly owner: string | null
  readonly host: string
  readonly pid: number
  readonly since: number
  readonly seen_at: number
}

function readLock(database: Database): LockState {
  const row = database.get<LockRow>('SELECT token, owner, host, pid, since, seen_at FROM lock')
  if (row === undefined) throw new StoreFailure({ tag: 'damaged', reason: 'the lock row is missing' })
  const { token, owner, host, pid, since } = row
  return { token, holder: owner === null ? undefined : { token, owner, host, pid, since, seenAt: row.seen_at } }
}

function writeLock(database: Database, holder: LockHolder): void {
  const { token, owner, host, pid, since, seenAt } = holder
  database.run(
    'UPDATE lock SET token = ?, owner = ?, host = ?, pid = ?, since = ?, seen_at = ?',
    ...[token, owner, host, pid, since, seenAt],
  )
}

function assertHeld(database: Database, token: number): LockHolder {
  const state = readLock(database)
  if (state.holder?.token !== token) {
    throw new StoreFailure({ tag: 'lock-lost', holder: state.holder ?? nobody(state.token) })
  }
  return state.holder
}
