import { STRING, withNullable } from '../../../../types/construct-type.ts'
import { decimalText } from '../../../../types/decimal.ts'
import { doubleText } from '../../../../types/java-number.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { childrenOf, isCharacter, isInterval } from '../../../../types/type-family.ts'
import { replaceLoneSurrogates } from '../../../../types/utf8.ts'
import type { Hybrid, MapValue, Value } from '../../../../types/value.ts'
import { isoTimestampText } from '../../../../types/value-text.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, CallClause, Inference, ScalarFunction } from '../../declaration.ts'
import {
  constantText,
  type Docs,
  refuse,
  refuseLate,
  refuseTypes,
  refuseTypesLate,
  scalar,
  signature,
  unsupportedCall,
} from '../../define.ts'
import { CHARACTER } from '../../strategy/operand.ts'
import { nullableIfArgs } from '../../strategy/result.ts'
import { base64Text } from '../base64.ts'
import {
  bigDecimalText,
  isJson,
  JsonNumber,
  JsonSyntaxFailure,
  type JsonTree,
  parseJson,
  writeJson,
} from './json-tree.ts'

// JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON and the quoting of strings.

type NotNull = Exclude<Value, null>

/** Functions whose result goes into JSON as it is, not as a string. */
const JSON_CALLS: readonly string[] = ['JSON_OBJECT', 'JSON_ARRAY', 'JSON']

/** Undefined for types that JSON cannot hold. */
function treeFunction(type: LogicalType): ((value: NotNull) => JsonTree) | undefined {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return (v) => v as string
    case 'BOOLEAN':
      return (v) => v as boolean
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'BIGINT':
      return (v) => new JsonNumber(String(v), true)
    case 'DECIMAL':
      return (v) => decimalNumber(decimalText(v as Hybrid, type.scale))
    case 'FLOAT':
    case 'DOUBLE':
      return (v) => (Number.isFinite(v) ? decimalNumber(doubleText(v as number)) : doubleText(v as number))
    case 'BINARY':
    case 'VARBINARY':
      return (v) => base64Text(v as Uint8Array)
    case 'TIMESTAMP':
      return (v) => isoText(v as Hybrid, type.precision)
    case 'TIMESTAMP_LTZ':
      return (v) => `${isoText(v as Hybrid, type.precision)}Z`
    default:
      return nestedTreeFunction(type)
  }
}

const decimalNumber = (text: string): JsonNumber => new JsonNumber(bigDecimalText(text) ?? text, false)

/** ISO 8601; zeros at the end of the fraction go. */
const isoText = (value: Hybrid, precision: number): string => {
  const [date, time = ''] = isoTimestampText(value, precision).split(' ')
  return `${date}T${time.includes('.') ? time.replace(/\.?0+$/, '') : time}`
}

function nestedTreeFunction(type: LogicalType): ((value: NotNull) => JsonTree) | undefined {
  const children = childrenOf(type).map(treeFunction)
  const child =
    (i: number) =>
    (value: Value): JsonTree =>
      value === null ? null : (children[i]?.(value) ?? null)
  if (children.length === 0 || children.some((c) => c === undefined)) return undefined
  switch (type.kind) {
    case 'ARRAY':
      return (v) => (v as readonly Value[]).map(child(0))
    case 'MAP':
      return isCharacter(type.key)
        ? (v) => new Map((v as MapValue).map(([k, x], i) => [memberName(k, i), child(1)(x)]))
        : undefined
    case 'MULTISET':
      return isCharacter(type.element)
        ? (v) => new Map((v as MapValue).map(([k, n]) => [String(k), new JsonNumber(String(n), true)]))
        : undefined
    case 'ROW':
    case 'STRUCTURED':
      return (v) => new Map(type.fields.map((f, i) => [f.name, child(i)((v as readonly Value[])[i] ?? null)]))
    default:
      return undefined
  }
}

function memberName(key: Value, index: number): string {
  if (key !== null) return String(key)
  const message = `Key at index ${index} was null. This is not supported during conversion to JSON.`
  throw new RunFailure('IllegalArgumentException', message)
}

function argumentTree(argument: Argument): (value: Value) => JsonTree {
  if (argument.call !== undefined && JSON_CALLS.includes(argument.call)) {
    return (value) => (value === null ? null : parse(value as string))
  }
  const tree = treeFunction(argument.type)
  return (value) => (value === null || tree === undefined ? null : tree(value))
}

function parse(text: string): JsonTree {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonSyntaxFailure) throw new RunFailure('JsonParseException', error.message)
    throw error
  }
}

function written(tree: JsonTree): string {
  try {
    return writeJson(tree)
  } catch (error) {
    if (error instanceof JsonSyntaxFailure) throw new RunFailure('TableRuntimeException', error.message)
    throw error
  }
}

const JSON_TEXT = withNullable(STRING, false)

/** JSON_STRING looks at its argument when the query is parsed, the constructors when it is planned. */
function refusedType(name: string, args: readonly Argument[]): Inference | undefined {
  if (name !== 'JSON_STRING' && args.some((a) => a.type.kind === 'NULL'))
    return refuseLate('Type is not supported: ANY', JSON_TEXT)
  const bad = args.find((a) => a.type.kind !== 'NULL' && treeFunction(a.type) === undefined)
  if (!bad) return undefined
  const early = name === 'JSON_STRING' && childrenOf(bad.type).length === 0
  return early ? refuseTypes(name, args) : refuseTypesLate(name, args, JSON_TEXT)
}

