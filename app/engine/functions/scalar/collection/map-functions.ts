import { commonType } from '../../../../types/common-type.ts'
import { array, INT, map, nullable, row, STRING, withNullable } from '../../../../types/construct-type.ts'
import { hashMapOrder, javaStringHash } from '../../../../types/java-hash.ts'
import type { LogicalType, MapType } from '../../../../types/logical-type.ts'
import { isCharacter, isInteger, isNumeric } from '../../../../types/type-family.ts'
import { sameIgnoringNullability } from '../../../../types/type-text.ts'
import { replaceLoneSurrogates } from '../../../../types/utf8.ts'
import type { MapValue, Value } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, Inference, ScalarFunction, ScalarImplementation } from '../../declaration.ts'
import {
  type Docs,
  refuse,
  refuseLate,
  refuseTypes,
  refuseTypesLate,
  scalar,
  signature,
  uncompilableNarrow,
  unsupportedCall,
} from '../../define.ts'
import { CHARACTER } from '../../strategy/operand.ts'
import { alwaysNullable, someNullable } from '../../strategy/result.ts'
import { compilePattern } from '../java-regex/java-pattern.ts'
import { nullableEquality } from '../value-equality.ts'
import { arrayOf, fitsElement, INVALID, mapOf } from './element.ts'

// Functions on maps, and access to elements of arrays and maps.

type List = readonly Value[]

function define(
  name: string,
  docs: Docs,
  infer: (args: readonly Argument[]) => Inference,
  implement: ScalarFunction['implement'],
): ScalarFunction {
  return scalar({ name, category: 'collection', docs, infer, implement })
}

/** (map) → a type of its parts, as nullable as the map. */
const ofMap =
  (part: (key: LogicalType, value: LogicalType) => LogicalType) =>
  (args: readonly Argument[]): Inference => {
    const type = mapOf(args[0])
    return type && args.length === 1
      ? { ok: true, type: withNullable(part(type.key, type.value), type.nullable) }
      : INVALID
  }

/** Flink's access by key cannot read the maps that MAP_UNION and MAP_FROM_ARRAYS make. */
const unreadable = new WeakSet<MapValue>()

function withoutAccess(entries: MapValue): MapValue {
  unreadable.add(entries)
  return entries
}

/** From the last map to the first: what is there already stays. */
function union(maps: readonly MapValue[], same: (a: Value, b: Value) => boolean): MapValue {
  const result: (readonly [Value, Value])[] = []
  for (const entries of maps.toReversed()) {
    for (const entry of entries) if (!result.some(([k]) => same(k, entry[0]))) result.push(entry)
  }
  return result
}

/** `String.split` of Java: empty parts at the end go. */
function javaSplit(text: string, pattern: string, limit = 0): readonly string[] {
  const regexp = compilePattern(pattern)
  if (regexp === null) throw new RunFailure('PatternSyntaxException', `Invalid regular expression '${pattern}'`)
  const parts: string[] = []
  let from = 0
  for (const { index, end } of regexp.findAll(text)) {
    if (limit > 0 && parts.length === limit - 1) break
    if (end === 0) continue
    parts.push(text.slice(from, index))
    from = end
  }
  parts.push(text.slice(from))
  // a text that no separator parts stays, even empty
  if (limit === 0 && parts.length > 1) while (parts.at(-1) === '') parts.pop()
  return parts
}

function strToMap(text: string, pairs = ',', keyValue = '='): MapValue {
  if (text === '') return []
  const list = javaSplit(text, pairs)
  const entries = new Map<string, string | null>()
  for (const pair of list) {
    const [key, value] = javaSplit(pair, keyValue, 2)
    if (value === undefined) entries.set(pair, null)
    else entries.set(key as string, value)
  }
  const ordered = hashMapOrder([...entries], ([key]) => javaStringHash(key), list.length)
  return ordered.map(([key, value]) => [replaceLoneSurrogates(key), value && replaceLoneSurrogates(value)])
}

