import { unreachable } from '../base/assert.ts'
import { daysFromCivil, isoDateText, timeText } from './civil.ts'
import { bigDecimalTo, decimalText, parseBigDecimal } from './decimal.ts'
import { hexText, parseHex } from './hex.ts'
import { floatText } from './java-number.ts'
import type { LogicalType, RowField } from './logical-type.ts'
import { parseTimestampText, parseTimeText } from './temporal-text.ts'
import { timestampFromMillis } from './timestamp.ts'
import { type Hybrid, hybrid, type MapValue, type Opaque, type Value } from './value.ts'
import { isoInstantText, isoTimestampText } from './value-text.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The form of values in engine cases, results and expectations:
 * BIGINT and DECIMAL as strings, timestamps as text (LTZ in UTC with a Z), bytes as hex, MAP and
 * MULTISET as [[key, value]…], ROW by position.
 */
export function toJson(value: Value, type: LogicalType): Json {
  if (value === null) return null
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
    case 'BOOLEAN':
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'INTERVAL_YEAR_MONTH':
      return value as Json
    case 'BINARY':
    case 'VARBINARY':
      return hexText(value as Uint8Array)
    case 'DECIMAL':
      return decimalText(value as Hybrid, type.scale)
    case 'BIGINT':
    case 'INTERVAL_DAY_SECOND':
      return String(value)
    case 'FLOAT':
      return Number.isFinite(value) ? Number(floatText(value as number)) + 0 : floatText(value as number)
    case 'DOUBLE':
      return Number.isFinite(value) ? (value as number) + 0 : String(value)
    case 'DATE':
      return isoDateText(value as number)
    case 'TIME':
      return timeText(value as number)
    case 'TIMESTAMP':
      return isoTimestampText(value as Hybrid, type.precision)
    case 'TIMESTAMP_LTZ':
      return isoInstantText(value as Hybrid, type.precision)
    case 'ARRAY':
      return (value as readonly Value[]).map((v) => toJson(v, type.element))
    case 'MAP':
      return (value as MapValue).map(([k, v]) => [toJson(k, type.key), toJson(v, type.value)])
    case 'MULTISET':
      return (value as MapValue).map(([k, v]) => [toJson(k, type.element), v as number])
    case 'ROW':
    case 'STRUCTURED':
      return type.fields.map((f, i) => toJson((value as readonly Value[])[i] ?? null, f.type))
    case 'RAW':
      return { raw: (value as Opaque).opaque }
    case 'VARIANT':
      return { variant: (value as Opaque).opaque }
    case 'NULL':
    case 'DESCRIPTOR':
      return null
    default:
      return unreachable(type)
  }
}

/** What a case or a data file says that its column's type cannot hold. */
export class JsonValueError extends Error {
  override readonly name = 'JsonValueError'
}

const bad = (json: Json, type: string): never => {
  throw new JsonValueError(`${JSON.stringify(json)} is not a value of ${type}`)
}

const RANGES = { TINYINT: 128, SMALLINT: 32768, INT: 2147483648, INTERVAL_YEAR_MONTH: 2147483648 } as const

/** Reads the form that `toJson` writes, and what is commonly written instead: numbers for BIGINT, objects for rows and maps. */
export function fromJson(json: Json | undefined, type: LogicalType): Value {
  if (json === null || json === undefined) return null
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return typeof json === 'string' ? json : JSON.stringify(json)
    case 'BOOLEAN':
      return typeof json === 'boolean' ? json : String(json).toLowerCase() === 'true'
    case 'BINARY':
    case 'VARBINARY':
      return parseHex(String(json)) ?? bad(json, type.kind)
    case 'DECIMAL': {
      const parsed = parseBigDecimal(String(json).trim())
      return parsed ? bigDecimalTo(parsed, type.precision, type.scale) : bad(json, 'DECIMAL')
    }
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'INTERVAL_YEAR_MONTH': {
      const n = Number(wholeNumber(json, type.kind))
      const limit = RANGES[type.kind]
      return n >= -limit && n < limit ? n : bad(json, type.kind)
    }
    case 'BIGINT':
    case 'INTERVAL_DAY_SECOND':
      return wholeNumber(json, type.kind)
    case 'FLOAT':
      return Math.fround(floatingNumber(json))
    case 'DOUBLE':
      return floatingNumber(json)
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return temporalFromJson(json, type.kind, 'precision' in type ? type.precision : 0)
    default:
      return nestedFromJson(json, type)
  }
}

