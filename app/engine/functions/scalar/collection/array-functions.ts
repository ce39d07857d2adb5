import { array, BOOLEAN, INT, nullable, STRING, withNullable } from '../../../../types/construct-type.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { isCharacter, isConstructed, isInterval, isNumeric } from '../../../../types/type-family.ts'
import type { Value } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from '../../declaration.ts'
import { type Docs, refuse, scalar, unsupportedCall } from '../../define.ts'
import { BOOLEAN_OPERAND, castTo } from '../../strategy/operand.ts'
import { someNullable } from '../../strategy/result.ts'
import { comparator, nullableEquality } from '../value-equality.ts'
import { arrayOf, commonArray, fitsElement, INVALID, isNullableAs, widenedElement } from './element.ts'

// Functions on arrays. NULL is an element like others: it equals itself.

type List = readonly Value[]
type Same = (a: Value, b: Value) => boolean
type NotNull = Exclude<Value, null>

const INT_OPERAND = castTo(INT, '<INTEGER>')
const elementOf = (call: ScalarCallSite): LogicalType => arrayOf(call.args[0])?.element ?? INT
const sameElement = (call: ScalarCallSite): Same => nullableEquality(elementOf(call), elementOf(call))

function define(
  name: string,
  docs: Docs,
  infer: (args: readonly Argument[]) => Inference,
  implement: (call: ScalarCallSite) => ScalarImplementation,
): ScalarFunction {
  return scalar({ name, category: 'collection', docs, infer, implement })
}

const INTERVAL_AS_NUMBER = unsupportedCall('an interval in place of a number')

/** NaN equals nothing, so it stays each time. */
const unique = (list: List, same: Same): List => list.filter((x, i) => !includes(list.slice(0, i), x, same))
const includes = (list: List, x: Value, same: Same): boolean => list.some((y) => same(x, y))

/** (array) → the same type */
const sameArray = (args: readonly Argument[]): Inference => {
  const type = arrayOf(args[0])
  return type && args.length === 1 ? { ok: true, type } : INVALID
}

/** (array, element) → `type` */
function withNeedle(
  type: (args: readonly [list: Argument, needle: Argument], element: LogicalType) => LogicalType,
): (args: readonly Argument[]) => Inference {
  return (args) => {
    const [list, needle] = args
    const element = arrayOf(list)?.element
    if (element && needle && isNumeric(element) && isInterval(needle.type)) return INTERVAL_AS_NUMBER
    if (!list || !element || !needle || args.length !== 2 || !fitsElement(needle, element)) return INVALID
    return { ok: true, type: type([list, needle], element), casts: [undefined, nullable(element)] }
  }
}

/** ARRAY_APPEND, ARRAY_PREPEND */
function inferInsert(args: readonly Argument[]): Inference {
  const [list, value] = args
  const type = arrayOf(list)
  if (type && value && isNumeric(type.element) && isInterval(value.type)) return INTERVAL_AS_NUMBER
  const element = type && value && widenedElement(type.element, value)
  if (!type || !element || args.length !== 2) return INVALID
  const result = withNullable(array(element), list?.type.nullable || isNullableAs(value, type.element))
  return { ok: true, type: result, casts: [nullable(result), nullable(element)] }
}

/** Two or more arrays of a common type. */
const inferCommon =
  (count?: number) =>
  (args: readonly Argument[]): Inference => {
    const type = commonArray(args)
    if (!type || (count !== undefined && args.length !== count)) return INVALID
    return { ok: true, type: withNullable(type, someNullable(args)), casts: args.map(() => nullable(type)) }
  }

/** BOOLEAN has no order in Flink. */
const isOrdered = (type: LogicalType): boolean => !isConstructed(type) && type.kind !== 'BOOLEAN'

function extremum(name: string, largest: boolean, docs: Docs): ScalarFunction {
  const infer = (args: readonly Argument[]): Inference => {
    const type = arrayOf(args[0])
    if (!type || args.length !== 1 || !isOrdered(type.element)) return INVALID
    return { ok: true, type: nullable(type.element) }
  }
  return define(name, docs, infer, (call) => {
    const compare = comparator(elementOf(call), elementOf(call))
    return {
      apply: (list: List) => {
        let best: Value = null
        for (const x of list) {
          if (x === null) continue
          const order = best === null ? 1 : compare(x, best as NotNull)
          if (best === null || (largest ? order > 0 : order < 0)) best = x
        }
        return best
      },
    }
  })
}

