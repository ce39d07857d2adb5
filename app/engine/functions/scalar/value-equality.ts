import { compareDecimal } from '../../../types/decimal.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { nanosOfMilli, timestampFromMillis, timestampMillis } from '../../../types/timestamp.ts'
import { isApproximate, isBinary, isCharacter, isDecimal, isNumeric, isTimestamp } from '../../../types/type-family.ts'
import type { Hybrid, MapValue, Opaque, Value } from '../../../types/value.ts'
import { toDouble } from '../strategy/numeric-form.ts'
import { compareBytes, compareText } from './compare-text.ts'

type NotNull = Exclude<Value, null>

/** -1, 0, 1 for values of two comparable types; NaN when they are not ordered. */
export function comparator(left: LogicalType, right: LogicalType): (a: NotNull, b: NotNull) => number {
  if (isCharacter(left)) return (a, b) => compareText(a as string, b as string)
  if (isBinary(left)) return (a, b) => compareBytes(a as Uint8Array, b as Uint8Array)
  if (left.kind === 'BOOLEAN') return (a, b) => Number(a) - Number(b)
  if (isNumeric(left) && isNumeric(right)) return numberComparator(left, right)
  if (isTimestamp(left) && isTimestamp(right) && unit(left.precision) !== unit(right.precision)) {
    const [x, y] = [toNanos(left.precision), toNanos(right.precision)]
    return (a, b) => order(x(a as Hybrid), y(b as Hybrid))
  }
  return (a, b) => order(a as Hybrid, b as Hybrid)
}

/** `Double.compare` of Java: NaN is the largest and equals itself, -0.0 is less than 0.0. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (Object.is(a, b)) return 0
  if (Number.isNaN(a)) return 1
  return Number.isNaN(b) || Object.is(b, 0) ? -1 : 1
}

const order = (a: Hybrid, b: Hybrid): number => (a < b ? -1 : a > b ? 1 : 0)
const unit = (precision: number): number => Math.ceil(Math.max(precision, 3) / 3)
const toNanos =
  (precision: number): ((value: Hybrid) => Hybrid) =>
  (value) =>
    timestampFromMillis(timestampMillis(value, precision), nanosOfMilli(value, precision), 9)

function numberComparator(left: LogicalType, right: LogicalType): (a: NotNull, b: NotNull) => number {
  if (isApproximate(left) || isApproximate(right)) {
    const [x, y] = [toDouble(left), toDouble(right)]
    if (isDecimal(left) || isDecimal(right)) return (a, b) => compareDoubles(x(a as Hybrid), y(b as Hybrid))
    // the first of FLOAT and DOUBLE decides as which both are compared
    const float = left.kind === 'FLOAT' || (right.kind === 'FLOAT' && left.kind !== 'DOUBLE')
    const read = (n: number): number => (float ? Math.fround(n) : n)
    return (a, b) => {
      const [p, q] = [read(x(a as Hybrid)), read(y(b as Hybrid))]
      return p < q ? -1 : p > q ? 1 : p === q ? 0 : Number.NaN
    }
  }
  const [ls, rs] = [left.kind === 'DECIMAL' ? left.scale : 0, right.kind === 'DECIMAL' ? right.scale : 0]
  return ls === rs
    ? (a, b) => order(a as Hybrid, b as Hybrid)
    : (a, b) => compareDecimal(a as Hybrid, ls, b as Hybrid, rs)
}

/** SQL equality of values that are not NULL; in arrays and maps NULL equals nothing, in rows NULL. */
export function equality(left: LogicalType, right: LogicalType): (a: NotNull, b: NotNull) => boolean {
  if (left.kind === 'ARRAY' && right.kind === 'ARRAY') {
    const same = presentEquality(left.element, right.element)
    return (a, b) => sameLists(a as readonly Value[], b as readonly Value[], same)
  }
  if (left.kind === 'MAP' && right.kind === 'MAP') {
    const key = nullableEquality(left.key, right.key)
    const value = presentEquality(left.value, right.value)
    return (a, b) => sameMaps(a as MapValue, b as MapValue, key, value)
  }
  if ((left.kind === 'ROW' || left.kind === 'STRUCTURED') && (right.kind === 'ROW' || right.kind === 'STRUCTURED')) {
    const fields = left.fields.map((f, i) => nullableEquality(f.type, right.fields[i]?.type ?? f.type))
    return (a, b) =>
      fields.every((same, i) => same((a as readonly Value[])[i] ?? null, (b as readonly Value[])[i] ?? null))
  }
  if (left.kind === 'RAW' || left.kind === 'VARIANT') return (a, b) => (a as Opaque).opaque === (b as Opaque).opaque
  if (isCharacter(left)) return (a, b) => a === b
  const compare = comparator(left, right)
  return (a, b) => compare(a, b) === 0
}

export function nullableEquality(left: LogicalType, right: LogicalType): (a: Value, b: Value) => boolean {
  const same = equality(left, right)
  return (a, b) => (a === null || b === null ? a === b : same(a, b))
}

function presentEquality(left: LogicalType, right: LogicalType): (a: Value, b: Value) => boolean {
  const same = equality(left, right)
  return (a, b) => a !== null && b !== null && same(a, b)
}

const sameLists = (a: readonly Value[], b: readonly Value[], same: (x: Value, y: Value) => boolean): boolean =>
  a.length === b.length && a.every((x, i) => same(x, b[i] ?? null))

function sameMaps(
  a: MapValue,
  b: MapValue,
  key: (x: Value, y: Value) => boolean,
  value: (x: Value, y: Value) => boolean,
): boolean {
  return a.length === b.length && a.every(([k, v]) => b.some(([k2, v2]) => key(k, k2) && value(v, v2)))
}