function nestedFromJson(json: Exclude<Json, null>, type: LogicalType): Value {
  switch (type.kind) {
    case 'ARRAY':
      return Array.isArray(json) ? json.map((v: Json) => fromJson(v, type.element)) : bad(json, 'ARRAY')
    case 'MAP':
      return mapFromJson(json, type.key, type.value)
    case 'MULTISET':
      return mapFromJson(json, type.element, { kind: 'INT', nullable: false })
    case 'ROW':
    case 'STRUCTURED':
      return rowFromJson(json, type.fields)
    case 'VARIANT': {
      const wrapped =
        typeof json === 'object' && !Array.isArray(json) ? (json as { variant?: Json }).variant : undefined
      return { opaque: typeof wrapped === 'string' ? wrapped : JSON.stringify(json) }
    }
    default:
      return bad(json, type.kind)
  }
}

export function rowFromJson(json: Json, fields: readonly RowField[]): readonly Value[] {
  if (Array.isArray(json)) return fields.map((f, i) => fromJson(json[i] as Json | undefined, f.type))
  if (json === null || typeof json !== 'object') return bad(json, 'ROW')
  return fields.map((f) => fromJson((json as Readonly<Record<string, Json>>)[f.name], f.type))
}

function mapFromJson(json: Json, key: LogicalType, value: LogicalType): MapValue {
  const pairs: readonly (readonly [Json, Json])[] = Array.isArray(json)
    ? (json as unknown as readonly (readonly [Json, Json])[])
    : Object.entries(json as Readonly<Record<string, Json>>)
  // a later pair of the same key replaces the value where the first one stands
  const byKey = new Map<string, readonly [Value, Value]>()
  for (const [k, v] of pairs) byKey.set(JSON.stringify(k), [fromJson(k, key), fromJson(v, value)])
  return [...byKey.values()]
}

function wholeNumber(json: Json, type: string): Hybrid {
  if (typeof json === 'number' && Number.isSafeInteger(json)) return json + 0
  const parsed = parseBigDecimal(String(json).trim())
  if (!parsed) return bad(json, type)
  const { unscaled, scale } = parsed
  if (scale <= 0) return hybrid(unscaled * 10n ** BigInt(-scale))
  const power = 10n ** BigInt(scale)
  return unscaled % power === 0n ? hybrid(unscaled / power) : bad(json, type)
}

function floatingNumber(json: Json): number {
  if (typeof json === 'number') return json
  const text = String(json).trim()
  const value = text === 'NaN' ? Number.NaN : Number(text)
  return text === '' || (Number.isNaN(value) && text !== 'NaN') ? bad(json, 'DOUBLE') : value
}

function temporalFromJson(json: Json, kind: string, precision: number): Value {
  if (kind === 'DATE') {
    if (typeof json === 'number') return json
    const match = /^([+-]?\d{4,9})-(\d{2})-(\d{2})$/.exec(String(json).trim())
    return match ? daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3])) : bad(json, kind)
  }
  if (kind === 'TIME') return typeof json === 'number' ? json : (parseTimeText(String(json).trim()) ?? bad(json, kind))
  if (typeof json === 'number') return truncated(json, 0, precision)
  const text = String(json).trim()
  if (/^-?\d{1,16}$/.test(text)) return truncated(Number(text), 0, precision)
  const parsed = parseTimestampText(text)
  return parsed ? truncated(parsed.millis, parsed.nanos, precision) : bad(json, kind)
}

/** Digits below the precision are cut downwards. */
function truncated(millis: number, nanos: number, precision: number): Hybrid {
  if (precision >= 3) {
    const step = 10 ** (9 - precision)
    return timestampFromMillis(millis, nanos - (nanos % step), precision)
  }
  const step = 10 ** (3 - precision)
  return Math.floor(millis / step) * step
}
