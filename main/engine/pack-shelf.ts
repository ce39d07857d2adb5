import type { PackBytes } from '../../app/pack/pack-bytes.ts'
import { PIECE_BYTES } from './messages.ts'

/** The packs as far as the engine process has them. What it lacks, it asks the host for, and waits. */
export interface PackShelf {
  /** Says how large a pack is; with it comes its first piece. */
  hold(blob: string, size: number, first: Uint8Array): void
  put(blob: string, offset: number, bytes: Uint8Array): void
  read(blob: string): PackBytes | undefined
  /** Resolves when a piece has come since the last time. */
  arrival(): Promise<void>
}

/** Pieces that stay in memory: packs that fit are read again and again, larger ones pass through. */
const MOST_PIECES = 64
/** Pieces that are asked for before they are needed. */
const AHEAD = 4

export function createPackShelf(want: (blob: string, offset: number) => void): PackShelf {
  const sizes = new Map<string, number>()
  /** By blob and offset, the longest unread first. */
  const pieces = new Map<string, Uint8Array>()
  const wanted = new Set<string>()
  let hasArrived = false
  let wake: (() => void) | undefined
  const keyOf = (blob: string, offset: number): string => `${offset} ${blob}`

  function put(blob: string, offset: number, bytes: Uint8Array): void {
    const key = keyOf(blob, offset)
    wanted.delete(key)
    pieces.set(key, bytes)
    for (const old of pieces.keys()) {
      if (pieces.size <= MOST_PIECES) break
      pieces.delete(old)
    }
    hasArrived = true
    wake?.()
  }

  function ask(blob: string, offset: number): void {
    const key = keyOf(blob, offset)
    if (pieces.has(key) || wanted.has(key)) return
    wanted.add(key)
    want(blob, offset)
  }

  function take(blob: string, offset: number): Uint8Array | undefined {
    const key = keyOf(blob, offset)
    const piece = pieces.get(key)
    if (piece === undefined) return undefined
    pieces.delete(key)
    pieces.set(key, piece)
    return piece
  }

  function* piecesOf(blob: string, size: number, from: number): Generator<Uint8Array | 'wait', void> {
    for (let at = from; at < size; ) {
      const within = at % PIECE_BYTES
      const offset = at - within
      for (let next = offset; next < Math.min(size, offset + AHEAD * PIECE_BYTES); next += PIECE_BYTES) ask(blob, next)
      let piece = take(blob, offset)
      while (piece === undefined) {
        yield 'wait'
        ask(blob, offset)
        piece = take(blob, offset)
      }
      yield piece.subarray(within)
      if (size > MOST_PIECES * PIECE_BYTES) pieces.delete(keyOf(blob, offset))
      at = offset + PIECE_BYTES
    }
  }

  return {
    put,
    hold(blob, size, first) {
      sizes.set(blob, size)
      if (first.length > 0) put(blob, 0, first)
    },
    read(blob) {
      const size = sizes.get(blob)
      if (size === undefined) return undefined
      return { size, pieces: (from = 0) => piecesOf(blob, size, from) }
    },
    async arrival() {
      if (!hasArrived) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      hasArrived = false
      wake = undefined
    },
  }
}
