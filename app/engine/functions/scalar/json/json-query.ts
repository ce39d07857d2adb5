import { array, BOOLEAN, nullable, STRING, withNullable } from '../../../../types/construct-type.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { isCharacter } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import type { Value } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type {
  Argument,
  CallClause,
  Inference,
  ScalarCallSite,
  ScalarFunction,
  ScalarImplementation,
} from '../../declaration.ts'
import { constantText, refuse, refuseLate, refuseTypes, scalar, unsupportedCall } from '../../define.ts'
import { JsonPathFailure, parsePath, readPath } from './json-path.ts'
import {
  isArray,
  isObject,
  isScalar,
  JsonNumber,
  JsonSyntaxFailure,
  type JsonTree,
  parseJson,
  scalarText,
  writeJson,
} from './json-tree.ts'

// JSON_VALUE, JSON_QUERY, JSON_EXISTS and IS JSON.

type OnClause = Extract<CallClause, { kind: 'on' }>

const onClause = (clauses: readonly CallClause[] | undefined, event: OnClause['event']): OnClause | undefined =>
  clauses?.find((c): c is OnClause => c.kind === 'on' && c.event === event)
const returning = (clauses: readonly CallClause[] | undefined): LogicalType | undefined =>
  clauses?.find((c) => c.kind === 'returning')?.type

interface Found {
  readonly mode: 'strict' | 'lax'
  readonly tree: JsonTree
}

/** In lax mode a text that is no JSON counts as empty. */
function readDocument(text: string, mode: Found['mode']): JsonTree | undefined {
  try {
    return parseJson(text)
  } catch (failure) {
    if (mode === 'lax' && failure instanceof JsonSyntaxFailure) return undefined
    throw failure
  }
}

/** Applies a path; in lax mode a missing place is null. */
function find(text: string, spec: string): Found {
  const path = parsePath(spec)
  const document = readDocument(text, path.mode)
  if (document === undefined) return { mode: 'lax', tree: null }
  if (document === null) throw new JsonPathFailure('IllegalArgumentException', 'json object can not be null')
  try {
    return { mode: path.mode, tree: readPath(document, path) }
  } catch (failure) {
    if (path.mode === 'lax' && failure instanceof JsonPathFailure)
      return { mode: 'lax', tree: path.definite ? null : [] }
    throw failure
  }
}

const isJsonFailure = (error: unknown): error is Error =>
  error instanceof JsonPathFailure || error instanceof JsonSyntaxFailure

function runFailure(error: Error): RunFailure {
  if (error instanceof JsonPathFailure) return new RunFailure(error.errorClass, error.message)
  return new RunFailure('JsonParseException', error.message)
}

/** A constant path that is not supported refuses the call before the run. */
function inferPath(name: string, args: readonly Argument[]): Inference | undefined {
  const [json, path] = args
  if (!json || !path || (name === 'JSON_VALUE' && !isCharacter(path.type))) return refuseTypes(name, args)
  // Flink lets these pass and fails to compile its own code
  if (!isCharacter(json.type) || !isCharacter(path.type))
    return unsupportedCall(`${name} of another type than a string`)
  const spec = constantText(path)
  if (spec === undefined) return undefined
  try {
    parsePath(spec)
  } catch (error) {
    if (error instanceof RunFailure) return unsupportedCall(error.message)
  }
  return undefined
}

