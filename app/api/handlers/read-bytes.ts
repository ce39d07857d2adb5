import type { BlobContent } from '../../workspace/store.ts'

/** Bytes of a blob; fewer where it ends before. Throws a StoreFailure where the medium fails. */
export function readBytes(content: BlobContent, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, content.size - offset)))
  let filled = 0
  for (const piece of content.pieces(offset)) {
    bytes.set(piece.subarray(0, bytes.length - filled), filled)
    filled += Math.min(piece.length, bytes.length - filled)
    if (filled === bytes.length) break
  }
  return bytes
}
