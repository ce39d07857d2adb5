import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { failed, ok, type Result } from '../../base/result.ts'
import type { StagedBlob, StoreError } from '../store.ts'
import type { StoreEnvironment } from '../store-environment.ts'
import { storeErrorOf } from '../store-failure.ts'
import { fileContent } from './blob-folder.ts'
import { syncFolder } from './durable-file.ts'

const NAME = /^(\d+)-\d+\.staged$/

/** A blob that comes in parts: a file beside the blobs that gets its name when it is whole. */
export function createStagedFile(folder: string, pid: number, pathOf: (hash: string) => string): StagedBlob {
  const path = freePath(folder, pid)
  const file = openSync(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let isOpen = true
  let isSettling = false
  const close = (): void => {
    // A number that is in use must not become another file's.
    if (isOpen && !isSettling) closeSync(file)
    isOpen = false
  }
  return {
    get content() {
      return fileContent(path)
    },
    append: (bytes) =>
      attempt('write blob', () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
        hash.update(bytes)
      }),
    settle: () =>
      new Promise((resolve) => {
        isSettling = true
        fsync(file, (error) => {
          isSettling = false
          if (!isOpen) closeSync(file)
          resolve(error === null ? ok(undefined) : failed(storeErrorOf(error, 'write blob')))
        })
      }),
    keep: () =>
      attempt('keep blob', () => {
        const name = hash.digest('hex')
        fsyncSync(file)
        close()
        const kept = pathOf(name)
        if (existsSync(kept)) rmSync(path)
        else renameSync(path, kept)
        syncFolder(dirname(kept))
        syncFolder(folder)
        return name
      }),
    drop() {
      close()
      rmSync(path, { force: true })
    },
  }
}

function freePath(folder: string, pid: number): string {
  for (let number = 1; ; number++) {
    const path = join(folder, `${pid}-${number}.staged`)
    if (!existsSync(path)) return path
  }
}

/** What processes left that died over it. */
export function removeAbandoned(folder: string, { pid, isAlive }: StoreEnvironment): void {
  for (const name of readdirSync(folder)) {
    const owner = Number(NAME.exec(name)?.[1])
    if (Number.isNaN(owner) || owner === pid) continue
    const path = join(folder, name)
    if (!isAlive(owner, statSync(path).birthtimeMs)) rmSync(path, { force: true })
  }
}

function attempt<T>(operation: string, work: () => T): Result<T, StoreError> {
  try {
    return ok(work())
  } catch (thrown) {
    return failed(storeErrorOf(thrown, operation))
  }
}
