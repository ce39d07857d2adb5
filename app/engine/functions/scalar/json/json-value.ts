import { nullable, STRING, withNullable } from '../../../../types/construct-type.ts'
import { decimalText } from '../../../../types/decimal.ts'
import { doubleText, floatText } from '../../../../types/java-number.ts'
import type { LogicalType, TypeKind } from '../../../../types/logical-type.ts'
import { isBinary, isConstructed } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import { replaceLoneSurrogates } from '../../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../../types/value.ts'
import { isoTimestampText } from '../../../../types/value-text.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, ScalarCallSite, ScalarImplementation } from '../../declaration.ts'
import { refuse, refuseLate, scalar, unsupportedCall } from '../../define.ts'
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
import { isScalar, JsonNumber, type JsonTree, scalarText, writeJson } from './json-tree.ts'

const RETURNED: ReadonlySet<TypeKind> = new Set(['VARCHAR', 'BOOLEAN', 'INT', 'DOUBLE'])

export const jsonValue = scalar({
  name: 'JSON_VALUE',
  category: 'json',
  docs: [
    'JSON_VALUE(json, path [RETURNING type] [{NULL | ERROR | DEFAULT value} ON EMPTY] [{NULL | ERROR | DEFAULT value} ON ERROR])',
    `JSON_VALUE('{"a": 1}', '$.a')`,
    'A scalar of a JSON text.',
    '从 JSON 文本中取一个标量值。',
  ],
  infer: (args, clauses) => {
    const refusal = inferPath('JSON_VALUE', args, clauses)
    if (refusal) return refusal
    const defaults = args.slice(2)
    if (defaults.some((arg) => arg.type.kind === 'NULL')) return refuse("Illegal use of 'NULL'")
    // Flink writes where the bytes lie in memory
    if (defaults.some((arg) => isBinary(arg.type))) return unsupportedCall('JSON_VALUE with bytes as default')
    const type = returning(clauses) ?? STRING
    if (!RETURNED.has(type.kind)) {
      const message = `Unsupported type '${typeText(nullable(type))}' for RETURNING in JSON_VALUE().`
      return refuseLate(message, nullable(type))
    }
    return { ok: true, type: withNullable(type, true) }
  },
  implement: (call) => implementValue(call),
})

function implementValue({ args, clauses, type }: ScalarCallSite): ScalarImplementation {
  // Flink's code generator asks each default for the value of a literal
  if (args.slice(2).some((arg) => arg.constant === undefined || isConstructed(arg.type))) return { refuses: 'None.get' }
  const broken = uncompilableText(args.slice(0, 2))
  if (broken) return broken
  const [text, path] = [documentText(args[0]), pathText(args[1])]
  const convert = valueConverter(type)
  const behaviour = (event: OnClause['event']): ((error: Error) => Value) => {
    const clause = onClause(clauses, event)
    if (clause?.action === 'DEFAULT') {
      const value = defaultValue(args[clause.argument ?? 2], type)
      return () => value()
    }
    if (clause?.action !== 'ERROR') return () => null
    return (error) => {
      throw runFailure(error)
    }
  }
  const [onEmpty, onError] = [behaviour('EMPTY'), behaviour('ERROR')]
  return {
    apply: (json: Exclude<Value, null>, spec: Exclude<Value, null>) => {
      try {
        const { tree, mode } = find(text(json), path(spec))
        if (tree === null || (mode === 'lax' && !isScalar(tree))) return onEmpty(EMPTY)
        if (!isScalar(tree)) {
          throw new JsonPathFailure(
            'TableRuntimeException',
            `Strict jsonpath mode requires scalar value, and the actual value is: '${writeJson(tree)}'`,
          )
        }
        return convert(tree)
      } catch (error) {
        if (isJsonFailure(error)) return onError(error)
        throw error
      }
    },
  }
}

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
      return (tree) => replaceLoneSurrogates(scalarText(tree))
  }
}

/** Types whose values are an Integer to Java. */
const INTEGERS: ReadonlySet<TypeKind> = new Set(['INT', 'DATE', 'TIME', 'INTERVAL_YEAR_MONTH'])

/** A default is not cast: it has to be of the class that is returned, or becomes its text. */
function defaultValue(arg: Argument | undefined, to: LogicalType): () => Value {
  const value = arg?.constant?.value ?? null
  if (arg === undefined || value === null) return () => null
  if (to.kind === 'VARCHAR') {
    const text = javaText(arg.type, value)
    return () => text
  }
  if (to.kind === 'BOOLEAN' ? arg.type.kind === 'BOOLEAN' : to.kind === 'INT' && INTEGERS.has(arg.type.kind))
    return () => value
  return () => {
    throw new RunFailure('ClassCastException', `a default of type ${typeText(arg.type)} is no ${typeText(to)}`)
  }
}

/** `String.valueOf` of the value as Flink holds it: days, milliseconds, months. */
function javaText(type: LogicalType, value: Exclude<Value, null>): string {
  switch (type.kind) {
    case 'DECIMAL':
      return decimalText(value as Hybrid, type.scale)
    case 'DOUBLE':
      return doubleText(value as number)
    case 'FLOAT':
      return floatText(value as number)
    case 'TIMESTAMP':
    case 'TIMESTAMP_LTZ':
      return localDateTimeText(isoTimestampText(value as Hybrid, type.precision))
    default:
      return String(value)
  }
}

/** Seconds that are zero are left out, and the fraction has three, six or nine digits. */
function localDateTimeText(text: string): string {
  const [, day, minutes, seconds = '00', fraction = ''] = /^(\S+) (\d\d:\d\d):(\d\d)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = fraction.replace(/0+$/, '')
  const padded = digits.padEnd(Math.ceil(digits.length / 3) * 3, '0')
  const rest = padded === '' ? (seconds === '00' ? '' : `:${seconds}`) : `:${seconds}.${padded}`
  return `${day}T${minutes}${rest}`
}
