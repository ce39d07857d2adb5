import { describe, expect, it } from 'vitest'
import { migrateRecords, RECORDS_VERSION, type RecordMigration } from './migrations.ts'

const rename: RecordMigration = ({ title, ...record }) => ({ ...record, name: title })
const dropNotes: RecordMigration = (record) => (record['type'] === 'note' ? undefined : record)
const migrations = [rename, dropNotes]
const records = [
  { type: 'flow', title: 'a' },
  { type: 'note', title: 'b' },
]

describe('the migration of records', () => {
  it('takes every step from the version they have', () => {
    expect(migrateRecords(records, 1, migrations)).toEqual({ ok: true, value: [{ type: 'flow', name: 'a' }] })
    expect(migrateRecords(records, 2, migrations)).toEqual({ ok: true, value: [{ type: 'flow', title: 'a' }] })
  })

  it('leaves records of the current version as they are', () => {
    expect(migrateRecords(records, RECORDS_VERSION)).toEqual({ ok: true, value: records })
  })

  it('refuses records of a version that it does not know', () => {
    expect(migrateRecords(records, 4, migrations)).toEqual({ ok: false, error: { found: 4, known: 3 } })
    expect(migrateRecords(records, 0, migrations)).toMatchObject({ ok: false })
  })
})
