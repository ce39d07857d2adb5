import type { Piece } from '../codec/text-chunks.ts'

/** The stored content of a pack, in UTF-8. It may be larger than the memory, so it is read piece by piece. */
export interface PackBytes {
  readonly size: number
  /** From a byte on, in order, each time anew. */
  pieces(from?: number): Iterable<Piece>
}

/** Content of a pack by the name of its blob; undefined when it is not at hand. */
export type ReadPack = (blob: string) => PackBytes | undefined

const PIECE = 1024 * 1024

/** Content that is in memory as a whole. */
export function wholePack(bytes: Uint8Array): PackBytes {
  return {
    size: bytes.length,
    *pieces(from = 0) {
      for (let at = from; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
    },
  }
}
