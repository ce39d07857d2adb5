import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'

export type KeyPart = string | number | bigint | boolean | null

/** The value itself: of most types a value is its own key. */
export const ownKey = (value: Value): KeyPart => value as KeyPart

/** A primitive that is the same for equal keys and different for different ones, among the values of one type. */
export function valueKey(type: LogicalType): (value: Value) => KeyPart {
  switch (type.kind) {
    case 'FLOAT':
    case 'DOUBLE':
      // Flink groups by the bits: 0.0 and -0.0 are two groups, which a Map would take as one key.
      return (value) => (Object.is(value, -0) ? '-0' : (value as number | null))
    case 'BINARY':
    case 'VARBINARY':
      return (value) => (value === null ? null : bytesText(value as Uint8Array))
    case 'ARRAY':
    case 'MAP':
    case 'MULTISET':
    case 'ROW':
    case 'STRUCTURED':
    case 'RAW':
    case 'VARIANT':
      return (value) => (value === null ? null : composed(value))
    default:
      return ownKey
  }
}

function bytesText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** Length-prefixed, so that no text inside can imitate a boundary. */
function composed(value: Value): string {
  if (value === null) return 'n'
  if (typeof value === 'string') return `s${value.length}:${value}`
  if (typeof value === 'number') return Object.is(value, -0) ? 'd-0;' : `d${value};`
  if (typeof value === 'bigint') return `d${value};`
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Uint8Array) return `b${value.length}:${bytesText(value)}`
  if (Array.isArray(value)) return `[${value.length}:${value.map((item: Value) => composed(item)).join('')}`
  return composed(JSON.stringify(value))
}