const keepsNulls = (clauses: readonly CallClause[] | undefined, standard: boolean): boolean => {
  const clause = clauses?.find((c) => c.kind === 'nulls')
  return clause ? clause.action === 'NULL ON NULL' : standard
}

const jsonObject = scalar({
  name: 'JSON_OBJECT',
  category: 'json',
  docs: [
    'JSON_OBJECT([[KEY] key VALUE value]* [{NULL | ABSENT} ON NULL])',
    "JSON_OBJECT('a' VALUE 1)",
    'A JSON object as text, keys sorted.',
    '由键值对构造 JSON 对象文本，键已排序。',
  ],
  infer: (args) => {
    const keys = args.filter((_, i) => i % 2 === 0)
    if (args.length % 2 !== 0 || keys.some((k) => !isCharacter(k.type))) return refuseTypes('JSON_OBJECT', args)
    if (keys.some((k) => k.type.nullable && constantText(k) === undefined))
      return refuse('The keys of JSON_OBJECT must not be NULL')
    return (
      refusedType(
        'JSON_OBJECT',
        args.filter((_, i) => i % 2 === 1),
      ) ?? { ok: true, type: JSON_TEXT }
    )
  },
  implement: ({ args, clauses }) => {
    const keeps = keepsNulls(clauses, true)
    const trees = args.map(argumentTree)
    return {
      nulls: 'called',
      apply: (...values: Value[]) => {
        const members = new Map<string, JsonTree>()
        for (let i = 1; i < values.length; i += 2) {
          const value = values[i] ?? null
          if (value !== null || keeps) members.set(values[i - 1] as string, trees[i]?.(value) ?? null)
        }
        return written(members)
      },
    }
  },
})

const jsonArray = scalar({
  name: 'JSON_ARRAY',
  category: 'json',
  docs: [
    'JSON_ARRAY([value]* [{NULL | ABSENT} ON NULL])',
    "JSON_ARRAY(1, 'a')",
    'A JSON array as text.',
    '构造 JSON 数组文本。',
  ],
  infer: (args) => refusedType('JSON_ARRAY', args) ?? { ok: true, type: JSON_TEXT },
  implement: ({ args, clauses }) => {
    const keeps = keepsNulls(clauses, false)
    const trees = args.map(argumentTree)
    return {
      nulls: 'called',
      apply: (...values: Value[]) => {
        const items = values.map((value, i) => [value, trees[i]?.(value) ?? null] as const)
        return written(items.filter(([value]) => keeps || value !== null).map(([, tree]) => tree))
      },
    }
  },
})

/** Escapes by UTF-16 unit, but writes the code point that begins there. */
function quote(text: string): string {
  const short: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '/': '\\/',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  }
  let out = '"'
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    out += short[c] ?? (c < '\u0080' ? c : `\\u${(text.codePointAt(i) as number).toString(16).padStart(4, '0')}`)
  }
  return `${out}"`
}

const UNESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Only the first value of the text has to be JSON; the escapes of all of it have to be right. */
function unquote(text: string): string {
  if (!/^"[\s\S]*"$/.test(text) || !isJson(text)) return text
  const content = text.slice(1, -1)
  if (/\\(?!["\\/bfnrtu]|$)|\\u(?![0-9a-fA-F]{4})/.test(content.replace(/\\\\/g, ''))) return text
  const plain = content.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escaped: string) =>
    escaped.length > 1 ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16)) : (UNESCAPED[escaped] ?? escaped),
  )
  return replaceLoneSurrogates(plain)
}

const onText = (name: string, apply: (text: string) => Value, docs: Docs): ScalarFunction =>
  scalar({
    name,
    category: 'json',
    docs,
    infer: signature(name, [CHARACTER], nullableIfArgs(STRING), { takesNull: true }),
    implement: () => ({ apply }),
  })

export const jsonConstructFunctions: readonly ScalarFunction[] = [
  jsonObject,
  jsonArray,
  scalar({
    name: 'JSON_STRING',
    category: 'json',
    docs: ['JSON_STRING(value)', 'JSON_STRING(ARRAY[1, 2])', 'A value as JSON text.', '把值序列化为 JSON 文本。'],
    infer: (args) => {
      const [value] = args
      // Flink writes the lowest byte of the interval in the unit that it was written with
      if (value !== undefined && isInterval(value.type) && (value.constant?.value ?? null) === null)
        return unsupportedCall('JSON_STRING of an interval')
      const refusal = args.length === 1 ? refusedType('JSON_STRING', args) : refuseTypes('JSON_STRING', args)
      return refusal ?? { ok: true, type: withNullable(STRING, args[0]?.type.nullable ?? true) }
    },
    implement: ({ args }) => {
      const tree = argumentTree(args[0] as Argument)
      return { apply: (value: Value) => written(tree(value)) }
    },
  }),
  onText('JSON', (text) => (/^[\0- ]*$/.test(text) ? null : text), [
    'JSON(string)',
    `JSON_OBJECT('a' VALUE JSON('[1]'))`,
    'Marks a text as JSON inside of JSON_OBJECT and JSON_ARRAY.',
    '在 JSON_OBJECT、JSON_ARRAY 中把文本标记为 JSON。',
  ]),
  onText('JSON_QUOTE', quote, [
    'JSON_QUOTE(string)',
    "JSON_QUOTE('a')",
    'The string as a JSON string.',
    '转换为带引号的 JSON 字符串。',
  ]),
  onText('JSON_UNQUOTE', unquote, [
    'JSON_UNQUOTE(string)',
    `JSON_UNQUOTE('"a"')`,
    'The content of a JSON string.',
    '去除 JSON 字符串的引号和转义。',
  ]),
]
