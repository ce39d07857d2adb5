import { CastFailure } from '../../../types/cast/cast-failure.ts'
import { castFunction } from '../../../types/cast/cast-function.ts'
import { BOOLEAN, timestampLtz, withNullable } from '../../../types/construct-type.ts'
import { floatText } from '../../../types/java-number.ts'
import type { LogicalType, RowType, TemporalType } from '../../../types/logical-type.ts'
import { textAsNumber } from '../../../types/text-as-number.ts'
import {
  childrenOf,
  isApproximate,
  isBinary,
  isCharacter,
  isConstructed,
  isDatetime,
  isDecimal,
  isInteger,
  isInterval,
  isNumeric,
  isTimestamp,
  scaleOf,
} from '../../../types/type-family.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { Value } from '../../../types/value.ts'
import type { Argument, Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from '../declaration.ts'
import { type Docs, refuseLate, refuseTypes, scalar, unsupportedCall } from '../define.ts'
import { asDouble } from '../strategy/numeric-form.ts'
import { someNullable } from '../strategy/result.ts'
import { distinctTextAndTime } from './distinct-text-and-time.ts'
import { comparator, compareDoubles, equality, nullableEquality } from './value-equality.ts'

// = <> < <= > >= and IS [NOT] DISTINCT FROM.

type Sign = '=' | '<>' | '<' | '<=' | '>' | '>='
type NotNull = Exclude<Value, null>

const ORDERINGS = ['<', '<=', '>', '>=']

/** The casts that make two types comparable; a message when Flink compares them not. */
function comparison(
  left: LogicalType,
  right: LogicalType,
  sign: string,
  args: readonly Argument[],
): readonly (LogicalType | undefined)[] | Refusal {
  if (left.kind === 'NULL' && right.kind === 'ROW') return 'parse'
  if (left.kind === 'NULL' || right.kind === 'NULL')
    return [right.kind === 'NULL' ? undefined : right, left.kind === 'NULL' ? undefined : left]
  if (isNumeric(left) && isNumeric(right)) return isDistinction(sign) ? distinctNumbers(left, right) : []
  if (isCharacter(left) && isCharacter(right)) return []
  if (isBinary(left) && isBinary(right)) return []
  if (isTimestamp(left) && isTimestamp(right))
    return left.kind === right.kind ? [] : localComparison(left, right, sign, args)
  if (isCharacter(left) && isDatetime(right)) return [right]
  if (isDatetime(left) && isCharacter(right)) return [undefined, left]
  // A text is read as the other type to be ordered, but not to be equal.
  const equates = !ORDERINGS.includes(sign)
  if (isCharacter(left) && isNumeric(right)) return equates ? 'plan' : [textAsNumber(right)]
  if (isNumeric(left) && isCharacter(right)) return equates ? 'plan' : [undefined, textAsNumber(left)]
  const isUnread = equates || isKnownUnread(sign, args)
  if (isCharacter(left) && right.kind === 'BOOLEAN') return isUnread ? 'unsupported' : [right]
  if (left.kind === 'BOOLEAN' && isCharacter(right)) return isUnread ? 'unsupported' : [undefined, left]
  if ((isInterval(left) && isCharacter(right)) || (isCharacter(left) && isInterval(right))) return 'unsupported'
  if (isInterval(left) && isInterval(right)) return left.kind === right.kind ? [] : 'parse'
  if (isConstructed(left) && left.kind === right.kind) {
    if (equates) return comparableInside(left, right) ? [] : 'unsupported'
    return 'plan'
  }
  return left.kind === right.kind && left.kind !== 'VARIANT' ? [] : 'parse'
}

const READABLE = /^\s*(?:t|true|f|false|y|yes|n|no|1|0)\s*$/i

/** Flink's planner knows what nothing is less than, before it reads a constant text. */
function isKnownUnread(sign: string, args: readonly Argument[]): boolean {
  const [left, right] = args.map(({ constant }) => constant?.value)
  const text = [left, right].find((value) => typeof value === 'string')
  if (!args.every(({ fixed }) => fixed) || (typeof text === 'string' && READABLE.test(text))) return false
  const isLeast =
    (right === false && sign !== '>' && sign !== '<=') || (left === false && sign !== '<' && sign !== '>=')
  return isLeast || (right === true && sign === '>') || (left === true && sign === '<')
}

/** Whether all that two collections hold is of one family each: numbers, texts, bytes or one kind. */
function comparableInside(left: LogicalType, right: LogicalType): boolean {
  const [a, b] = [childrenOf(left), childrenOf(right)]
  if (a.length > 0 || b.length > 0)
    return (
      left.kind === right.kind &&
      a.length === b.length &&
      a.every((child, i) => comparableInside(child, b[i] as LogicalType))
    )
  const families = [isNumeric, isCharacter, isBinary, isTimestamp]
  return (
    left.kind === right.kind ||
    left.kind === 'NULL' ||
    right.kind === 'NULL' ||
    families.some((is) => is(left) && is(right))
  )
}
/**
 * A time in the session's zone against one without. Which of them is cast shows only where local times
 * overlap or are left out; Flink takes turns.
 */
function localComparison(
  left: TemporalType,
  right: TemporalType,
  sign: string,
  args: readonly Argument[],
): (LogicalType | undefined)[] {
  const equates = sign === '=' || sign === '<>'
  const [leftIsLiteral, rightIsLiteral] = args.map(
    ({ type, constant }) => type.kind === 'TIMESTAMP' && constant !== undefined,
  )
  if (!equates && leftIsLiteral) return [timestampLtz(left.precision)]
  if (!equates && rightIsLiteral) return [undefined, timestampLtz(right.precision)]
  if (equates && left.precision === right.precision) return [undefined, { ...right, kind: left.kind }]
  return [{ ...left, kind: right.kind }]
}
/** A FLOAT is compared as a DOUBLE here, whichever comes first. */
const distinctNumbers = (left: LogicalType, right: LogicalType): readonly (LogicalType | undefined)[] =>
  left.kind === 'FLOAT' && right.kind === 'DOUBLE' ? [right] : []

type Refusal = 'parse' | 'plan' | 'unsupported'

function infer(sign: string, nulls: boolean): (args: readonly Argument[]) => Inference {
  return (args): Inference => {
    const [left, right] = args.map((a) => a.type)
    if (!left || !right) return refuseTypes(sign, args)
    const casts = comparison(left, right, sign, args)
    if (casts === 'parse') return refuseTypes(sign, args)
    if (casts === 'unsupported') return unsupportedCall(`${sign} of ${left.kind} and ${right.kind}`)
    const type = withNullable(BOOLEAN, nulls && (someNullable(args) || (isRow(left) && hasNullableField(args))))
    if (casts === 'plan') {
      return refuseLate(`implicit type conversion between ${left.kind} and ${right.kind} is not supported now`, type)
    }
    // in a condition Flink takes the unknown for TRUE here
    if (isRow(left) && sign === '<>' && someNullable(args)) return unsupportedCall('<> of rows that may be NULL')
    if (ORDERINGS.includes(sign)) return { ok: true, type, casts }
    const failure = unreadable(args, casts)
    if (failure !== undefined) return refuseLate(failure, type)
    return isDistinction(sign) && isTextAndTime(left, right)
      ? { ok: true, type }
      : { ok: true, type, casts, tries: true }
  }
}

/** Texts that are to equal a time are read as one: a literal when the query is planned, others may fail to NULL. */
function unreadable(args: readonly Argument[], casts: readonly (LogicalType | undefined)[]): string | undefined {
  for (const [i, { type, constant }] of args.entries()) {
    const target = casts[i]
    if (target === undefined || constant === undefined || constant.value === null || !isDatetime(target)) continue
    try {
      castFunction(type, target, { zone: 'UTC' })(constant.value)
    } catch (failure) {
      if (failure instanceof CastFailure) return failure.message
      throw failure
    }
  }
  return undefined
}

const isDistinction = (sign: string): boolean => sign.startsWith('IS')

const isTextAndTime = (left: LogicalType, right: LogicalType): boolean =>
  (isCharacter(left) && isDatetime(right)) || (isDatetime(left) && isCharacter(right))

const isRow = (type: LogicalType): boolean => type.kind === 'ROW'
const hasNullableField = (args: readonly Argument[]): boolean =>
  args.some((a) => childrenOf(a.type).some((child) => child.nullable || child.kind === 'NULL'))

const SOURCE_SIGN: { readonly [S in Sign]: string } = {
  '=': '===',
  '<>': '!==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

function implement(sign: Sign): (call: ScalarCallSite) => ScalarImplementation {
  return ({ args }) => {
    const [left, right] = args.map((a) => a.type) as [LogicalType, LogicalType]
    const direct = directSource(sign, left, right, args[1]?.constant)
    if (direct) return direct
    if (left.kind === 'ROW' && right.kind === 'ROW' && sign === '=' && !someNullable(args)) return sameRows(left, right)
    if (sign === '=' || sign === '<>') {
      const equal = equality(left, right)
      // x = x is true for all but NULL, whatever an array holds
      const same = isConstructed(left) ? (a: NotNull, b: NotNull): boolean => a === b || equal(a, b) : equal
      return { source: ([a, b], constant) => `${sign === '<>' ? '!' : ''}${constant(same)}(${a}, ${b})` }
    }
    const compare = comparator(left, right)
    return { source: ([a, b], constant) => `(${constant(compare)}(${a}, ${b}) ${sign} 0)` }
  }
}

/** JavaScript's own operator where the forms of the values allow it. */
function directSource(
  sign: Sign,
  left: LogicalType,
  right: LogicalType,
  literal: Argument['constant'],
): ScalarImplementation | undefined {
  const js = SOURCE_SIGN[sign]
  const sameForm =
    (isInteger(left) && isInteger(right)) ||
    ((isDecimal(left) || isInteger(left)) &&
      (isDecimal(right) || isInteger(right)) &&
      scaleOf(left) === scaleOf(right)) ||
    (left.kind === right.kind && (left.kind === 'DATE' || left.kind === 'TIME' || left.kind === 'BOOLEAN')) ||
    (isInterval(left) && isInterval(right)) ||
    (isTimestamp(left) && isTimestamp(right) && sameUnit(left.precision, right.precision)) ||
    (isCharacter(left) && isCharacter(right))
  if (sameForm) return { source: ([a, b]) => `(${a} ${js} ${b})` }
  if (!isNumeric(left) || !isNumeric(right) || !(isApproximate(left) || isApproximate(right))) return undefined
  // Flink's = makes of both what the first of FLOAT and DOUBLE is, and that of a literal by its digits; Java's < does not
  const equates = sign === '=' || sign === '<>'
  const float = equates && (left.kind === 'FLOAT' || (right.kind === 'FLOAT' && left.kind !== 'DOUBLE'))
  const digits = equates && left.kind === 'DOUBLE' && right.kind === 'FLOAT' ? digitsOf(literal?.value) : undefined
  return {
    source: ([a = '', b = ''], constant) => {
      const [x, y] = [asDouble(left, a, constant), digits ?? asDouble(right, b, constant)]
      // beside a decimal number doubles are ordered as Java orders them
      if (isDecimal(left) || isDecimal(right)) return `(${constant(compareDoubles)}(${x}, ${y}) ${js} 0)`
      return float ? `(Math.fround(${x}) ${js} Math.fround(${y}))` : `((${x}) ${js} (${y}))`
    },
  }
}

/** The number that is written as this FLOAT is. */
const digitsOf = (value: Value | undefined): string | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? `(${Number(floatText(value))})` : undefined

const sameUnit = (a: number, b: number): boolean => Math.ceil(Math.max(a, 3) / 3) === Math.ceil(Math.max(b, 3) / 3)

/** Rows that are never NULL are equal field by field with three truth values: a difference decides, else a NULL leaves it open. */
function sameRows(left: RowType, right: RowType): ScalarImplementation {
  const tests = left.fields.map(({ type }, i) => equality(type, right.fields[i]?.type ?? type))
  return {
    apply: (a: readonly Value[], b: readonly Value[]) => {
      let open = false
      for (const [i, same] of tests.entries()) {
        const x = a[i] ?? null
        const y = b[i] ?? null
        if (x === null || y === null) open = true
        else if (!same(x, y)) return false
      }
      return open ? null : true
    },
  }
}

/** To Flink two rows are distinct where all of their fields are, and not where none is; those of NULL are NULL. */
function distinctRows(left: RowType, right: RowType, distinct: boolean): ScalarImplementation {
  const tests = left.fields.map(({ type }, i) => nullableEquality(type, right.fields[i]?.type ?? type))
  return {
    nulls: 'called',
    apply: (a: readonly Value[] | null, b: readonly Value[] | null) =>
      tests.every((same, i) => same(a?.[i] ?? null, b?.[i] ?? null) !== distinct),
  }
}

const operator = (sign: Sign, docs: Docs): ScalarFunction =>
  scalar({ name: sign, category: 'comparison', docs, infer: infer(sign, true), implement: implement(sign) })

function distinctOperator(name: string, distinct: boolean, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'comparison',
    docs,
    infer: infer(name, false),
    implement: ({ args }) => {
      const [left, right] = args.map((a) => a.type) as [LogicalType, LogicalType]
      if (left.kind === 'NULL' || right.kind === 'NULL') {
        return { nulls: 'called', source: ([a, b]) => `((${a} === null) ${distinct ? '!==' : '==='} (${b} === null))` }
      }
      if (isTextAndTime(left, right)) return distinctTextAndTime(left, right, distinct)
      const plain = isInteger(left) && isInteger(right)
      // to Flink a plain = or <> where neither type has NULL, and so for the NULL that is there all the same
      const nulls = left.nullable || right.nullable ? 'called' : 'strict'
      if (
        plain ||
        (isCharacter(left) && isCharacter(right)) ||
        (sameIgnoringNullability(left, right) && isDatetime(left))
      ) {
        return { nulls, source: ([a, b]) => `(${a} ${distinct ? '!==' : '==='} ${b})` }
      }
      if (left.kind === 'ROW' && right.kind === 'ROW') return distinctRows(left, right, distinct)
      const same = nullableEquality(left, right)
      return { nulls, source: ([a, b], constant) => `${distinct ? '!' : ''}${constant(same)}(${a}, ${b})` }
    },
  })
}

