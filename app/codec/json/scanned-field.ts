import type { LogicalType, RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { DecodeError, valueDecoder } from '../decode-value.ts'
import { JsonSyntaxError, scanJson } from './scan-json.ts'
import { NO_TIMESTAMP, type TimestampForm } from './scan-timestamp.ts'

/**
 * What of a column somebody reads: its value, nothing (then it is only checked, for a value that cannot be read
 * fails all the same), or some fields of a row, by their position.
 */
export type Wanted = boolean | readonly Wanted[]

/** A field as the scanner of rows takes it: all of one shape. */
export interface ScannedField {
  readonly key: Uint16Array
  readonly form: 'whole' | 'text' | 'timestamp' | 'row' | 'boolean' | 'other'
  readonly wanted: boolean
  /** The greatest value of a whole number. */
  readonly most: number
  readonly timestamp: TimestampForm
  /** Of a row. */
  readonly fields: readonly ScannedField[]
  readonly blank: readonly null[]
  /** The general way, from the text of the value; undefined where it cannot be read. */
  readonly decode: (json: string) => Value | undefined
}

export function scannedFields(
  fields: readonly RowField[],
  options: DecodeOptions,
  wanted: Wanted = true,
): readonly ScannedField[] {
  return fields.map((field, i) =>
    scannedField(field, options, typeof wanted === 'boolean' ? wanted : (wanted[i] ?? true)),
  )
}

function scannedField({ name, type }: RowField, options: DecodeOptions, wanted: Wanted): ScannedField {
  const nested = type.kind === 'ROW' ? type.fields : []
  return {
    key: Uint16Array.from({ length: name.length }, (_, i) => name.charCodeAt(i)),
    form: formOf(type),
    wanted: wanted !== false,
    most: MOST[type.kind] ?? 0,
    timestamp: timestampForm(type, options),
    fields: scannedFields(nested, options, wanted),
    blank: nested.map(() => null),
    decode: decodeText(type, options),
  }
}

const MOST: Readonly<Partial<Record<LogicalType['kind'], number>>> = {
  TINYINT: 127,
  SMALLINT: 32_767,
  INT: 2_147_483_647,
  BIGINT: Number.MAX_SAFE_INTEGER,
}

function formOf(type: LogicalType): ScannedField['form'] {
  if (MOST[type.kind] !== undefined) return 'whole'
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return 'text'
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return type.precision >= 3 ? 'timestamp' : 'other'
    case 'BOOLEAN':
      return 'boolean'
    case 'ROW':
      return 'row'
    default:
      return 'other'
  }
}

function timestampForm(type: LogicalType, { timestamps }: DecodeOptions): TimestampForm {
  if (type.kind !== 'TIMESTAMP' && type.kind !== 'TIMESTAMP_LTZ') return NO_TIMESTAMP
  const separator = timestamps === 'SQL' ? 0x20 : 0x54
  return { precision: type.precision, zoned: type.kind === 'TIMESTAMP_LTZ', separator }
}

function decodeText(type: LogicalType, options: DecodeOptions): (json: string) => Value | undefined {
  const decode = valueDecoder(type, options)
  return (json) => {
    try {
      return decode(scanJson(json))
    } catch (error) {
      if (error instanceof DecodeError || error instanceof JsonSyntaxError) return undefined
      throw error
    }
  }
}
