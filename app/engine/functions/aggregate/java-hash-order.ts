import type { LogicalType } from '../../../types/logical-type.ts'
import { nanosOfMilli, timestampMillis } from '../../../types/timestamp.ts'
import { utf8Bytes } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'

// The order in which Java's HashMap hands out its entries: Flink prints multisets that way.

type Hash = (value: Value) => number

const MURMUR_SEED = 42
const SMALLEST_TABLE = 16

/** Entries in the order of their buckets; those of one bucket as they came. */
export function inHashOrder<T>(entries: readonly T[], keyOf: (entry: T) => Value, type: LogicalType): readonly T[] {
  const hash = hashOf(type)
  let size = SMALLEST_TABLE
  while (entries.length > size * 0.75) size *= 2
  const bucket = (value: Value): number => {
    const h = value === null ? 0 : hash(value)
    return (h ^ (h >>> 16)) & (size - 1)
  }
  return entries
    .map((entry, i) => ({ entry, i, at: bucket(keyOf(entry)) }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .map(({ entry }) => entry)
}

function hashOf(type: LogicalType): Hash {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return (value) => murmur(utf8Bytes(value as string))
    case 'BOOLEAN':
      return (value) => (value === true ? 1231 : 1237)
    case 'BIGINT':
    case 'INTERVAL_DAY_SECOND':
      return (value) => longHash(BigInt(value as Hybrid))
    case 'DOUBLE':
      return (value) => longHash(doubleBits(value as number))
    case 'FLOAT':
      return (value) => floatBits(value as number)
    case 'DECIMAL': {
      const { scale } = type
      return (value) => decimalHash(BigInt(value as Hybrid), scale)
    }
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ': {
      const { precision } = type
      return (value) =>
        (Math.imul(31, longHash(BigInt(timestampMillis(value as Hybrid, precision)))) +
          nanosOfMilli(value as Hybrid, precision)) |
        0
    }
    default:
      return (value) => (typeof value === 'number' ? value | 0 : 0)
  }
}

const toInt = (value: bigint): number => Number(BigInt.asIntN(32, value))
const longHash = (value: bigint): number => toInt(value ^ (BigInt.asUintN(64, value) >> 32n))

const scratch = new DataView(new ArrayBuffer(8))
function doubleBits(value: number): bigint {
  scratch.setFloat64(0, value)
  return scratch.getBigInt64(0)
}
function floatBits(value: number): number {
  scratch.setFloat32(0, value)
  return scratch.getInt32(0)
}

/** `BigDecimal.hashCode` of an unscaled value that fits a long. */
function decimalHash(unscaled: bigint, scale: number): number {
  const magnitude = unscaled < 0n ? -unscaled : unscaled
  const folded = toInt((magnitude >> 32n) * 31n + (magnitude & 0xffffffffn))
  return (Math.imul(31, unscaled < 0n ? -folded : folded) + scale) | 0
}

/** Murmur3 as Flink uses it: whole words first, then byte by byte. */
function murmur(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const aligned = bytes.length - (bytes.length % 4)
  let h = MURMUR_SEED
  for (let i = 0; i < aligned; i += 4) h = mixHash(h, mixWord(view.getInt32(i, true)))
  for (let i = aligned; i < bytes.length; i++) h = mixHash(h, mixWord(view.getInt8(i)))
  h ^= bytes.length
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function mixWord(word: number): number {
  const k = Math.imul(word, 0xcc9e2d51)
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593)
}

function mixHash(hash: number, word: number): number {
  const h = hash ^ word
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}