const jsonValue = scalar({
  name: 'JSON_VALUE',
  category: 'json',
  docs: [
    'JSON_VALUE(json, path [RETURNING type] [{NULL | ERROR | DEFAULT value} ON EMPTY] [{NULL | ERROR | DEFAULT value} ON ERROR])',
    `JSON_VALUE('{"a": 1}', '$.a')`,
    'A scalar of a JSON text.',
    '从 JSON 文本中取一个标量值。',
  ],
  infer: (args, clauses) => {
    const refusal = inferPath('JSON_VALUE', args)
    if (refusal) return refusal
    const type = returning(clauses) ?? STRING
    if (!isCharacter(type) && type.kind !== 'BOOLEAN' && type.kind !== 'INT' && type.kind !== 'DOUBLE') {
      const message = `Unsupported type '${typeText(nullable(type))}' for RETURNING in JSON_VALUE().`
      return refuseLate(message, nullable(type))
    }
    return { ok: true, type: withNullable(type, true), casts: args.map((_, i) => (i < 2 ? undefined : type)) }
  },
  implement: ({ clauses, type }) => {
    const convert = valueConverter(type)
    const behaviour = (event: OnClause['event']): ((defaults: readonly Value[], error: Error) => Value) => {
      const clause = onClause(clauses, event)
      if (clause?.action === 'ERROR') {
        return (_, error) => {
          throw runFailure(error)
        }
      }
      if (clause?.action !== 'DEFAULT') return () => null
      const index = (clause.argument ?? 2) - 2
      return (defaults) => defaults[index] ?? null
    }
    const [onEmpty, onError] = [behaviour('EMPTY'), behaviour('ERROR')]
    return {
      nulls: 'called',
      apply: (text: string | null, spec: string | null, ...defaults: Value[]) => {
        if (text === null || spec === null) return null
        try {
          const { tree, mode } = find(text, spec)
          if (tree === null || (mode === 'lax' && !isScalar(tree))) return onEmpty(defaults, EMPTY)
          if (!isScalar(tree)) {
            throw new JsonPathFailure(
              'TableRuntimeException',
              `Strict jsonpath mode requires scalar value, and the actual value is: '${writeJson(tree)}'`,
            )
          }
          return convert(tree)
        } catch (error) {
          if (isJsonFailure(error)) return onError(defaults, error)
          throw error
        }
      },
    }
  },
})

const EMPTY = new JsonPathFailure('TableRuntimeException', 'Empty result of JSON_VALUE function is not allowed')

/** RETURNING casts by Java class: 1 is no Double and "1" no Integer. */
function valueConverter(type: LogicalType): (tree: JsonTree) => Value {
  const mismatch = (tree: JsonTree, to: string): never => {
    const from =
      typeof tree === 'string'
        ? 'String'
        : typeof tree === 'boolean'
          ? 'Boolean'
          : tree instanceof JsonNumber && tree.integer
            ? 'Integer'
            : 'BigDecimal'
    throw new RunFailure('ClassCastException', `class java.lang.${from} cannot be cast to class java.lang.${to}`)
  }
  switch (type.kind) {
    case 'BOOLEAN':
      return (tree) => (typeof tree === 'boolean' ? tree : mismatch(tree, 'Boolean'))
    case 'INT':
      return (tree) => {
        const n = tree instanceof JsonNumber && tree.integer ? Number(tree.text) : Number.NaN
        return n >= -2147483648 && n <= 2147483647 ? n : mismatch(tree, 'Integer')
      }
    case 'DOUBLE':
      return (tree) => (tree instanceof JsonNumber && !tree.integer ? Number(tree.text) : mismatch(tree, 'Double'))
    default:
      return scalarText
  }
}

const jsonQuery = scalar({
  name: 'JSON_QUERY',
  category: 'json',
  docs: [
    'JSON_QUERY(json, path [RETURNING type] [{WITHOUT | WITH CONDITIONAL | WITH UNCONDITIONAL} WRAPPER] [{NULL | EMPTY ARRAY | EMPTY OBJECT | ERROR} ON EMPTY] [{NULL | EMPTY ARRAY | EMPTY OBJECT | ERROR} ON ERROR])',
    `JSON_QUERY('{"a": [1]}', '$.a')`,
    'An array or object of a JSON text.',
    '从 JSON 文本中取数组或对象。',
  ],
  infer: (args, clauses) => {
    const refusal = inferPath('JSON_QUERY', args)
    if (refusal) return refusal
    const type = returning(clauses) ?? STRING
    const strings = type.kind === 'ARRAY' && isCharacter(type.element)
    if (!strings && !isCharacter(type)) {
      return type.kind === 'ARRAY'
        ? refuse(
            `Unsupported array element type '${typeText(nullable(type.element))}' for RETURNING ARRAY in JSON_QUERY().`,
          )
        : refuseLate(`Unsupported type '${typeText(nullable(type))}' for RETURNING in JSON_VALUE().`, nullable(type))
    }
    return { ok: true, type: strings ? array(STRING) : withNullable(type, true) }
  },
  implement: (call) => implementQuery(call),
})