const item = define(
  'ITEM',
  [
    ['array[index]', 'map[key]'],
    'tags[1]',
    'An element by its position from 1, or a value by its key.',
    '按位置（从 1 开始）取数组元素，或按键取值。',
  ],
  (args) => {
    const [collection, key] = args
    const list = arrayOf(collection)
    const entries = mapOf(collection)
    if (!collection || !key) return refuseTypes('ITEM', args)
    if (list) return inferElement(list.element, key, args)
    if (entries) return inferEntry(entries, key, args)
    return collection.type.kind === 'VARIANT' ? unsupportedCall('access to a VARIANT') : refuseTypes('ITEM', args)
  },
  ({ args }) => implementItem((args[0] as Argument).type, (args[1] as Argument).type),
)

/** A key of the map's family is compared as it is, without a cast. */
function inferEntry(entries: MapType, key: Argument, args: readonly Argument[]): Inference {
  const type = nullable(entries.value)
  if (key.type.kind === 'NULL') return refuse("Illegal use of 'NULL'")
  const alike = (test: (type: LogicalType) => boolean): boolean => test(key.type) && test(entries.key)
  if (alike(isCharacter) || alike(isInteger)) return { ok: true, type }
  if (alike(isNumeric) && !sameIgnoringNullability(key.type, entries.key))
    return unsupportedCall(`${entries.key.kind} keys of a map by ${key.type.kind}`)
  if (!fitsElement(key, entries.key)) return refuseTypes('ITEM', args)
  return { ok: true, type, casts: [undefined, nullable(entries.key)] }
}

function inferElement(element: LogicalType, index: Argument, args: readonly Argument[]): Inference {
  if (!['TINYINT', 'SMALLINT', 'INT', 'BIGINT'].includes(index.type.kind)) return refuseTypes('ITEM', args)
  if (index.type.kind !== 'INT') return refuseLate('Integer expression type expected.', nullable(element))
  return { ok: true, type: nullable(element) }
}

function implementItem(type: LogicalType, wantedType: LogicalType): ScalarImplementation {
  if (type.kind === 'ARRAY') {
    const failure = uncompilableNarrow(type.element)
    if (failure !== undefined) return failure
    return {
      nulls: 'called',
      apply: (list: List | null, index: number | null) => {
        if (list === null || index === null || index < 1 || index > list.length) return null
        return list[index - 1] ?? null
      },
    }
  }
  const { key } = type as Extract<LogicalType, { kind: 'MAP' }>
  const same = nullableEquality(key, wantedType)
  return {
    nulls: 'called',
    apply: (entries: MapValue | null, wanted: Value) => {
      if (entries === null || wanted === null) return null
      if (unreadable.has(entries))
        throw new RunFailure('ClassCastException', 'The map cannot be cast to GenericMapData.')
      const entry = entries.find(([k]) => same(k, wanted))
      return entry ? entry[1] : null
    },
  }
}

const inferStrToMap = signature('STR_TO_MAP', [CHARACTER, CHARACTER, CHARACTER], alwaysNullable(map(STRING, STRING)), {
  optional: 2,
})

