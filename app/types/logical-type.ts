/** Flink's logical types. Frozen values; two types are equal when their text is equal (`typeText`). */
export type LogicalType =
  | CharType
  | VarCharType
  | BinaryType
  | DecimalType
  | TemporalType
  | IntervalType
  | SimpleType
  | ArrayType
  | MapType
  | MultisetType
  | RowType
  | RawType

interface Nullable {
  readonly nullable: boolean
}

export interface SimpleType extends Nullable {
  readonly kind:
    | 'BOOLEAN'
    | 'TINYINT'
    | 'SMALLINT'
    | 'INT'
    | 'BIGINT'
    | 'FLOAT'
    | 'DOUBLE'
    | 'DATE'
    | 'NULL'
    | 'VARIANT'
    | 'DESCRIPTOR'
}
export interface CharType extends Nullable {
  readonly kind: 'CHAR'
  readonly length: number
}
/** STRING is VARCHAR with `MAX_LENGTH`. */
export interface VarCharType extends Nullable {
  readonly kind: 'VARCHAR'
  readonly length: number
}
/** BYTES is VARBINARY with `MAX_LENGTH`. */
export interface BinaryType extends Nullable {
  readonly kind: 'BINARY' | 'VARBINARY'
  readonly length: number
}
export interface DecimalType extends Nullable {
  readonly kind: 'DECIMAL'
  readonly precision: number
  readonly scale: number
}
/** `time`: whether the column is a time attribute of its relation; it prints as `*ROWTIME*` / `*PROCTIME*`. */
export interface TemporalType extends Nullable {
  readonly kind: 'TIME' | 'TIMESTAMP' | 'TIMESTAMP_LTZ'
  readonly precision: number
  readonly time?: 'rowtime' | 'proctime'
}
export type IntervalUnit = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND'
export interface IntervalType extends Nullable {
  readonly kind: 'INTERVAL_YEAR_MONTH' | 'INTERVAL_DAY_SECOND'
  readonly from: IntervalUnit
  readonly to: IntervalUnit
  readonly precision: number
  readonly fraction: number
}
export interface ArrayType extends Nullable {
  readonly kind: 'ARRAY'
  readonly element: LogicalType
}
export interface MapType extends Nullable {
  readonly kind: 'MAP'
  readonly key: LogicalType
  readonly value: LogicalType
}
export interface MultisetType extends Nullable {
  readonly kind: 'MULTISET'
  readonly element: LogicalType
}
export interface RowField {
  readonly name: string
  readonly type: LogicalType
  readonly comment?: string
}
export interface RowType extends Nullable {
  readonly kind: 'ROW' | 'STRUCTURED'
  readonly fields: readonly RowField[]
  readonly name?: string
}
export interface RawType extends Nullable {
  readonly kind: 'RAW'
  readonly name: string
}

export type TypeKind = LogicalType['kind']

export const MAX_LENGTH = 2147483647
