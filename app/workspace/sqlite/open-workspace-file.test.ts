import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, expectOk } from '../testing-kit/expect-result.ts'
import { adding, flow } from '../testing-kit/sample-records.ts'
import { testEnvironment } from '../testing-kit/test-environment.ts'
import { openDatabase } from './database.ts'
import { type Migration, migrations } from './migrations.ts'
import { openWorkspaceFile } from './open-workspace-file.ts'
import { openSqliteStore } from './sqlite-store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-file-'))
  path = join(folder, 'a.millrace')
})
afterEach(() => rmSync(folder, { recursive: true }))

const next: readonly Migration[] = [
  ...migrations,
  {
    name: 'labels',
    apply: (database) => database.execute('CREATE TABLE label (text TEXT NOT NULL PRIMARY KEY) STRICT'),
  },
  { name: 'a first label', apply: (database) => database.execute("INSERT INTO label VALUES ('red')") },
]
const refused = () => errorOf(openSqliteStore(path, testEnvironment()))

/** A workspace with one flow, closed. */
function makeWorkspace(): void {
  const store = expectOk(openSqliteStore(path, testEnvironment()))
  expectOk(store.save(adding(flow('flow_a')), 0, expectOk(store.lock('ann', false)).token))
  store.close()
}

function edit(sql: string): void {
  const database = openDatabase(path)
  database.execute(sql)
  database.close()
}

describe('a new workspace', () => {
  it('commits to the disk with every transaction', () => {
    const database = openWorkspaceFile(path, migrations, () => {})
    const FULL = 2
    expect(database.pragma('journal_mode')).toBe('wal')
    expect(database.pragma('synchronous')).toBe(FULL)
    database.close()
  })

  it('trusts nothing in the schema', () => {
    const database = openWorkspaceFile(path, migrations, () => {})
    expect(database.pragma('trusted_schema')).toBe(0)
    expect(database.pragma('cell_size_check')).toBe(1)
    database.close()
  })

  it('leaves one file in the folder when it is closed', () => {
    makeWorkspace()
    expect(readdirSync(folder)).toEqual(['a.millrace'])
  })

  it('does not appear when its making fails', () => {
    const fails: Migration = { name: 'fails', apply: (database) => database.execute('CREATE TABLE record (a)') }
    expect(errorOf(openSqliteStore(path, testEnvironment(), [...migrations, fails]))?.tag).toBe('io')
    expect(readdirSync(folder)).not.toContain('a.millrace')
  })
})

describe('a file that is not a sound workspace', () => {
  const cases: readonly (readonly [what: string, tag: string, make: () => void])[] = [
    ['a text file', 'foreign', () => writeFileSync(path, 'SELECT 1;\n'.repeat(100))],
    ['an empty file', 'foreign', () => writeFileSync(path, '')],
    ['the database of another application', 'foreign', () => edit('CREATE TABLE record (id, type, json)')],
    [
      'a workspace with a trigger',
      'foreign',
      () => madeWith('CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END'),
    ],
    ['a workspace with a view', 'foreign', () => madeWith('CREATE VIEW v AS SELECT * FROM record')],
    ['a workspace with one more index', 'foreign', () => madeWith('CREATE INDEX i ON record (type)')],
    ['a workspace that lacks a table', 'foreign', () => madeWith('DROP TABLE draft')],
    ['a workspace of version 0', 'foreign', () => madeWith('PRAGMA user_version = 0')],
    ['a workspace of a later version', 'newer-schema', () => madeWith('PRAGMA user_version = 99')],
    ['a workspace that was cut short', 'damaged', () => rewrite((bytes) => bytes.subarray(0, 4096 * 3))],
    ['a workspace with a page overwritten', 'damaged', () => rewrite((bytes) => bytes.fill(0xa5, 4096, 8192))],
  ]
  const madeWith = (sql: string) => {
    makeWorkspace()
    edit(sql)
  }
  const rewrite = (change: (bytes: Buffer) => Uint8Array) => {
    makeWorkspace()
    writeFileSync(path, change(readFileSync(path)))
  }

  it.each(cases)('is refused and stays as it was: %s', (_, tag, make) => {
    make()
    const before = readFileSync(path)
    expect(refused()?.tag).toBe(tag)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['a.millrace'])
  })

  it('names both versions when the workspace is newer', () => {
    madeWith('PRAGMA user_version = 7')
    expect(refused()).toEqual({ tag: 'newer-schema', found: 7, known: migrations.length })
  })

  it('is damaged when a record in it cannot be read', () => {
    madeWith("INSERT INTO record VALUES ('flow_b', 'flow', '{')")
    const store = expectOk(openSqliteStore(path, testEnvironment()))
    expect(errorOf(store.load())).toEqual({ tag: 'damaged', reason: 'record flow_b is not readable' })
    store.close()
  })
})

describe('a workspace of an earlier version', () => {
  it('is brought to the last version with its records, and a copy of the old one is kept', () => {
    makeWorkspace()
    const database = openWorkspaceFile(path, next, () => {})
    expect(database.pragma('user_version')).toBe(next.length)
    expect(database.all('SELECT text FROM label')).toEqual([{ text: 'red' }])
    expect(database.all('SELECT id FROM record')).toEqual([{ id: 'flow_a' }])
    database.close()

    path = `${path}-v1-backup`
    const backup = expectOk(openSqliteStore(path, testEnvironment()))
    expect(expectOk(backup.load()).records).toEqual([flow('flow_a')])
    backup.close()
  })

  it('stays as it was for this version when a step fails', () => {
    makeWorkspace()
    const broken: Migration = { name: 'broken', apply: (database) => database.execute('CREATE TABLE label (text)') }
    expect(errorOf(openSqliteStore(path, testEnvironment(), [...next, broken]))?.tag).toBe('io')
    const store = expectOk(openSqliteStore(path, testEnvironment()))
    expect(expectOk(store.load())).toEqual({ revision: 1, records: [flow('flow_a')] })
    store.close()
  })
})
