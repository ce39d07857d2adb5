import {
  type ArrayType,
  type BinaryType,
  type CharType,
  type DecimalType,
  type IntervalType,
  type IntervalUnit,
  type LogicalType,
  MAX_LENGTH,
  type MapType,
  type MultisetType,
  type RowField,
  type RowType,
  type SimpleType,
  type TemporalType,
  type VarCharType,
} from './logical-type.ts'

// Types by name. All are nullable unless said otherwise: `notNull(INT)`.

const simple = (kind: SimpleType['kind']): SimpleType => Object.freeze({ kind, nullable: true })

export const BOOLEAN = simple('BOOLEAN')
export const TINYINT = simple('TINYINT')
export const SMALLINT = simple('SMALLINT')
export const INT = simple('INT')
export const BIGINT = simple('BIGINT')
export const FLOAT = simple('FLOAT')
export const DOUBLE = simple('DOUBLE')
export const DATE = simple('DATE')
export const NULL = simple('NULL')
export const VARIANT = simple('VARIANT')

export const char = (length: number): CharType => Object.freeze({ kind: 'CHAR', length, nullable: true })
export const varchar = (length: number): VarCharType => Object.freeze({ kind: 'VARCHAR', length, nullable: true })
export const STRING = varchar(MAX_LENGTH)
export const binary = (length: number): BinaryType => Object.freeze({ kind: 'BINARY', length, nullable: true })
export const varbinary = (length: number): BinaryType => Object.freeze({ kind: 'VARBINARY', length, nullable: true })
export const BYTES = varbinary(MAX_LENGTH)

export const decimal = (precision: number, scale: number): DecimalType =>
  Object.freeze({ kind: 'DECIMAL', precision, scale, nullable: true })

/** Flink keeps no fraction of TIME: whatever was declared, the type is TIME(0). */
export const TIME: TemporalType = Object.freeze({ kind: 'TIME', precision: 0, nullable: true })
export const timestamp = (precision: number): TemporalType =>
  Object.freeze({ kind: 'TIMESTAMP', precision, nullable: true })
export const timestampLtz = (precision: number): TemporalType =>
  Object.freeze({ kind: 'TIMESTAMP_LTZ', precision, nullable: true })

const YEAR_MONTH_UNITS: readonly IntervalUnit[] = ['YEAR', 'MONTH']

export const interval = (from: IntervalUnit, to: IntervalUnit = from, precision = 2, fraction = 6): IntervalType =>
  Object.freeze({
    kind: YEAR_MONTH_UNITS.includes(from) ? 'INTERVAL_YEAR_MONTH' : 'INTERVAL_DAY_SECOND',
    from,
    to,
    precision,
    fraction,
    nullable: true,
  })
export const INTERVAL_MONTH = interval('MONTH')
export const INTERVAL_SECOND = interval('SECOND', 'SECOND', 2, 3)

export const array = (element: LogicalType): ArrayType => Object.freeze({ kind: 'ARRAY', element, nullable: true })
export const map = (key: LogicalType, value: LogicalType): MapType =>
  Object.freeze({ kind: 'MAP', key, value, nullable: true })
export const multiset = (element: LogicalType): MultisetType =>
  Object.freeze({ kind: 'MULTISET', element, nullable: true })
export const row = (fields: readonly RowField[]): RowType => Object.freeze({ kind: 'ROW', fields, nullable: true })
export const structured = (name: string, fields: readonly RowField[]): RowType =>
  Object.freeze({ kind: 'STRUCTURED', name, fields, nullable: true })

export function withNullable<T extends LogicalType>(type: T, nullable: boolean): T {
  return type.nullable === nullable ? type : (Object.freeze({ ...type, nullable }) as unknown as T)
}
export const nullable = <T extends LogicalType>(type: T): T => withNullable(type, true)
export const notNull = <T extends LogicalType>(type: T): T => withNullable(type, false)

/** The type with nothing NOT NULL in it, but for itself. */
export function nullableWithin(type: LogicalType): LogicalType {
  const inner = (part: LogicalType): LogicalType => nullable(nullableWithin(part))
  switch (type.kind) {
    case 'ARRAY':
    case 'MULTISET':
      return { ...type, element: inner(type.element) }
    case 'MAP':
      return { ...type, key: inner(type.key), value: inner(type.value) }
    case 'ROW':
    case 'STRUCTURED':
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })) }
    default:
      return type
  }
}

/** The type without its mark of a time attribute. */
export function withoutTime<T extends LogicalType>(type: T): T {
  if (!('time' in type) || type.time === undefined) return type
  const plain: T = { ...type }
  delete (plain as { time?: string }).time
  return plain
}
