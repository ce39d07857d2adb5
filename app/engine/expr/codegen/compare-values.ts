import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import { compareUtf8 } from '../../functions/aggregate/compare-utf8.ts'
import { compareBytes } from '../../functions/scalar/compare-text.ts'

export type CompareValues = (a: Value, b: Value) => number
export type EqualValues = (a: Value, b: Value) => boolean

/** The order of non-null values of one type; within arrays and rows NULL comes first. */
export function comparison(type: LogicalType): CompareValues {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return compareUtf8 as CompareValues
    case 'BINARY':
    case 'VARBINARY':
      return compareBytes as CompareValues
    case 'ARRAY': {
      const element = nullsFirst(comparison(type.element))
      return (a, b) => compareLists(a as readonly Value[], b as readonly Value[], () => element)
    }
    case 'ROW':
    case 'STRUCTURED': {
      const fields = type.fields.map((field) => nullsFirst(comparison(field.type)))
      return (a, b) => compareLists(a as readonly Value[], b as readonly Value[], (i) => fields[i] as CompareValues)
    }
    default:
      return (a, b) => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0)
  }
}

function nullsFirst(compare: CompareValues): CompareValues {
  return (a, b) => {
    if (a === null) return b === null ? 0 : -1
    return b === null ? 1 : compare(a, b)
  }
}

function compareLists(a: readonly Value[], b: readonly Value[], at: (index: number) => CompareValues): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = at(i)(a[i] as Value, b[i] as Value)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/**
 * Equality of values, NULL included. 'binary': as Flink compares serialized rows, NaN equals NaN and
 * 0.0 is not -0.0. 'java': as `==` on primitives, NaN equals nothing and the zeros are equal.
 */
export function equality(type: LogicalType, floats: 'binary' | 'java'): EqualValues {
  switch (type.kind) {
    case 'FLOAT':
    case 'DOUBLE':
      return floats === 'binary' ? Object.is : (a, b) => a === b
    case 'BINARY':
    case 'VARBINARY':
      return (a, b) => a === b || (a !== null && b !== null && compareBytes(a as Uint8Array, b as Uint8Array) === 0)
    case 'ARRAY': {
      const element = floats === 'java' ? notNullEquality(type.element) : equality(type.element, floats)
      return (a, b) => a === b || equalLists(a as readonly Value[] | null, b as readonly Value[] | null, () => element)
    }
    case 'ROW':
    case 'STRUCTURED': {
      const fields = type.fields.map((field) => equality(field.type, floats))
      return (a, b) =>
        equalLists(a as readonly Value[] | null, b as readonly Value[] | null, (i) => fields[i] as EqualValues)
    }
    case 'MAP':
      return mapEquality(equality(type.key, 'binary'), equality(type.value, floats))
    case 'MULTISET':
      return mapEquality(equality(type.element, 'binary'), (a, b) => a === b)
    default:
      return (a, b) => a === b
  }
}

/** When Flink looks for a changed result, an array built anew with a NULL in it never equals the one before. */
function notNullEquality(type: LogicalType): EqualValues {
  const equal = equality(type, 'java')
  return (a, b) => a !== null && b !== null && equal(a, b)
}

function equalLists(
  a: readonly Value[] | null,
  b: readonly Value[] | null,
  at: (index: number) => EqualValues,
): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((value, i) => at(i)(value, b[i] as Value))
}

/** Whether the same keys have the same values, in whatever order. Keys are found as Java finds them, NaN too. */
function mapEquality(key: EqualValues, value: EqualValues): EqualValues {
  type Entries = readonly (readonly [Value, Value])[]
  return (a, b) => {
    if (a === null || b === null) return a === b
    const right = b as Entries
    return (
      (a as Entries).length === right.length &&
      (a as Entries).every(([k, v]) => right.some((other) => key(k, other[0]) && value(v, other[1])))
    )
  }
}

/** Types whose values are primitives with one form per value. */
export function isPrimitive(type: LogicalType): boolean {
  switch (type.kind) {
    case 'BINARY':
    case 'VARBINARY':
    case 'ARRAY':
    case 'MAP':
    case 'MULTISET':
    case 'ROW':
    case 'STRUCTURED':
    case 'RAW':
    case 'VARIANT':
      return false
    default:
      return true
  }
}
