import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { parseRecord } from '../../app/api/record-schema.ts'
import { failed, ok, type Result } from '../../app/base/result.ts'
import { isProcessAlive } from '../../app/workspace/sqlite/process-alive.ts'
import { openSqliteStore } from '../../app/workspace/sqlite/sqlite-store.ts'
import type { WorkspaceStore } from '../../app/workspace/store.ts'
import { describeStoreError } from '../host/describe-store-error.ts'
import { EXIT } from './exit-code.ts'
import { type OpenedProject, type OpenFailure, selectFlows } from './opened-project.ts'
import { openTextProject } from './text-project.ts'

/** A workspace file, or text files in a folder. */
export function openProject(path: string): Result<OpenedProject, OpenFailure> {
  if (!existsSync(path)) return failed({ kind: 'environment', message: `there is no ${path}` })
  return path.endsWith('.millrace') ? openWorkspaceProject(path) : openTextProject(path)
}

function openWorkspaceProject(path: string): Result<OpenedProject, OpenFailure> {
  const store = openStore(path)
  if (!store.ok) return store
  const loaded = store.value.load()
  if (!loaded.ok) return failed({ kind: 'environment', message: describeStoreError(path, loaded.error) })
  const records = new Map(loaded.value.records.map((record) => [record.id, record]))
  return ok({
    path,
    records,
    flows: selectFlows(records),
    readPack: (blob) => {
      const read = store.value.readBlob(blob)
      return read.ok ? read.value : undefined
    },
    openPack: (blob) => {
      const content = store.value.openBlob(blob)
      return content.ok ? content.value : undefined
    },
    placeOf: () => undefined,
    textOf: () => undefined,
    fileOf: (name) => name,
  })
}

export function openStore(path: string): Result<WorkspaceStore, OpenFailure> {
  const store = openSqliteStore(path, {
    clock: Date.now,
    host: hostname(),
    pid: process.pid,
    isAlive: isProcessAlive,
    parseRecord,
  })
  return store.ok ? store : failed({ kind: 'environment', message: describeStoreError(path, store.error) })
}

/** Says why a project could not be opened; answers the exit code for that. */
export function tellOpenFailure(command: string, { kind, message }: OpenFailure): number {
  console.error(kind === 'mistake' ? message : `millrace ${command}: ${message}`)
  return kind === 'usage' ? EXIT.usage : kind === 'mistake' ? EXIT.failed : EXIT.environment
}
