import { castFunction } from '../../../types/cast/cast-function.ts'
import { parseDouble } from '../../../types/cast/parse-number.ts'
import { supportsImplicitCast } from '../../../types/castability.ts'
import { commonType } from '../../../types/common-type.ts'
import { BOOLEAN, nullable, varchar, withNullable, withoutTime } from '../../../types/construct-type.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import {
  isApproximate,
  isBinary,
  isCharacter,
  isConstructed,
  isDatetime,
  isInteger,
  isInterval,
  isNumeric,
  isTimestamp,
} from '../../../types/type-family.ts'
import { sameIgnoringNullability, typeText } from '../../../types/type-text.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarFunction } from '../declaration.ts'
import { constantInt, type Docs, refuse, refuseLate, refuseTypes, scalar, unsupportedCall } from '../define.ts'
import { comparator, compareDoubles } from './value-equality.ts'

// COALESCE, IF and the like. The binder makes lazy nodes of them; their types are inferred here.

const common = (types: readonly LogicalType[], nullable: boolean): Inference => {
  const type = commonType(types)
  if (type === undefined) return refuse('Invalid input arguments.')
  return { ok: true, type: withNullable(type, nullable), casts: types.map(() => type) }
}

/** COALESCE and IFNULL: NULL only where all are. */
function inferFirstNotNull(args: readonly Argument[]): Inference {
  const types = args.map((a) => a.type)
  const type = commonType(types)
  if (types.some(isInterval) && types.some(isNumeric)) return unsupportedCall('numbers beside intervals')
  if (!type || !types.every((t) => supportsImplicitCast(nullable(withoutTime(t)), nullable(type)))) {
    return refuse('Invalid input arguments.')
  }
  const answer = withNullable(
    type,
    types.every((t) => t.nullable),
  )
  return { ok: true, type: answer, casts: types.map(() => answer) }
}

/** IF knows numbers, texts, bytes, dates and times. */
function inferIf(args: readonly Argument[]): Inference {
  const [condition, yes, no] = args.map((a) => a.type)
  if (!condition || !yes || !no || args.length > 3) return refuseTypes('IF', args)
  const isOfOneFamily = isDatetime(yes) && (yes.kind === no.kind || (isTimestamp(yes) && isTimestamp(no)))
  const found = isOfOneFamily ? yes : leastRestrictive([yes, no])
  if (!found || condition.kind !== 'BOOLEAN' || isConstructed(found) || isInterval(found))
    return refuseTypes('IF', args)
  const type = withNullable(
    found,
    [condition, yes, no].some((t) => t.nullable),
  )
  return { ok: true, type, casts: [undefined, type, type] }
}

const typesOf = (args: readonly Argument[]): readonly LogicalType[] => args.map((a) => a.type)

/** Documented and typed here, evaluated by a node of its own. */
function lazy(
  name: string,
  category: string,
  docs: Docs,
  infer: ScalarFunction['infer'],
  apply: (...args: never[]) => Value,
): ScalarFunction {
  return scalar({ name, category, docs, infer, implement: () => ({ nulls: 'called', apply }) })
}

const coalesce = (...values: Value[]): Value => values.find((v) => v !== null) ?? null

/** Doubles are ordered as Java orders them: NaN is the largest. */
type Compare = (a: Value, b: Value) => number