export const mapFunctions: readonly ScalarFunction[] = [
  item,
  define(
    'CARDINALITY',
    ['CARDINALITY(collection)', 'CARDINALITY(ARRAY[1, 2])', 'The number of elements.', '元素个数。'],
    (args) => {
      const type = args[0]?.type
      if (args.length !== 1 || (type?.kind !== 'ARRAY' && type?.kind !== 'MAP')) {
        if (type?.kind !== 'MULTISET') return refuseTypes('CARDINALITY', args)
        return refuseTypesLate('CARDINALITY', args, withNullable(INT, type.nullable))
      }
      return { ok: true, type: withNullable(INT, type.nullable) }
    },
    () => ({ source: ([a]) => `${a}.length` }),
  ),
  define(
    'ELEMENT',
    [
      'ELEMENT(array)',
      'ELEMENT(ARRAY[1])',
      'The only element; NULL of an empty array.',
      '唯一的元素；空数组返回 NULL。',
    ],
    (args) => {
      const type = arrayOf(args[0])
      if (!type || args.length !== 1) return refuseTypes('ELEMENT', args)
      return { ok: true, type: type.element }
    },
    ({ type }) =>
      uncompilableNarrow(type) ?? {
        apply: (list: List) => {
          if (list.length > 1) throw new RunFailure('TableRuntimeException', 'Array has more than one element.')
          if (list.length === 0 && !type.nullable)
            throw new RunFailure('Unsupported', 'ELEMENT of an empty array whose elements are NOT NULL')
          return list[0] ?? null
        },
      },
  ),
  define(
    'MAP_KEYS',
    ['MAP_KEYS(map)', "MAP_KEYS(MAP['a', 1])", 'The keys.', '所有键。'],
    ofMap((key) => array(key)),
    () => ({ apply: (m: MapValue) => m.map(([k]) => k) }),
  ),
  define(
    'MAP_VALUES',
    ['MAP_VALUES(map)', "MAP_VALUES(MAP['a', 1])", 'The values.', '所有值。'],
    ofMap((_, value) => array(value)),
    () => ({ apply: (m: MapValue) => m.map(([, v]) => v) }),
  ),
  define(
    'MAP_ENTRIES',
    ['MAP_ENTRIES(map)', "MAP_ENTRIES(MAP['a', 1])", 'Keys and values as rows.', '键值对行的数组。'],
    ofMap((key, value) =>
      array(
        row([
          { name: 'key', type: key },
          { name: 'value', type: value },
        ]),
      ),
    ),
    () => ({ apply: (m: MapValue) => m.map(([k, v]) => [k, v]) }),
  ),
  define(
    'MAP_FROM_ARRAYS',
    [
      'MAP_FROM_ARRAYS(keys, values)',
      "MAP_FROM_ARRAYS(ARRAY['a'], ARRAY[1])",
      'A map of two arrays.',
      '由键数组和值数组构造映射。',
    ],
    (args) => {
      const [keys, values] = [arrayOf(args[0]), arrayOf(args[1])]
      if (!keys || !values || args.length !== 2) return INVALID
      return { ok: true, type: withNullable(map(keys.element, values.element), someNullable(args)) }
    },
    () => ({
      apply: (keys: List, values: List) => {
        if (keys.length !== values.length) {
          throw new RunFailure(
            'FlinkRuntimeException',
            `Invalid function MAP_FROM_ARRAYS call:\nThe length of the keys array ${keys.length} is not equal to the length of the values array ${values.length}`,
          )
        }
        return withoutAccess(keys.map((k, i) => [k, values[i] ?? null] as const))
      },
    }),
  ),
  define(
    'MAP_UNION',
    [
      'MAP_UNION(map1, …)',
      "MAP_UNION(MAP['a', 1], MAP['b', 2])",
      'The entries of all; of equal keys the last map counts.',
      '合并映射，相同键以最后的映射为准。',
    ],
    (args) => {
      if (args.length === 0 || args.some((a) => a.type.kind !== 'MAP')) return INVALID
      const type = commonType(args.map((a) => a.type))
      return type ? { ok: true, type: withNullable(type, someNullable(args)), casts: args.map(() => type) } : INVALID
    },
    ({ type }) => {
      const key = type.kind === 'MAP' ? type.key : INT
      const same = nullableEquality(key, key)
      return {
        apply: (...maps: MapValue[]) => (maps.length === 1 ? (maps[0] ?? null) : withoutAccess(union(maps, same))),
      }
    },
  ),
  define(
    'STR_TO_MAP',
    [
      'STR_TO_MAP(string[, pair_delimiter[, key_value_delimiter]])',
      "STR_TO_MAP('a=1,b=2')",
      'A map of a text of pairs; the delimiters are regular expressions.',
      '把键值对文本解析为映射，分隔符为正则表达式。',
    ],
    (args) =>
      args.length === 2
        ? refuse("Invalid number of arguments to function 'STR_TO_MAP'. Was expecting 1 or 3 arguments")
        : inferStrToMap(args),
    () => ({ apply: strToMap }),
  ),
]