export const comparisonOperators: readonly ScalarFunction[] = [
  operator('=', [
    'a = b',
    'price = 5',
    'Whether both are equal; NULL if one is NULL.',
    '判断是否相等；任一为 NULL 时结果为 NULL。',
  ]),
  operator('<>', ['a <> b', 'price <> 5', 'Whether they differ.', '判断是否不相等。']),
  operator('<', ['a < b', 'price < 5', 'Whether the first is less.', '判断是否小于。']),
  operator('<=', ['a <= b', 'price <= 5', 'Whether the first is less or equal.', '判断是否小于或等于。']),
  operator('>', ['a > b', 'price > 5', 'Whether the first is greater.', '判断是否大于。']),
  operator('>=', ['a >= b', 'price >= 5', 'Whether the first is greater or equal.', '判断是否大于或等于。']),
  distinctOperator('IS DISTINCT FROM', true, [
    'a IS DISTINCT FROM b',
    'a IS DISTINCT FROM NULL',
    'Whether they differ, NULL counting as a value.',
    '判断是否不同，NULL 视为普通值。',
  ]),
  distinctOperator('IS NOT DISTINCT FROM', false, [
    'a IS NOT DISTINCT FROM b',
    'a IS NOT DISTINCT FROM NULL',
    'Whether they are equal, NULL counting as a value.',
    '判断是否相同，NULL 视为普通值。',
  ]),
]
