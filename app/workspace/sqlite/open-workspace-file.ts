import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { assertHeader, assertSound } from './check-file.ts'
import { type Database, openDatabase } from './database.ts'
import { publishFile, syncFile, syncFolder } from './durable-file.ts'
import { APPLICATION_ID, type Migration } from './migrations.ts'

type Probe = (step: string) => void

/** The workspace at `path`, made when there is none, brought to the last schema. Throws StoreFailure when refused. */
export function openWorkspaceFile(path: string, migrations: readonly Migration[], probe: Probe): Database {
  if (!existsSync(path)) createFile(path, migrations, probe)
  assertHeader(path, migrations.length)
  assertSound(path, migrations)
  const database = openDatabase(path)
  try {
    migrate(database, path, migrations, probe)
    database.pragma('journal_mode = WAL')
    // better-sqlite3 sets NORMAL with WAL, which may lose acknowledged commits when the power fails.
    database.pragma('synchronous = FULL')
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** Made aside and named when finished: no half-made workspace is ever seen under its name. */
function createFile(path: string, migrations: readonly Migration[], probe: Probe): void {
  const temporary = `${path}-new-${process.pid}`
  rmSync(temporary, { force: true })
  const database = openDatabase(temporary)
  try {
    database.pragma(`application_id = ${APPLICATION_ID}`)
    takeSteps(database, migrations, 0, probe)
  } finally {
    database.close()
  }
  publishFile(temporary, path)
}

/**
 * A copy first, then all steps in one transaction. With a rollback journal, not the write-ahead
 * log, so that the version in the header is true even when the process dies right after.
 */
function migrate(database: Database, path: string, migrations: readonly Migration[], probe: Probe): void {
  const version = Number(database.pragma('user_version'))
  if (version === migrations.length) return
  database.pragma('journal_mode = DELETE')
  backUp(database, `${path}-v${version}-backup`, probe)
  takeSteps(database, migrations, version, probe)
  probe('migrated')
}

function backUp(database: Database, path: string, probe: Probe): void {
  if (existsSync(path)) return
  const temporary = `${path}.${process.pid}.tmp`
  rmSync(temporary, { force: true })
  database.run('VACUUM INTO ?', temporary)
  probe('backup written')
  syncFile(temporary)
  publishFile(temporary, path)
  syncFolder(dirname(path))
  probe('backup in place')
}

function takeSteps(database: Database, migrations: readonly Migration[], from: number, probe: Probe): void {
  database.write(() => {
    for (const migration of migrations.slice(from)) {
      migration.apply(database)
      probe(`step taken: ${migration.name}`)
    }
    database.pragma(`user_version = ${migrations.length}`)
    probe('before commit of the schema')
  })
}
