import {
  array,
  map,
  notNull,
  nullable,
  row,
  STRING,
  structured,
  withNullable,
  withoutTime,
} from '../../../../types/construct-type.ts'
import { leastRestrictive } from '../../../../types/least-restrictive.ts'
import type { LogicalType, RowField } from '../../../../types/logical-type.ts'
import { timeAmongNumbers } from '../../../../types/time-among-numbers.ts'
import { isInterval, isNumeric, isTimestamp } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import type { Value } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, Inference, ScalarFunction, ScalarImplementation } from '../../declaration.ts'
import { constantText, refuse, refuseTypesLate, scalar, unsupportedCall } from '../../define.ts'
import { unlikeIntervals } from '../unlike-intervals.ts'

// ARRAY[…], MAP[…], ROW(…), OBJECT_OF, OBJECT_UPDATE and TYPEOF.

type List = readonly Value[]

const typesOf = (args: readonly Argument[]): readonly LogicalType[] => args.map((a) => a.type)

/** Constants of TINYINT beside SMALLINT fail in Flink's code generation. */
const mixesNarrow = (args: readonly Argument[], type: LogicalType): boolean =>
  type.kind === 'SMALLINT' && args.every((a) => a.fixed) && args.some((a) => a.type.kind === 'TINYINT')

/** What is computed row by row arrives as int, which the writer of a narrow array does not take. */
const writesNarrow = (args: readonly Argument[], type: LogicalType | undefined): boolean =>
  (type?.kind === 'TINYINT' || type?.kind === 'SMALLINT') && !args.every((a) => a.fixed)

const NO_WRITER: ScalarImplementation = {
  fails: new RunFailure('CompileException', 'No applicable method of BinaryArrayWriter found for "int, int"'),
}

const arrayConstructor = scalar({
  name: 'ARRAY',
  category: 'constructor',
  docs: ['ARRAY[value1, value2, …]', 'ARRAY[1, 2]', 'An array of values.', '构造数组。'],
  infer: (args) => {
    if (args.length === 0) return refuse('Require at least 1 argument')
    const element = leastRestrictive(typesOf(args))
    const untimely = numberAsTime(args)
    if (untimely) return untimely.ok ? refuseTypesLate('ARRAY', args, notNull(array(untimely.type))) : untimely
    const intervals = unlikeIntervals(typesOf(args))
    if (intervals) return intervals
    if (!element) return refuse('Parameters must be of the same type')
    if (element.kind === 'NULL') return refuse("Illegal use of 'NULL'")
    if (mixesNarrow(args, element)) return refuseTypesLate('ARRAY', args, notNull(array(element)))
    return { ok: true, type: notNull(array(element)), casts: args.map(() => nullable(element)) }
  },
  implement: ({ args, type }) =>
    writesNarrow(args, type.kind === 'ARRAY' ? type.element : undefined)
      ? NO_WRITER
      : { nulls: 'called', source: (texts) => `[${texts.join(', ')}]` },
})

const isNull = ({ type }: Argument): boolean => type.kind === 'NULL'

/**
 * Numbers beside times become times: a literal not even while Flink reads the query, another as a TIMESTAMP until Flink plans
 * that cast, as a DATE or TIME not even so far.
 */
function numberAsTime(args: readonly Argument[]): Inference | undefined {
  const types = typesOf(args)
  const time = timeAmongNumbers(types.filter(({ kind }) => kind !== 'NULL'))
  if (time === undefined || types.some(isInterval)) return undefined
  if (!isTimestamp(time)) return refuse(`Cast function cannot convert value of type INT to type ${typeText(time)}`)
  const literal = args.find((arg) => arg.fixed && isNumeric(arg.type))
  if (literal?.type.nullable) return unsupportedCall('NULL of a number beside times in a collection')
  if (literal) return refuse(`The cast from NUMERIC type to ${time.kind} type is not allowed.`)
  return { ok: true, type: time }
}

const mapConstructor = scalar({
  name: 'MAP',
  category: 'constructor',
  docs: ['MAP[key1, value1, …]', "MAP['a', 1]", 'A map of keys and values.', '构造映射。'],
  infer: (args) => {
    if (args.length === 0) return refuse('Map requires at least 2 arguments')
    if (args.length % 2 !== 0) return refuse('Map requires an even number of arguments')
    const [keys, values] = keysAndValues(args)
    const key = leastRestrictive(typesOf(keys))
    // NULL takes the type of the keys
    const said = values.map((arg) => (isNull(arg) && key ? nullable(key) : arg.type))
    const value = leastRestrictive(said)
    const untimely = numberAsTime(values)
    if (untimely && key) return untimely.ok ? refuseTypesLate('MAP', args, notNull(map(key, untimely.type))) : untimely
    if (values.some(isNull) && keys.some(({ type }) => isNumeric(type) && type.kind !== key?.kind))
      return refuse('Conversion to relational algebra failed to preserve datatypes')
    const intervals = unlikeIntervals(typesOf(keys)) ?? unlikeIntervals(said)
    if (intervals) return intervals
    if (!key || !value || key.kind === 'NULL' || value.kind === 'NULL')
      return refuse('Parameters must be of the same type')
    if (mixesNarrow(keys, key) || mixesNarrow(values, value))
      return refuseTypesLate('MAP', args, notNull(map(key, value)))
    return { ok: true, type: notNull(map(key, value)), casts: args.map((_, i) => nullable(i % 2 === 0 ? key : value)) }
  },
  // keys written alike are one key with the last value; equal keys of different columns are two
  implement: ({ args, type }) => {
    const [keys, values] = keysAndValues(args)
    const fails = type.kind === 'MAP' && (writesNarrow(keys, type.key) || writesNarrow(values, type.value))
    return fails ? NO_WRITER : { nulls: 'called', source: (texts) => mapSource(texts, args) }
  },
})

