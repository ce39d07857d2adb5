/**
 * How a value of each type is held. One canonical form per value, primitives wherever possible, so
 * that `===`, `<` and Map keys work without special cases.
 *
 * | type | form |
 * |---|---|
 * | BOOLEAN | boolean |
 * | TINYINT SMALLINT INT DATE(days) TIME(ms of day) INTERVAL_YEAR_MONTH(months) | number |
 * | BIGINT, INTERVAL_DAY_SECOND(ms) | Hybrid |
 * | FLOAT (always Math.fround-ed) DOUBLE | number |
 * | DECIMAL(p, s) | Hybrid, unscaled: 1.50 of scale 2 is 150 |
 * | TIMESTAMP(p), TIMESTAMP_LTZ(p) | Hybrid count since 1970: ms for p <= 3, us for p <= 6, ns above |
 * | CHAR VARCHAR | string (UTF-16, as in Java) |
 * | BINARY VARBINARY | Uint8Array |
 * | ARRAY | readonly Value[] |
 * | ROW (nested) | readonly Value[] by position |
 * | MAP, MULTISET(element → count) | readonly (readonly [key, value])[] in the order that Flink prints |
 * | RAW VARIANT | an object of the type's own |
 * | NULL, any SQL NULL | null |
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[] | MapValue | Opaque
export type MapValue = readonly (readonly [Value, Value])[]
export interface Opaque {
  readonly opaque: string
}

/** A whole number: `number` when it is a safe integer, `bigint` otherwise; never both for one value. */
export type Hybrid = number | bigint

export function hybrid(value: bigint): Hybrid {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}
