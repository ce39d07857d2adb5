import { flinkStringHash, hashMapOrder, javaLongHash } from '../../../types/java-hash.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { nanosOfMilli, timestampMillis } from '../../../types/timestamp.ts'
import type { Hybrid, Value } from '../../../types/value.ts'

type Hash = (value: Value) => number

/** Entries in the order in which Java's HashMap hands them out: Flink prints multisets that way. */
export function inHashOrder<T>(entries: readonly T[], keyOf: (entry: T) => Value, type: LogicalType): readonly T[] {
  const hash = hashOf(type)
  return hashMapOrder(entries, (entry) => {
    const key = keyOf(entry)
    return key === null ? 0 : hash(key)
  })
}

/** `hashCode` of Flink's own form of a value. */
function hashOf(type: LogicalType): Hash {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return (value) => flinkStringHash(value as string)
    case 'BOOLEAN':
      return (value) => (value === true ? 1231 : 1237)
    case 'BIGINT':
    case 'INTERVAL_DAY_SECOND':
      return (value) => javaLongHash(value as Hybrid)
    case 'DOUBLE':
      return (value) => javaLongHash(doubleBits(value as number))
    case 'FLOAT':
      return (value) => floatBits(value as number)
    case 'DECIMAL': {
      const { scale } = type
      return (value) => decimalHash(BigInt(value as Hybrid), scale)
    }
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ': {
      const { precision } = type
      return (value) => timestampHash(value as Hybrid, precision)
    }
    default:
      return (value) => (typeof value === 'number' ? value | 0 : 0)
  }
}

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
  const folded = Number(BigInt.asIntN(32, (magnitude >> 32n) * 31n + (magnitude & 0xffffffffn)))
  return (Math.imul(31, unscaled < 0n ? -folded : folded) + scale) | 0
}

/** `TimestampData.hashCode` */
function timestampHash(value: Hybrid, precision: number): number {
  return (Math.imul(31, javaLongHash(timestampMillis(value, precision))) + nanosOfMilli(value, precision)) | 0
}
