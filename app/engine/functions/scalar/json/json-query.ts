import { BOOLEAN, nullable, STRING, withNullable } from '../../../../types/construct-type.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { isCharacter } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import { replaceLoneSurrogates } from '../../../../types/utf8.ts'
import type { Value } from '../../../../types/value.ts'
import type { Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from '../../declaration.ts'
import { constantText, refuse, refuseLate, refuseTypes, refuseTypesLate, scalar } from '../../define.ts'
import {
  documentText,
  find,
  inferPath,
  isJsonFailure,
  type OnClause,
  onClause,
  pathText,
  returning,
  runFailure,
  uncompilableText,
} from './json-lookup.ts'
import { JsonPathFailure } from './json-path-step.ts'
import {
  isArray,
  isObject,
  isScalar,
  JsonSyntaxFailure,
  type JsonTree,
  parseJson,
  scalarText,
  writeJson,
} from './json-tree.ts'
import { jsonValue } from './json-value.ts'

// JSON_QUERY, JSON_EXISTS and IS JSON.

const EMPTY = new JsonPathFailure('TableRuntimeException', 'Empty result of JSON_QUERY function is not allowed')

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
    if (type.kind !== 'ARRAY')
      return type.kind === 'VARCHAR' ? { ok: true, type: nullable(type) } : refusedReturning(type, 'JSON_VALUE')
    if (!isCharacter(type.element))
      return refuse(
        `Unsupported array element type '${typeText(nullable(type.element))}' for RETURNING ARRAY in JSON_QUERY().`,
      )
    for (const event of ['EMPTY', 'ERROR'] as const)
      if (onClause(clauses, event)?.action === 'EMPTY OBJECT')
        return refuse(`Illegal on ${event.toLowerCase()} behavior 'EMPTY OBJECT' for return type: ${typeText(type)}`)
    return type.element.kind === 'VARCHAR' ? { ok: true, type: nullable(type) } : refusedReturning(type, 'JSON_QUERY')
  },
  implement: (call) => implementQuery(call),
})

const refusedReturning = (type: LogicalType, name: string): Inference =>
  refuseLate(`Unsupported type '${typeText(nullable(type))}' for RETURNING in ${name}().`, nullable(type))

function implementQuery({ args, clauses, type }: ScalarCallSite): ScalarImplementation {
  const broken = uncompilableText(args)
  if (broken) return broken
  const [text, path] = [documentText(args[0]), pathText(args[1])]
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
    apply: (json: Exclude<Value, null>, spec: Exclude<Value, null>) => {
      try {
        const { tree: found, mode } = find(text(json), path(spec))
        const tree = wrap(found)
        if (tree === null || (mode === 'lax' && isScalar(tree))) return onEmpty(EMPTY)
        if (isScalar(tree)) {
          throw new JsonPathFailure(
            'TableRuntimeException',
            `Strict jsonpath mode requires array or object value, and the actual value is: '${scalarText(tree)}'`,
          )
        }
        return asArray ? texts(tree) : replaceLoneSurrogates(writeJson(tree))
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
  return tree.map((item) =>
    item === null ? null : replaceLoneSurrogates(isScalar(item) ? scalarText(item) : writeJson(item)),
  )
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
  infer: (args) => {
    const [json, path] = args
    if (!json || !path || !isCharacter(path.type) || json.type.kind === 'NULL') return refuseTypes('JSON_EXISTS', args)
    // Flink has code for paths of type CHAR alone
    if (!isCharacter(json.type) || path.type.kind !== 'CHAR') return refuseTypesLate('JSON_EXISTS', args, BOOLEAN)
    return inferPath('JSON_EXISTS', args) ?? { ok: true, type: BOOLEAN }
  },
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
