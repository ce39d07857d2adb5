import { ok } from '../../base/result.ts'
import type { BlobContent, StagedBlob } from '../store.ts'

export const contentOf = (bytes: Uint8Array): BlobContent => ({
  size: bytes.length,
  pieces: (from = 0) => [bytes.slice(from)],
})

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
    keep: () => ok(keep(bytes)),
    drop() {
      bytes = new Uint8Array()
    },
  }
}
