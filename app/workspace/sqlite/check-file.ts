import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { StoreFailure } from '../store-failure.ts'
import { type Database, openDatabase } from './database.ts'
import { APPLICATION_ID, type Migration } from './migrations.ts'

const HEADER_BYTES = 100

/**
 * Refuses what is not a workspace before SQLite may touch it, from the first bytes alone: opening
 * for writing could roll back a journal or change the file. The header is always in the file
 * itself, never only in the write-ahead log, because creation and migration do not use the log.
 */
export function assertHeader(path: string, known: number): void {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    const bytes = readSync(file, header, 0, HEADER_BYTES, 0)
    if (bytes < HEADER_BYTES || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
      throw new StoreFailure({ tag: 'foreign', reason: 'not a SQLite file' })
    }
  } finally {
    closeSync(file)
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new StoreFailure({ tag: 'foreign', reason: 'a SQLite file of another application' })
  }
  assertKnownVersion(header.readUInt32BE(60), known)
}

/** Reads the whole file: its schema is exactly that of its version, and its pages are sound. */
export function assertSound(path: string, migrations: readonly Migration[]): void {
  const database = openToLook(path)
  try {
    const version = Number(database.pragma('user_version'))
    assertKnownVersion(version, migrations.length)
    if (schemaOf(database) !== expectedSchema(migrations.slice(0, version))) {
      throw new StoreFailure({ tag: 'foreign', reason: 'tables, triggers or views that no version of Millrace makes' })
    }
    const verdict = String(database.pragma('quick_check(1)'))
    if (verdict !== 'ok') throw new StoreFailure({ tag: 'damaged', reason: verdict })
  } finally {
    database.close()
  }
}

function assertKnownVersion(found: number, known: number): void {
  if (found > known) throw new StoreFailure({ tag: 'newer-schema', found, known })
  if (found === 0) throw new StoreFailure({ tag: 'foreign', reason: 'a workspace without a version' })
}

/**
 * Looks without a trace: where no log and no journal lie beside the file, it is whole in itself, and
 * a copy in memory spares SQLite the files it makes to share a log. A journal that a killed writer
 * left needs a writer.
 */
function openToLook(path: string): Database {
  if (existsSync(`${path}-journal`)) return openDatabase(path)
  if (existsSync(`${path}-wal`)) return openDatabase(path, { readOnly: true })
  const copy = readFileSync(path)
  // In memory there is no write-ahead log: both format bytes say rollback journal.
  copy.fill(1, 18, 20)
  return openDatabase(copy)
}

function expectedSchema(taken: readonly Migration[]): string {
  const database = openDatabase(':memory:')
  try {
    for (const migration of taken) migration.apply(database)
    return schemaOf(database)
  } finally {
    database.close()
  }
}

function schemaOf(database: Database): string {
  const entries = database.all<{ type: string; name: string; tbl_name: string; sql: string | null }>(
    'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
  )
  return JSON.stringify(entries)
}
