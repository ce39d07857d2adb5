import type {
  BinaryType,
  CharType,
  DecimalType,
  IntervalType,
  LogicalType,
  SimpleType,
  TemporalType,
  VarCharType,
} from './logical-type.ts'

// Families of types, by the names of the SQL standard.

export type IntegerType = SimpleType & { readonly kind: 'TINYINT' | 'SMALLINT' | 'INT' | 'BIGINT' }
export type ApproximateType = SimpleType & { readonly kind: 'FLOAT' | 'DOUBLE' }
export type ExactType = IntegerType | DecimalType
export type NumericType = ExactType | ApproximateType

export const isCharacter = (t: LogicalType): t is CharType | VarCharType => t.kind === 'CHAR' || t.kind === 'VARCHAR'
export const isBinary = (t: LogicalType): t is BinaryType => t.kind === 'BINARY' || t.kind === 'VARBINARY'
export const isDecimal = (t: LogicalType): t is DecimalType => t.kind === 'DECIMAL'
export const isInteger = (t: LogicalType): t is IntegerType =>
  t.kind === 'TINYINT' || t.kind === 'SMALLINT' || t.kind === 'INT' || t.kind === 'BIGINT'
export const isExact = (t: LogicalType): t is ExactType => isInteger(t) || isDecimal(t)
export const isApproximate = (t: LogicalType): t is ApproximateType => t.kind === 'FLOAT' || t.kind === 'DOUBLE'
export const isNumeric = (t: LogicalType): t is NumericType => isExact(t) || isApproximate(t)
export type TimestampType = TemporalType & { readonly kind: 'TIMESTAMP' | 'TIMESTAMP_LTZ' }
export const isTimestamp = (t: LogicalType): t is TimestampType => t.kind === 'TIMESTAMP' || t.kind === 'TIMESTAMP_LTZ'
/** DATE, TIME and both TIMESTAMPs. */
export const isDatetime = (t: LogicalType): boolean => t.kind === 'DATE' || t.kind === 'TIME' || isTimestamp(t)
export const isInterval = (t: LogicalType): t is IntervalType =>
  t.kind === 'INTERVAL_YEAR_MONTH' || t.kind === 'INTERVAL_DAY_SECOND'
export const isConstructed = (t: LogicalType): boolean =>
  t.kind === 'ARRAY' || t.kind === 'MAP' || t.kind === 'MULTISET' || t.kind === 'ROW' || t.kind === 'STRUCTURED'

const INTEGER_DIGITS = { TINYINT: 3, SMALLINT: 5, INT: 10, BIGINT: 19 } as const

/** Decimal digits of an exact numeric type. */
export const digitsOf = (type: ExactType): number =>
  type.kind === 'DECIMAL' ? type.precision : INTEGER_DIGITS[type.kind]

export const scaleOf = (type: LogicalType): number => (type.kind === 'DECIMAL' ? type.scale : 0)

/** Children of a constructed type, in Flink's order. */
export function childrenOf(type: LogicalType): readonly LogicalType[] {
  switch (type.kind) {
    case 'ARRAY':
    case 'MULTISET':
      return [type.element]
    case 'MAP':
      return [type.key, type.value]
    case 'ROW':
    case 'STRUCTURED':
      return type.fields.map((f) => f.type)
    default:
      return []
  }
}
