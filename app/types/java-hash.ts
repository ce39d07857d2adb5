import { utf8Bytes } from './utf8.ts'

// Orders of java.util.HashMap, where Flink shows them.

/** `String.hashCode`. */
export function javaStringHash(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0
  return hash
}
/** `Long.hashCode`. */
export const javaLongHash = (value: number | bigint): number => {
  if (typeof value === 'number') return (value | 0) ^ (Math.floor(value / 2 ** 32) | 0)
  const bits = BigInt.asIntN(64, BigInt(value))
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)))
}

/** The hash of Flink's own strings: MurmurHash3 over the UTF-8 bytes. */
export function flinkStringHash(text: string): number {
  const bytes = utf8Bytes(text)
  const aligned = bytes.length - (bytes.length % 4)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let hash = 42
  for (let i = 0; i < aligned; i += 4) hash = mixWord(hash, view.getInt32(i, true))
  for (let i = aligned; i < bytes.length; i++) hash = mixWord(hash, view.getInt8(i))
  return finishHash(hash, bytes.length)
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))

/** MurmurHash3, a word at a time, as Flink hashes its binary forms. */
export function mixWord(hash: number, word: number): number {
  const k = Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
  return (Math.imul(rotate(hash ^ k, 13), 5) + 0xe6546b64) | 0
}

export function finishHash(hash: number, length: number): number {
  let h = hash ^ length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** The bucket of a HashMap that has held at most `size` entries. */
export function hashMapBucket(hash: number, size: number): number {
  let capacity = 16
  while (size > capacity * 0.75) capacity *= 2
  return (hash ^ (hash >>> 16)) & (capacity - 1)
}

/** The order in which a HashMap lists entries that were put in one by one. */
export function hashMapOrder<T>(entries: readonly T[], hash: (entry: T) => number, capacity = 16): readonly T[] {
  let size = 1
  while (size < capacity) size *= 2
  while (entries.length > size * 0.75) size *= 2
  const bucket = (entry: T): number => {
    const h = hash(entry)
    return (h ^ (h >>> 16)) & (size - 1)
  }
  return entries
    .map((entry, i) => [bucket(entry), i, entry] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([, , entry]) => entry)
}