function implementQuery({ clauses, type }: ScalarCallSite): ScalarImplementation {
  const wrapper = clauses?.find((c) => c.kind === 'wrapper')?.action ?? 'WITHOUT'
  const asArray = type.kind === 'ARRAY'
  const behaviour = (event: OnClause['event']): ((error: Error) => Value) => {
    const action = onClause(clauses, event)?.action
    if (action === 'EMPTY ARRAY') return () => (asArray ? [] : '[]')
    if (action === 'EMPTY OBJECT') return () => '{}'
    if (action !== 'ERROR') return () => null
    return (error) => {
      throw runFailure(error)
    }
  }
  const [onEmpty, onError] = [behaviour('EMPTY'), behaviour('ERROR')]
  const wrap = (tree: JsonTree): JsonTree => {
    if (tree === null || wrapper === 'WITHOUT') return tree
    return wrapper === 'WITH CONDITIONAL' && isArray(tree) ? tree : [tree]
  }
  return {
    apply: (text: string, spec: string) => {
      try {
        const { tree: found, mode } = find(text, spec)
        const tree = wrap(found)
        if (tree === null || (mode === 'lax' && isScalar(tree))) return onEmpty(EMPTY)
        if (isScalar(tree)) {
          throw new JsonPathFailure(
            'TableRuntimeException',
            `Strict jsonpath mode requires array or object value, and the actual value is: '${scalarText(tree)}'`,
          )
        }
        return asArray ? texts(tree) : writeJson(tree)
      } catch (error) {
        if (isJsonFailure(error)) return onError(error)
        throw error
      }
    },
  }
}

/** RETURNING ARRAY<STRING>: each element as a text. */
function texts(tree: JsonTree): Value {
  if (!isArray(tree)) throw new JsonPathFailure('TableRuntimeException', 'The value is not an array')
  return tree.map((item) => (item === null ? null : isScalar(item) ? scalarText(item) : writeJson(item)))
}

const jsonExists = scalar({
  name: 'JSON_EXISTS',
  category: 'json',
  docs: [
    'JSON_EXISTS(json, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR])',
    `JSON_EXISTS('{"a": 1}', '$.a')`,
    'Whether the path leads to something.',
    '路径是否存在。',
  ],
  infer: (args) => inferPath('JSON_EXISTS', args) ?? { ok: true, type: BOOLEAN },
  implement: ({ clauses }) => {
    const action = onClause(clauses, 'ERROR')?.action ?? 'FALSE'
    return {
      apply: (text: string, spec: string) => {
        try {
          return find(text, spec).tree !== null
        } catch (error) {
          if (!isJsonFailure(error)) throw error
          if (action === 'ERROR') throw runFailure(error)
          return action === 'UNKNOWN' ? null : action === 'TRUE'
        }
      },
    }
  },
})

const isJson = scalar({
  name: 'IS JSON',
  category: 'json',
  docs: [
    'string IS JSON [VALUE | SCALAR | ARRAY | OBJECT]',
    `'{}' IS JSON OBJECT`,
    'Whether the text is JSON of that kind.',
    '文本是否为指定类型的 JSON。',
  ],
  infer: (args) =>
    args[0] && isCharacter(args[0].type)
      ? { ok: true, type: withNullable(BOOLEAN, false) }
      : refuseTypes('IS JSON', args),
  implement: ({ args }) => {
    const kind = constantText(args[1]) ?? 'VALUE'
    return {
      nulls: 'called',
      apply: (text: string | null) => {
        if (text === null) return false
        try {
          const tree = parseJson(text)
          return kind === 'OBJECT'
            ? isObject(tree)
            : kind === 'ARRAY'
              ? isArray(tree)
              : kind === 'SCALAR'
                ? isScalar(tree)
                : true
        } catch (error) {
          if (error instanceof JsonSyntaxFailure) return false
          throw error
        }
      },
    }
  },
})

export const jsonQueryFunctions: readonly ScalarFunction[] = [jsonValue, jsonQuery, jsonExists, isJson]