function extremum(name: string, largest: boolean, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'conditional',
    docs,
    infer: (args) => {
      const types = typesOf(args)
      if (types.length === 0) return refuse('Invalid input arguments.')
      const [first, ...others] = types.filter((t) => t.kind !== 'NULL')
      const other = first && others.find((t) => familyOf(t) !== familyOf(first))
      if (first && other) return incomparable(other, first)
      const constructed = types.find(isConstructed)
      if (constructed) return refuseLate(`Comparable type expected, but was '${typeText(constructed)}'.`, constructed)
      const temporal = new Set(types.filter(isDatetime).map((t) => (t.kind === 'TIMESTAMP_LTZ' ? 'TIMESTAMP' : t.kind)))
      if (temporal.size > 1) return unsupportedCall(`${name} of ${[...temporal].join(' and ')}`)
      const type = commonType(types)
      if (type !== undefined && type.kind !== 'NULL' && types.some((t) => t.kind === 'NULL')) {
        if (!isNumeric(type)) return unsupportedCall(`${name} with NULL`)
        return refuseLate(`Unsupported casting from NULL to ${typeText(type)}.`, withNullable(type, true))
      }
      const inference = common(
        types,
        types.some((t) => t.nullable),
      )
      // each operand is cast when its turn comes
      return inference.ok ? { ok: true, type: inference.type } : inference
    },
    implement: ({ args, type }) => {
      if (isBinary(type))
        return { fails: new RunFailure('CompileException', 'A method named "compareTo" is not declared.') }
      const compare = (isApproximate(type) ? compareDoubles : comparator(type, type)) as Compare
      return {
        nulls: 'called',
        withContext: ({ zone }) => {
          const casts = args.map((arg) => extremumOperand(arg.type, type, zone))
          return (...values: Value[]) => {
            let best: Value = null
            for (const [i, given] of values.entries()) {
              const value = (casts[i] as Cast)(given)
              if (value === null) return null
              const order = best === null ? 0 : compare(value, best)
              if (best === null || (largest ? order > 0 : order < 0)) best = value
            }
            return best
          }
        },
      }
    },
  })
}

/** Types of one family may be compared. */
function familyOf(type: LogicalType): string {
  if (isNumeric(type)) return 'number'
  if (isCharacter(type)) return 'text'
  if (isBinary(type)) return 'bytes'
  if (isDatetime(type)) return 'time'
  return type.kind === 'ARRAY' ? `array of ${familyOf(type.element)}` : type.kind
}

const incomparable = (a: LogicalType, b: LogicalType): Inference =>
  refuse(
    `All types in a comparison should support both '=' and '<' comparison with each other. Can not compare ${typeText(a)} with ${typeText(b)}`,
  )

type Cast = (value: Value) => Value

/** As another type: of a NULL of type DECIMAL Flink knows only how to read it as it is. */
function extremumOperand(from: LogicalType, to: LogicalType, zone: string): Cast {
  if (from.kind === 'NULL' || isTimestamp(from))
    return castFunction(from, { ...to, kind: from.kind } as LogicalType, { zone })
  const cast = castFunction(from, to, { zone })
  if (from.kind !== 'DECIMAL' || sameIgnoringNullability(from, to)) return cast
  return (value) => {
    if (value === null) throw new RunFailure('NullPointerException', 'Cannot cast a DECIMAL that is null.')
    return cast(value)
  }
}

const letters = /^\p{L}+$/u
const digits = /^\p{Nd}+$/u

/** Never NULL: the answer for a text that is NULL is no; that for a number is known by its type. */
function classTest(
  name: string,
  test: (text: string) => boolean,
  numbers: (type: LogicalType) => boolean,
  docs: Docs,
): ScalarFunction {
  return scalar({
    name,
    category: 'conditional',
    docs,
    infer: (args) => {
      const [type] = typesOf(args)
      const fits = args.length === 1 && type !== undefined && (isCharacter(type) || isNumeric(type))
      return fits ? { ok: true, type: withNullable(BOOLEAN, false) } : refuseTypes(name, args)
    },
    implement: ({ args }) => {
      const type = args[0]?.type
      if (type && isCharacter(type))
        return { nulls: 'called', apply: (v: string | null) => v !== null && v !== '' && test(v) }
      const answer = type !== undefined && numbers(type)
      return { nulls: 'called', apply: () => answer }
    },
  })
}

function isNumberText(text: string): boolean {
  if (/^[+-]?\p{Nd}+$/u.test(text)) return true
  try {
    parseDouble(text)
    return true
  } catch {
    return false
  }
}