function slice(list: List, start: number, end = list.length): List {
  const size = list.length
  const from = Math.max(1, start < 0 ? start + size + 1 : start)
  const last = end < 0 ? end + size + 1 : end
  const to = last === 0 ? 1 : Math.min(last, size)
  return to < from ? [] : list.slice(from - 1, to)
}

/** Java sorts shorter arrays by insertion, as JavaScript does. */
const MIN_MERGE = 32
const unsortable = (): RunFailure =>
  new RunFailure('Unsupported', `ARRAY_SORT of ${MIN_MERGE} and more elements with NaN among them`)

const arraySort = define(
  'ARRAY_SORT',
  [
    'ARRAY_SORT(array[, ascending[, nulls_first]])',
    'ARRAY_SORT(ARRAY[2, 1])',
    'The elements in order.',
    '排序后的数组。',
  ],
  (args) => {
    const [list, ...flags] = args
    const type = arrayOf(list)
    if (
      !type ||
      flags.length > 2 ||
      !flags.every((f) => f.type.kind === 'NULL' || BOOLEAN_OPERAND.accepts(f)) ||
      !isOrdered(type.element)
    )
      return INVALID
    return { ok: true, type: withNullable(type, someNullable(args)) }
  },
  (call) => {
    const compare = comparator(elementOf(call), elementOf(call))
    return {
      apply: (list: List, ascending = true, nullsFirst = ascending) => {
        // with an order that is none, what comes out depends on how Java merges its runs
        if (list.length >= MIN_MERGE && list.some(Number.isNaN)) throw unsortable()
        return [...list].sort((a, b) => {
          if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1
          // Flink asks only whether one is greater, so NaN is less than all
          const greater = compare(a, b) > 0
          return greater === ascending ? 1 : -1
        })
      },
    }
  },
)

const arrayJoin = define(
  'ARRAY_JOIN',
  [
    'ARRAY_JOIN(array, delimiter[, null_replacement])',
    "ARRAY_JOIN(ARRAY['a', 'b'], '-')",
    'The strings with a delimiter between; NULLs left out or replaced.',
    '用分隔符连接数组元素，NULL 忽略或替换。',
  ],
  (args) => {
    const [list, ...texts] = args
    const type = arrayOf(list)
    // Flink makes VARCHAR of the elements, and there is none of no length
    if (type?.element.kind === 'CHAR' && type.element.length === 0)
      return refuse('Variable character string length must be between 1 and 2147483647 (both inclusive).')
    const fits =
      type &&
      isCharacter(type.element) &&
      texts.length >= 1 &&
      texts.length <= 2 &&
      texts.every((t) => isCharacter(t.type))
    return fits ? { ok: true, type: withNullable(STRING, someNullable(args)) } : INVALID
  },
  () => ({
    apply: (list: List, delimiter: string, replacement?: string) =>
      list
        .flatMap((x) => (x !== null ? [x as string] : replacement === undefined ? [] : [replacement]))
        .join(delimiter),
  }),
)

