import { javaLongHash, javaStringHash } from '../../../../types/java-hash.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { nanosOfMilli, timestampMillis } from '../../../../types/timestamp.ts'
import type { Hybrid } from '../../../../types/value.ts'

/** Java's hash codes; only those of texts lose their sign. */
export function hashOf(type: LogicalType): ((value: never) => number) | undefined {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return (value: string) => Math.abs(javaStringHash(value)) | 0
    case 'BOOLEAN':
      return (value: boolean) => (value ? 1231 : 1237)
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'DATE':
    case 'TIME':
      return (value: number) => value
    case 'BIGINT':
      return (value: Hybrid) => javaLongHash(value)
    case 'FLOAT':
      return (value: number) => bitsOf(4, value).getInt32(0)
    case 'DOUBLE':
      return (value: number) => bitsOf(8, value).getInt32(0) ^ bitsOf(8, value).getInt32(4)
    case 'DECIMAL':
      return (value: Hybrid) => decimalHash(value, type.scale)
    case 'TIMESTAMP':
      return (value: Hybrid) =>
        (Math.imul(31, javaLongHash(timestampMillis(value, type.precision))) + nanosOfMilli(value, type.precision)) | 0
    default:
      return undefined
  }
}

/** java.math.BigDecimal: of the magnitude's 32-bit words, the sign and the scale. */
function decimalHash(unscaled: Hybrid, scale: number): number {
  const magnitude = unscaled < 0 ? -BigInt(unscaled) : BigInt(unscaled)
  const words = magnitude.toString(16).padStart(32, '0').match(/.{8}/g)
  const hash = (words ?? []).reduce((sum, word) => (Math.imul(31, sum) + Number.parseInt(word, 16)) | 0, 0)
  return (Math.imul(31, unscaled < 0 ? -hash : hash) + scale) | 0
}

function bitsOf(bytes: 4 | 8, value: number): DataView {
  const view = new DataView(new ArrayBuffer(bytes))
  if (bytes === 4) view.setFloat32(0, value)
  else view.setFloat64(0, value)
  return view
}
