import type { LogicalType, RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { DecodeError, valueDecoder } from '../decode-value.ts'
import { type TimestampForm, timestampForm } from '../scan-timestamp.ts'
import { ObjectLayout } from './object-layout.ts'
import { JsonSyntaxError, scanJson } from './scan-json.ts'

/**
 * What of a column somebody reads: its value, nothing (then it is only checked, for a value that cannot be read
 * fails all the same), or some fields of a row, by their position.
 */
export type Wanted = boolean | readonly Wanted[]

/** A field as the scanner of rows takes it: all of one shape. */
export interface ScannedField {
  readonly name: string
  readonly form: 'whole' | 'text' | 'timestamp' | 'row' | 'decimal' | 'floating' | 'boolean' | 'other'
  readonly wanted: boolean
  /** The greatest value of a whole number. */
  readonly most: number
  /** Of DECIMAL. */
  readonly digits: { readonly precision: number; readonly scale: number }
  /** FLOAT. */
  readonly isSingle: boolean
  readonly timestamp: TimestampForm
  /** Of a row. */
  readonly layout: ObjectLayout
  /** The general way, from the text of the value; undefined where it cannot be read. */
  readonly decode: (json: string) => Value | undefined
}

export function scannedFields(
  fields: readonly RowField[],
  options: DecodeOptions,
  wanted: Wanted = true,
): readonly ScannedField[] {
  return fields.map((field, i) =>
    scannedField(field, options, typeof wanted === 'boolean' ? wanted : (wanted[i] ?? false)),
  )
}

function scannedField({ name, type }: RowField, options: DecodeOptions, wanted: Wanted): ScannedField {
  return {
    name,
    form: formOf(type),
    wanted: wanted !== false,
    most: MOST[type.kind] ?? 0,
    digits: type.kind === 'DECIMAL' ? type : NO_DIGITS,
    isSingle: type.kind === 'FLOAT',
    timestamp: timestampForm(type, options),
    layout: new ObjectLayout(scannedFields(type.kind === 'ROW' ? type.fields : [], options, wanted)),
    decode: decodeText(type, options),
  }
}

const NO_DIGITS = { precision: 0, scale: 0 }
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
    case 'DECIMAL':
      return 'decimal'
    case 'FLOAT':
    case 'DOUBLE':
      return 'floating'
    case 'BOOLEAN':
      return 'boolean'
    case 'ROW':
      return 'row'
    default:
      return 'other'
  }
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