export const conditionalFunctions: readonly ScalarFunction[] = [
  lazy(
    'COALESCE',
    'conditional',
    [
      'COALESCE(value1, value2, …)',
      'COALESCE(name, name2)',
      'The first value that is not NULL.',
      '返回第一个非 NULL 的值。',
    ],
    (args) =>
      args.length === 0 ? refuse('No match found for function signature COALESCE().') : inferFirstNotNull(args),
    coalesce,
  ),
  lazy(
    'IFNULL',
    'conditional',
    [
      'IFNULL(value, replacement)',
      'IFNULL(price, 0)',
      'The value, or the replacement for NULL.',
      '值为 NULL 时返回替代值。',
    ],
    (args) => (args.length === 2 ? inferFirstNotNull(args) : refuseTypes('IFNULL', args)),
    coalesce,
  ),
  lazy(
    'NULLIF',
    'conditional',
    [
      'NULLIF(a, b)',
      'NULLIF(a, 0)',
      'NULL if both are equal, else the first.',
      '两值相等时返回 NULL，否则返回第一个值。',
    ],
    ([a]) => (a ? { ok: true, type: withNullable(a.type, true) } : refuseTypes('NULLIF', [])),
    (a: Value, b: Value) => (a === b ? null : a),
  ),
  lazy(
    'IF',
    'conditional',
    ['IF(condition, then, else)', 'IF(a > 0, 1, 0)', 'One of two values, by a condition.', '按条件返回两个值之一。'],
    inferIf,
    (condition: boolean | null, a: Value, b: Value) => (condition === true ? a : b),
  ),
  lazy(
    'CASE',
    'conditional',
    [
      ['CASE WHEN condition THEN result … [ELSE result] END', 'CASE value WHEN value THEN result … END'],
      "CASE WHEN a > 0 THEN 'p' ELSE 'n' END",
      'The result of the first condition that holds.',
      '返回第一个满足条件的结果。',
    ],
    (args) => {
      const type = leastRestrictive(typesOf(args))
      return type ? { ok: true, type } : refuse('Illegal mixing of types in CASE or COALESCE statement')
    },
    coalesce,
  ),
  extremum('GREATEST', true, [
    'GREATEST(value1, value2, …)',
    'GREATEST(1, 2)',
    'The largest; NULL if one is NULL.',
    '最大值；任一为 NULL 时结果为 NULL。',
  ]),
  extremum('LEAST', false, [
    'LEAST(value1, value2, …)',
    'LEAST(1, 2)',
    'The smallest; NULL if one is NULL.',
    '最小值；任一为 NULL 时结果为 NULL。',
  ]),
  classTest(
    'IS_ALPHA',
    (t) => letters.test(t),
    () => false,
    ['IS_ALPHA(string)', "IS_ALPHA('ab')", 'Whether all characters are letters.', '是否全部为字母。'],
  ),
  classTest('IS_DECIMAL', isNumberText, (type) => isInteger(type) || isApproximate(type), [
    'IS_DECIMAL(string)',
    "IS_DECIMAL('1.5')",
    'Whether the text is a number.',
    '文本是否为数字。',
  ]),
  classTest('IS_DIGIT', (t) => digits.test(t), isInteger, [
    'IS_DIGIT(string)',
    "IS_DIGIT('12')",
    'Whether all characters are digits.',
    '是否全部为数字字符。',
  ]),
  scalar({
    name: 'ELT',
    category: 'string',
    docs: [
      'ELT(index, value1, value2, …)',
      "ELT(2, 'a', 'b')",
      'One of the values, by its number from 1.',
      '按序号（从 1 开始）返回其中一个值。',
    ],
    infer: (args) => {
      const [index, ...values] = args
      if (!index || !isInteger(index.type) || values.length === 0) return refuse('Invalid input arguments.')
      const constant = constantInt(index)
      if (constant !== undefined && constant < 0) {
        return refuse(`Index must be an integer starting from '0', but was '${constant}'.`)
      }
      const texts = typesOf(values).filter((t) => t.kind !== 'NULL')
      if (!texts.every(isCharacter) && !texts.every(isBinary)) return refuse('Invalid input arguments.')
      // among texts a bare NULL is a VARCHAR(1)
      const isText = texts.length === 0 || texts.some(isCharacter)
      const known = isText ? typesOf(values).map((t) => (t.kind === 'NULL' ? varchar(1) : t)) : texts
      const inference = common(known, true)
      return inference.ok ? { ...inference, casts: [undefined, ...values.map(() => inference.type)] } : inference
    },
    implement: ({ args }) => ({
      nulls: 'called',
      apply: (index: Hybrid | null, ...values: Value[]) => {
        if (index === null || index < 1 || index > values.length) return null
        const kind = args[0]?.type.kind
        if (kind !== 'INT') throw new RunFailure('ClassCastException', `The index is a ${kind}, not an INT.`)
        return values[Number(index) - 1] ?? null
      },
    }),
  }),
]
