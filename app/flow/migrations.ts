import { failed, ok, type Result } from '../base/result.ts'

/** Records as they were stored, before anyone has looked at them. */
export type StoredRecord = Readonly<Record<string, unknown>>

/** From one version of the records to the next one; a record that is no longer needed becomes undefined. */
export type RecordMigration = (record: StoredRecord) => StoredRecord | undefined

/** `RECORD_MIGRATIONS[0]` leads from version 1 to 2. A released migration never changes. */
export const RECORD_MIGRATIONS: readonly RecordMigration[] = []

/** The version that this Millrace writes. */
export const RECORDS_VERSION = RECORD_MIGRATIONS.length + 1

/** Records of an older version in the form of today. What is newer than this Millrace is refused, not guessed at. */
export function migrateRecords(
  records: readonly StoredRecord[],
  version: number,
  migrations: readonly RecordMigration[] = RECORD_MIGRATIONS,
): Result<readonly StoredRecord[], { readonly found: number; readonly known: number }> {
  const known = migrations.length + 1
  if (!Number.isInteger(version) || version < 1 || version > known) return failed({ found: version, known })
  let current = records
  for (const migrate of migrations.slice(version - 1))
    current = current.flatMap((record) => {
      const migrated = migrate(record)
      return migrated === undefined ? [] : [migrated]
    })
  return ok(current)
}