export const arrayFunctions: readonly ScalarFunction[] = [
  define(
    'ARRAY_CONTAINS',
    [
      'ARRAY_CONTAINS(array, element)',
      'ARRAY_CONTAINS(ARRAY[1, 2], 2)',
      'Whether the element is there; NULL can be found.',
      '是否包含该元素，NULL 也可查找。',
    ],
    withNeedle(([list]) => withNullable(BOOLEAN, list.type.nullable)),
    (call) => {
      const same = sameElement(call)
      return { nulls: 'called', apply: (list: List | null, needle: Value) => list && includes(list, needle, same) }
    },
  ),
  define(
    'ARRAY_POSITION',
    [
      'ARRAY_POSITION(array, element)',
      'ARRAY_POSITION(ARRAY[1, 2], 2)',
      'Where the element is, from 1; 0 if nowhere.',
      '元素位置（从 1 开始），没有则为 0。',
    ],
    withNeedle(([list, needle], element) => withNullable(INT, list.type.nullable || isNullableAs(needle, element))),
    (call) => {
      const same = sameElement(call)
      return { apply: (list: List, needle: Value) => list.findIndex((x) => same(x, needle)) + 1 }
    },
  ),
  define(
    'ARRAY_REMOVE',
    [
      'ARRAY_REMOVE(array, element)',
      'ARRAY_REMOVE(ARRAY[1, 2], 2)',
      'The array without the element.',
      '移除所有该元素。',
    ],
    withNeedle(([list]) => list.type),
    (call) => {
      const same = sameElement(call)
      return {
        nulls: 'called',
        apply: (list: List | null, needle: Value) => (list === null ? null : list.filter((x) => !same(x, needle))),
      }
    },
  ),
  define(
    'ARRAY_APPEND',
    [
      'ARRAY_APPEND(array, element)',
      'ARRAY_APPEND(ARRAY[1], 2)',
      'The array with an element more at the end.',
      '在末尾添加元素。',
    ],
    inferInsert,
    () => ({
      nulls: 'called',
      apply: (list: List | null, x: Value) => list && [...list, x],
    }),
  ),
  define(
    'ARRAY_PREPEND',
    [
      'ARRAY_PREPEND(array, element)',
      'ARRAY_PREPEND(ARRAY[2], 1)',
      'The array with an element more at the start.',
      '在开头添加元素。',
    ],
    inferInsert,
    () => ({
      nulls: 'called',
      apply: (list: List | null, x: Value) => list && [x, ...list],
    }),
  ),
  define(
    'ARRAY_REVERSE',
    ['ARRAY_REVERSE(array)', 'ARRAY_REVERSE(ARRAY[1, 2])', 'The elements backwards.', '反转数组。'],
    sameArray,
    () => ({ apply: (list: List) => [...list].reverse() }),
  ),
  define(
    'ARRAY_DISTINCT',
    ['ARRAY_DISTINCT(array)', 'ARRAY_DISTINCT(ARRAY[1, 1])', 'Each element once.', '去重。'],
    sameArray,
    (call) => {
      const same = sameElement(call)
      return { apply: (list: List) => unique(list, same) }
    },
  ),
  define(
    'ARRAY_CONCAT',
    ['ARRAY_CONCAT(array1, …)', 'ARRAY_CONCAT(ARRAY[1], ARRAY[2])', 'The arrays one after the other.', '连接数组。'],
    inferCommon(),
    () => ({ apply: (...lists: List[]) => lists.flat() as List }),
  ),
  define(
    'ARRAY_UNION',
    [
      'ARRAY_UNION(array1, array2)',
      'ARRAY_UNION(ARRAY[1], ARRAY[2])',
      'The elements of both, each once.',
      '并集（去重）。',
    ],
    inferCommon(2),
    (call) => {
      const same = sameElement(call)
      return { apply: (a: List, b: List) => unique([...a, ...b], same) }
    },
  ),
  define(
    'ARRAY_EXCEPT',
    [
      'ARRAY_EXCEPT(array1, array2)',
      'ARRAY_EXCEPT(ARRAY[1, 2], ARRAY[2])',
      'The elements of the first that are not in the second.',
      '差集（去重）。',
    ],
    inferCommon(2),
    (call) => {
      const same = sameElement(call)
      return {
        apply: (a: List, b: List) =>
          unique(
            a.filter((x) => !includes(b, x, same)),
            same,
          ),
      }
    },
  ),
  define(
    'ARRAY_INTERSECT',
    [
      'ARRAY_INTERSECT(array1, array2)',
      'ARRAY_INTERSECT(ARRAY[1, 2], ARRAY[2])',
      'The elements that are in both.',
      '交集（去重）。',
    ],
    inferCommon(2),
    (call) => {
      const same = sameElement(call)
      return {
        apply: (a: List, b: List) =>
          unique(
            a.filter((x) => includes(b, x, same)),
            same,
          ),
      }
    },
  ),
  define(
    'ARRAY_SLICE',
    [
      'ARRAY_SLICE(array, start[, end])',
      'ARRAY_SLICE(ARRAY[1, 2, 3], 2)',
      'A part of the array, from 1; negative positions count from the end.',
      '截取数组（从 1 开始，负数从末尾计）。',
    ],
    (args) => {
      const [list, ...bounds] = args
      const type = arrayOf(list)
      if (type && bounds.some((b) => isInterval(b.type))) return INTERVAL_AS_NUMBER
      if (
        !type ||
        bounds.length < 1 ||
        bounds.length > 2 ||
        !bounds.every((b) => b.type.kind === 'NULL' || INT_OPERAND.accepts(b))
      )
        return INVALID
      return { ok: true, type: withNullable(type, someNullable(args)) }
    },
    () => ({ apply: slice }),
  ),
  extremum('ARRAY_MAX', true, ['ARRAY_MAX(array)', 'ARRAY_MAX(ARRAY[1, 2])', 'The largest element.', '最大元素。']),
  extremum('ARRAY_MIN', false, ['ARRAY_MIN(array)', 'ARRAY_MIN(ARRAY[1, 2])', 'The smallest element.', '最小元素。']),
  arraySort,
  arrayJoin,
]
