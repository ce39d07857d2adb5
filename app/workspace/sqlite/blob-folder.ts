import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BlobContent, StagedBlob, StoredBlob } from '../store.ts'
import type { StoreEnvironment } from '../store-environment.ts'
import { StoreFailure, storeErrorOf } from '../store-failure.ts'
import { syncFolder, writeDurably } from './durable-file.ts'
import { createStagedFile, removeAbandoned } from './staged-file.ts'

const HASH = /^[0-9a-f]{64}$/

/** Contents by their SHA-256, beside the workspace file. A blob is never changed. */
export interface BlobFolder {
  put(bytes: Uint8Array): string
  read(hash: string): Uint8Array
  open(hash: string): StoredBlob
  stage(): StagedBlob
}

export function createBlobFolder(folder: string, environment: StoreEnvironment): BlobFolder {
  const probe = environment.probe ?? (() => {})
  function pathOf(hash: string): string {
    if (!HASH.test(hash)) throw new StoreFailure({ tag: 'damaged', reason: `${hash} is not a blob's name` })
    return join(folder, hash.slice(0, 2), hash)
  }
  function makeFolder(path: string): void {
    if (mkdirSync(path, { recursive: true }) === undefined) return
    syncFolder(folder)
    syncFolder(dirname(folder))
  }
  return {
    put(bytes) {
      const hash = sha256(bytes)
      const path = pathOf(hash)
      if (existsSync(path)) return hash
      makeFolder(dirname(path))
      writeDurably(path, bytes, probe)
      return hash
    },
    read(hash) {
      const bytes = readFileSync(pathOf(hash))
      if (sha256(bytes) !== hash) throw changed(hash)
      return bytes
    },
    open(hash) {
      const content = fileContent(pathOf(hash))
      return {
        ...content,
        *checkedPieces() {
          const sum = createHash('sha256')
          for (const piece of content.pieces()) {
            sum.update(piece)
            yield piece
          }
          if (sum.digest('hex') !== hash) throw changed(hash)
        },
      }
    },
    stage() {
      makeFolder(folder)
      removeAbandoned(folder, environment)
      return createStagedFile(folder, environment.pid, (hash) => {
        const path = pathOf(hash)
        makeFolder(dirname(path))
        return path
      })
    },
  }
}

const changed = (hash: string): StoreFailure => new StoreFailure({ tag: 'damaged', reason: `blob ${hash} has changed` })

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const PIECE = 1024 * 1024

/** A file piece by piece; it is open only while somebody reads. */
export function fileContent(path: string): BlobContent {
  return {
    size: statSync(path).size,
    *pieces(from = 0) {
      const file = reading(() => openSync(path, 'r'))
      try {
        for (let at = from; ; ) {
          const piece = new Uint8Array(PIECE)
          const length = reading(() => readSync(file, piece, 0, PIECE, at))
          if (length === 0) return
          at += length
          yield piece.subarray(0, length)
        }
      } finally {
        closeSync(file)
      }
    },
  }
}

function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw new StoreFailure(storeErrorOf(thrown, 'read blob'))
  }
}
