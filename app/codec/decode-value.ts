import { bigDecimalTo, parseBigDecimal } from '../types/decimal.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { typeText } from '../types/type-text.ts'
import { type Hybrid, hybrid, type Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { isJsonArray, isJsonObject, type JsonNode, JsonNumber, printJsonNode } from './json/json-node.ts'
import { readTimestampText, timestampForm } from './scan-timestamp.ts'
import { readDate, readTime, readTimestamp } from './temporal-reader.ts'

/** What a column's type cannot hold. `path` leads into nested values. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
}

export type ValueDecoder = (node: JsonNode) => Value

const MAX_LONG = 9_223_372_036_854_775_807n
const MIN_LONG = -9_223_372_036_854_775_808n
const LIMITS = { TINYINT: 128n, SMALLINT: 32_768n, INT: 2_147_483_648n } as const

/** How Flink's json and csv formats read a value of the type; texts and numbers stand for each other. */
export function valueDecoder(type: LogicalType, options: DecodeOptions): ValueDecoder {
  const decode = notNullDecoder(type, options)
  return (node) => (node === null ? null : decode(node))
}

const mismatch = (node: JsonNode, type: LogicalType): never => {
  const shown = printJsonNode(node)
  throw new DecodeError(`${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown} is not ${typeText(type)}`)
}

/** Scalars by their text, as Java would get it from the parser. */
const scalarText = (node: JsonNode, type: LogicalType): string => {
  if (typeof node === 'string') return node
  if (node instanceof JsonNumber) return node.text
  return typeof node === 'boolean' ? String(node) : mismatch(node, type)
}

function notNullDecoder(type: LogicalType, options: DecodeOptions): ValueDecoder {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return (node) => (isJsonArray(node) || isJsonObject(node) ? printJsonNode(node) : scalarText(node, type))
    case 'BOOLEAN':
      return (node) => (typeof node === 'boolean' ? node : scalarText(node, type).trim().toLowerCase() === 'true')
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT': {
      const limit = LIMITS[type.kind]
      return wholeDecoder(type, -limit, limit - 1n)
    }
    case 'BIGINT':
      return wholeDecoder(type, MIN_LONG, MAX_LONG)
    case 'FLOAT':
      return (node) => Math.fround(readFloating(node, type))
    case 'DOUBLE':
      return (node) => readFloating(node, type)
    case 'DECIMAL':
      return (node) => {
        const parsed = parseBigDecimal(scalarText(node, type).trim())
        return parsed === null ? mismatch(node, type) : bigDecimalTo(parsed, type.precision, type.scale)
      }
    case 'BINARY':
    case 'VARBINARY':
      return (node) => readBase64(scalarText(node, type)) ?? mismatch(node, type)
    case 'DATE':
      return (node) => readDate(scalarText(node, type)) ?? mismatch(node, type)
    case 'TIME':
      return (node) => readTime(scalarText(node, type)) ?? mismatch(node, type)
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ': {
      const form = timestampForm(type, options)
      return (node) => {
        const text = scalarText(node, type)
        const usual = type.precision >= 3 ? readTimestampText(text, form) : undefined
        if (usual !== undefined) return usual
        return readTimestamp(text, type.precision, form.zoned, options.timestamps) ?? mismatch(node, type)
      }
    }
    default:
      return nestedDecoder(type, options)
  }
}

function nestedDecoder(type: LogicalType, options: DecodeOptions): ValueDecoder {
  switch (type.kind) {
    case 'ARRAY': {
      const element = valueDecoder(type.element, options)
      return (node) => (isJsonArray(node) ? node.map(element) : mismatch(node, type))
    }
    case 'MAP': {
      const key = valueDecoder(type.key, options)
      const value = valueDecoder(type.value, options)
      return (node) =>
        isJsonObject(node) ? [...node].map(([k, v]) => [key(k), value(v)] as const) : mismatch(node, type)
    }
    case 'ROW': {
      const fields = type.fields.map((field) => ({ name: field.name, decode: valueDecoder(field.type, options) }))
      return (node) =>
        isJsonObject(node) ? fields.map(({ name, decode }) => decode(node.get(name) ?? null)) : mismatch(node, type)
    }
    default:
      return (node) => mismatch(node, type)
  }
}

function wholeDecoder(type: LogicalType, min: bigint, max: bigint): ValueDecoder {
  const most = Number(max)
  return (node) => {
    const value = typeof node === 'string' ? fewDigits(node) : node instanceof JsonNumber ? fewDigits(node.text) : -1
    return value >= 0 && value <= most ? value : readWhole(node, type, min, max)
  }
}

/** The number that a text of at most fifteen digits is; negative for other texts. */
function fewDigits(text: string): number {
  if (text.length === 0 || text.length > 15) return -1
  let value = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const WHOLE = /^[+-]?\d+$/

/** A number loses its fraction, as Java's parser has it; a text must be a whole number. */
function readWhole(node: JsonNode, type: LogicalType, min: bigint, max: bigint): Hybrid {
  const text = scalarText(node, type).trim()
  const value = WHOLE.test(text) ? wholeText(text) : node instanceof JsonNumber ? truncatedText(text) : undefined
  if (value === undefined || value < min || value > max) return mismatch(node, type)
  return value
}

function wholeText(text: string): Hybrid {
  // Fifteen digits are always a safe integer; + 0 makes the one zero of -0.
  return text.length <= 15 ? Number(text) + 0 : hybrid(BigInt(text))
}

function truncatedText(text: string): Hybrid | undefined {
  const parsed = parseBigDecimal(text)
  if (parsed === null || parsed.scale < -40) return undefined
  const { unscaled, scale } = parsed
  return hybrid(scale <= 0 ? unscaled * 10n ** BigInt(-scale) : unscaled / 10n ** BigInt(scale))
}

const FLOATING = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?)$/

/** `Double.parseDouble` */
function readFloating(node: JsonNode, type: LogicalType): number {
  const text = scalarText(node, type).trim()
  if (!FLOATING.test(text)) return mismatch(node, type)
  return text.endsWith('NaN') ? Number.NaN : Number(text.replace(/[dDfF]$/, ''))
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function readBase64(text: string): Uint8Array | undefined {
  if (!BASE64.test(text)) return undefined
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let buffer = 0
  let bits = 0
  let at = 0
  for (const digit of digits) {
    buffer = ((buffer << 6) | DIGITS.indexOf(digit)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (buffer >> bits) & 0xff
  }
  return bytes
}
