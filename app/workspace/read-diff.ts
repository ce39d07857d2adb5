import type { WorkspaceRecord } from '../flow/records.ts'
import type { WorkspaceDiff } from './store.ts'

type ParseRecord = (json: unknown) => WorkspaceRecord | undefined

/** A diff that was written down, or undefined when it is not one. */
export function readDiff(json: unknown, parse: ParseRecord): WorkspaceDiff | undefined {
  if (!isObject(json)) return undefined
  const added = readRecords(json['added'], parse)
  const removed = readRecords(json['removed'], parse)
  const updated = readUpdates(json['updated'], parse)
  return added && removed && updated && { added, updated, removed }
}

function readRecords(json: unknown, parse: ParseRecord): Record<string, WorkspaceRecord> | undefined {
  if (!isObject(json)) return undefined
  const records = emptyTable<WorkspaceRecord>()
  for (const [id, value] of Object.entries(json)) {
    const record = parse(value)
    if (record?.id !== id) return undefined
    records[id] = record
  }
  return records
}

function readUpdates(json: unknown, parse: ParseRecord): WorkspaceDiff['updated'] | undefined {
  if (!isObject(json)) return undefined
  const updates = emptyTable<readonly [WorkspaceRecord, WorkspaceRecord]>()
  for (const [id, pair] of Object.entries(json)) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined
    const from = parse(pair[0])
    const to = parse(pair[1])
    if (from?.id !== id || to?.id !== id) return undefined
    updates[id] = [from, to]
  }
  return updates
}

const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** Ids come from a file: `__proto__` must be a key like any other. */
const emptyTable = <T>(): Record<string, T> => Object.create(null)
