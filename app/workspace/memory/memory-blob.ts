import { ok } from '../../base/result.ts'
import type { BlobContent, StagedBlob, StoredBlob } from '../store.ts'

const PIECE = 1024 * 1024

const contentOf = (bytes: Uint8Array): BlobContent => ({
  size: bytes.length,
  *pieces(from = 0) {
    for (let at = from; at < bytes.length; at += PIECE) yield bytes.slice(at, at + PIECE)
  },
})

/** Nothing changes in the memory. */
export function storedBlob(bytes: Uint8Array): StoredBlob {
  const content = contentOf(bytes)
  return { ...content, checkedPieces: () => content.pieces() }
}

export function createMemoryBlob(keep: (bytes: Uint8Array) => string): StagedBlob {
  let bytes = new Uint8Array()
  return {
    get content() {
      return contentOf(bytes)
    },
    append(part) {
      const longer = new Uint8Array(bytes.length + part.length)
      longer.set(bytes)
      longer.set(part, bytes.length)
      bytes = longer
      return ok(undefined)
    },
    settle: async () => ok(undefined),
    keep: () => ok(keep(bytes)),
    drop() {
      bytes = new Uint8Array()
    },
  }
}
