import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writeDurably } from './durable-file.ts'
import { StoreFailure } from './store-failure.ts'

const HASH = /^[0-9a-f]{64}$/

/** Contents by their SHA-256, beside the workspace file. A blob is never changed. */
export interface BlobFolder {
  put(bytes: Uint8Array): string
  read(hash: string): Uint8Array
}

export function createBlobFolder(folder: string, probe: (step: string) => void): BlobFolder {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  return {
    put(bytes) {
      const hash = sha256(bytes)
      const path = pathOf(hash)
      if (existsSync(path)) return hash
      if (mkdirSync(dirname(path), { recursive: true }) !== undefined) {
        syncFolder(folder)
        syncFolder(dirname(folder))
      }
      writeDurably(path, bytes, probe)
      return hash
    },
    read(hash) {
      if (!HASH.test(hash)) throw new StoreFailure({ tag: 'damaged', reason: `${hash} is not a blob's name` })
      const bytes = readFileSync(pathOf(hash))
      if (sha256(bytes) !== hash) throw new StoreFailure({ tag: 'damaged', reason: `blob ${hash} has changed` })
      return bytes
    },
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