const keysAndValues = (args: readonly Argument[]): readonly [readonly Argument[], readonly Argument[]] => [
  args.filter((_, i) => i % 2 === 0),
  args.filter((_, i) => i % 2 === 1),
]

function mapSource(texts: readonly string[], args: readonly Argument[]): string {
  const entries = new Map<unknown, string>()
  for (let i = 0; i < texts.length; i += 2) {
    const constant = args[i]?.constant
    const key = constant ? `${typeof constant.value} ${constant.value}` : texts[i]
    entries.set(key, `[${texts[i]}, ${texts[i + 1]}]`)
  }
  return `[${[...entries.values()].join(', ')}]`
}

const rowConstructor = scalar({
  name: 'ROW',
  category: 'constructor',
  docs: [['ROW(value1, value2, …)', '(value1, value2, …)'], "ROW(1, 'a')", 'A row of values.', '构造行。'],
  infer: (args) => {
    const fields = args.map((a, i): RowField => ({ name: `EXPR$${i}`, type: withoutTime(a.type) }))
    return args.some((a) => a.type.kind === 'NULL')
      ? refuse("Illegal use of 'NULL'")
      : { ok: true, type: notNull(row(fields)) }
  },
  implement: () => ({ nulls: 'called', source: (args) => `[${args.join(', ')}]` }),
})

const isClassName = (name: string): boolean =>
  name.split('.').every((part) => /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u.test(part) && !JAVA_WORDS.has(part))
const JAVA_WORDS = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends
  final finally float for goto if implements import instanceof int interface long native new package private
  protected public return short static strictfp super switch synchronized this throw throws transient try void
  volatile while true false null _`.split(/\s+/),
)

const objectOf = scalar({
  name: 'OBJECT_OF',
  category: 'constructor',
  docs: [
    'OBJECT_OF(class_name, [name, value]*)',
    "OBJECT_OF('com.example.P', 'x', 1)",
    'A structured object.',
    '构造结构化对象。',
  ],
  infer: (args) => {
    const [name, ...pairs] = args
    const className = constantText(name)
    const names = pairs.filter((_, i) => i % 2 === 0).map(constantText)
    if (className === undefined || pairs.length % 2 !== 0 || names.some((n) => n === undefined))
      return refuse('Invalid input arguments.')
    if (new Set(names).size < names.length) return refuse('Invalid input arguments.')
    if (!isClassName(className)) {
      return refuse(`Invalid class name '${className}'. The class name must comply with JVM identifier rules.`)
    }
    const fields = pairs
      .filter((_, i) => i % 2 === 1)
      .map((a, i): RowField => ({ name: names[i] as string, type: a.type }))
    return { ok: true, type: structured(className, fields) }
  },
  implement: () => ({ nulls: 'called', apply: (_: Value, ...pairs: Value[]) => pairs.filter((_x, i) => i % 2 === 1) }),
})

const objectUpdate = scalar({
  name: 'OBJECT_UPDATE',
  category: 'constructor',
  docs: [
    'OBJECT_UPDATE(object, [name, value]*)',
    "OBJECT_UPDATE(OBJECT_OF('com.example.P', 'x', 1), 'x', 5)",
    'An object with other values.',
    '更新对象的属性。',
  ],
  infer: (args) => {
    const [object, ...pairs] = args
    const type = object?.type
    if (type?.kind !== 'STRUCTURED' || pairs.length === 0 || pairs.length % 2 !== 0)
      return refuse('Invalid input arguments.')
    const updates = new Map<string, LogicalType>()
    for (let i = 0; i < pairs.length; i += 2) {
      const name = constantText(pairs[i])
      if (name === undefined || !type.fields.some((f) => f.name === name)) return refuse('Invalid input arguments.')
      if (updates.has(name)) return refuse(`The field name '${name}' at position ${i + 2} is repeated.`)
      updates.set(name, (pairs[i + 1] as Argument).type)
    }
    // a field takes the type of its new value, whatever it was
    const fields = type.fields.map((field) => ({ ...field, type: updates.get(field.name) ?? field.type }))
    return { ok: true, type: { ...type, fields } }
  },
  implement: ({ args, type }) => {
    const fields = type.kind === 'STRUCTURED' ? type.fields : []
    const indexes = args
      .slice(1)
      .filter((_, i) => i % 2 === 0)
      .map((a) => fields.findIndex((f) => f.name === constantText(a)))
    return {
      nulls: 'called',
      apply: (object: List | null, ...pairs: Value[]) => {
        if (object === null) return null
        const updated = [...object]
        for (const [i, index] of indexes.entries()) updated[index] = pairs[2 * i + 1] ?? null
        return updated
      },
    }
  },
})

const typeOf = scalar({
  name: 'TYPEOF',
  category: 'conversion',
  docs: ['TYPEOF(value[, force_serializable])', 'TYPEOF(price)', 'The type of the value as text.', '值的类型文本。'],
  infer: (args): Inference => {
    const [value, force] = args
    if (!value || args.length > 2 || (force && force.type.kind !== 'BOOLEAN')) return refuse('Invalid input arguments.')
    return value.type.kind === 'RAW' ? unsupportedCall('TYPEOF of RAW') : { ok: true, type: withNullable(STRING, true) }
  },
  implement: ({ args }) => {
    const text = typeText((args[0] as Argument).type)
    return { nulls: 'called', apply: () => text }
  },
})

export const constructorFunctions: readonly ScalarFunction[] = [
  arrayConstructor,
  mapConstructor,
  rowConstructor,
  objectOf,
  objectUpdate,
  typeOf,
]
