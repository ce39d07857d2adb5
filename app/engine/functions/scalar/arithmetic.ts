import { BIGINT, withNullable } from '../../../types/construct-type.ts'
import {
  addDecimal,
  divideDecimal,
  moduloDecimal,
  multiplyDecimal,
  negateHybrid,
  subtractDecimal,
} from '../../../types/decimal.ts'
import { additionType, divisionType, moduloType, multiplicationType } from '../../../types/decimal-type.ts'
import { addLong, divideLong, multiplyLong, negateLong, remainderLong, subtractLong } from '../../../types/integer.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import {
  digitsOf,
  isApproximate,
  isExact,
  isInteger,
  isInterval,
  isNumeric,
  scaleOf,
} from '../../../types/type-family.ts'
import type { Hybrid } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from '../declaration.ts'
import { type Docs, refuseTypes, scalar, signature } from '../define.ts'
import { asDouble } from '../strategy/numeric-form.ts'
import { INTERVAL_OPERAND, NUMERIC, oneOf } from '../strategy/operand.ts'
import { someNullable, typeOfArgument } from '../strategy/result.ts'
import { implementDatetimeSum, inferDatetimeDifference, inferDatetimeSum } from './datetime-arithmetic.ts'

// The operators + - * / % and the sign. Whole numbers wrap, decimals that do not fit are NULL.

type Sign = '+' | '-' | '*' | '/' | '%'
const INTEGER_ORDER = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT']

const DECIMAL_TYPES = {
  '+': additionType,
  '-': additionType,
  '*': multiplicationType,
  '/': divisionType,
  '%': moduloType,
}

/** The type of numbers combined; undefined when an operand is no number. */
function numericType(sign: Sign, left: LogicalType, right: LogicalType): LogicalType | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined
  if (isExact(left) && isExact(right)) {
    // the remainder is not larger than the divisor: a whole one takes the divisor's type
    if (sign === '%' && scaleOf(left) === 0 && scaleOf(right) === 0) return right
    if (left.kind === 'DECIMAL' || right.kind === 'DECIMAL') {
      const digits = (t: typeof left): { precision: number; scale: number } => ({
        precision: digitsOf(t),
        scale: scaleOf(t),
      })
      return DECIMAL_TYPES[sign](digits(left), digits(right))
    }
    return INTEGER_ORDER.indexOf(left.kind) >= INTEGER_ORDER.indexOf(right.kind) ? left : right
  }
  if (left.kind === 'DECIMAL' || right.kind === 'DECIMAL') return { kind: 'DOUBLE', nullable: false }
  // FLOAT and DOUBLE count as equally wide: the first one decides
  return isApproximate(left) ? left : right
}

function inferNumeric(sign: Sign): (args: readonly Argument[]) => Inference {
  return (args) => {
    const [left, right] = args
    if (!left || !right) return refuseTypes(sign, args)
    if (sign === '%' && (!isExact(left.type) || !isExact(right.type))) return refuseTypes(sign, args)
    const type = numericType(sign, left.type, right.type)
    if (!type) return refuseTypes(sign, args)
    const casts = left.type.kind === 'DECIMAL' && isInteger(type) ? { casts: [BIGINT] } : {}
    return { ok: true, type: withNullable(type, someNullable(args)), ...casts }
  }
}

function implementNumeric(sign: Sign): (call: ScalarCallSite) => ScalarImplementation {
  return ({ args, type }) => {
    const [left, right] = args.map((a) => a.type) as [LogicalType, LogicalType]
    if (isApproximate(type)) return approximate(sign, left, right, type)
    return type.kind === 'DECIMAL'
      ? decimalSource(sign, left, right, type.precision, type.scale)
      : integer(sign, type, left)
  }
}

function approximate(sign: Sign, left: LogicalType, right: LogicalType, type: LogicalType): ScalarImplementation {
  return {
    source: ([a = '', b = ''], constant) => {
      const x = asDouble(left, a, constant)
      const y = asDouble(right, b, constant)
      return type.kind === 'FLOAT'
        ? `Math.fround(Math.fround(${x}) ${sign} Math.fround(${y}))`
        : `((${x}) ${sign} (${y}))`
    },
  }
}

const DECIMAL_FUNCTIONS = { '+': addDecimal, '-': subtractDecimal, '*': multiplyDecimal, '/': divide, '%': modulo }

function divide(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  if (b === 0) throw new RunFailure('ArithmeticException', 'Division by zero')
  return divideDecimal(a, as, b, bs, p, s)
}
function modulo(a: Hybrid, as: number, b: Hybrid, bs: number, p: number, s: number): Hybrid | null {
  if (b === 0) throw new RunFailure('ArithmeticException', 'Division by zero')
  return moduloDecimal(a, as, b, bs, p, s)
}

const decimalSource = (
  sign: Sign,
  left: LogicalType,
  right: LogicalType,
  p: number,
  s: number,
): ScalarImplementation => ({
  source: ([a, b], constant) =>
    `${constant(DECIMAL_FUNCTIONS[sign])}(${a}, ${scaleOf(left)}, ${b}, ${scaleOf(right)}, ${p}, ${s})`,
})

const LONG_FUNCTIONS = { '+': addLong, '-': subtractLong, '*': multiplyLong, '/': longQuotient, '%': longRemainder }

const byZero = (): RunFailure => new RunFailure('ArithmeticException', '/ by zero')

function longQuotient(a: Hybrid, b: Hybrid): Hybrid {
  if (b === 0) throw byZero()
  return divideLong(a, b)
}
function longRemainder(a: Hybrid, b: Hybrid): Hybrid {
  if (b === 0) throw byZero()
  return remainderLong(a, b)
}
function quotient(a: number, b: number): number {
  if (b === 0) throw byZero()
  return a / b
}

const WRAPS: { readonly [kind: string]: (text: string) => string } = {
  TINYINT: (text) => `((${text}) << 24 >> 24)`,
  SMALLINT: (text) => `((${text}) << 16 >> 16)`,
  INT: (text) => `((${text}) | 0)`,
}

function integer(sign: Sign, type: LogicalType, left: LogicalType): ScalarImplementation {
  const wrap = WRAPS[type.kind]
  // a remainder of BIGINT by a narrower type is computed wide and fits then
  if (wrap === undefined || (sign === '%' && left.kind === 'BIGINT')) {
    return { source: ([a, b], constant) => `${constant(LONG_FUNCTIONS[sign])}(${a}, ${b})` }
  }
  switch (sign) {
    case '*':
      return { source: ([a, b]) => wrap(`Math.imul(${a}, ${b})`) }
    case '/':
      return { source: ([a, b], constant) => wrap(`${constant(quotient)}(${a}, ${b})`) }
    case '%':
      return { source: ([a, b], constant) => `${constant(longRemainder)}(${a}, ${b})` }
    default:
      return { source: ([a, b]) => wrap(`${a} ${sign} ${b}`) }
  }
}

/** Numbers first, then dates and intervals. */
function sumOperator(sign: '+' | '-' | '*' | '/', docs: Docs): ScalarFunction {
  const infer = inferNumeric(sign)
  const implement = implementNumeric(sign)
  return scalar({
    name: sign,
    category: 'arithmetic',
    docs,
    infer: (args) => {
      if (args.length === 1) return inferSign(args)
      const temporal = inferDatetimeSum(sign, args)
      return temporal ?? infer(args)
    },
    implement: (call) => {
      if (call.args.length === 1) return sign === '-' ? implementNegation(call) : { source: ([a]) => String(a) }
      return implementDatetimeSum(sign, call) ?? implement(call)
    },
  })
}

const inferSign = signature('-', [oneOf(NUMERIC, INTERVAL_OPERAND)], typeOfArgument(0))

function implementNegation({ type }: ScalarCallSite): ScalarImplementation {
  const wrap = WRAPS[type.kind]
  if (wrap !== undefined) return { source: ([a]) => wrap(`-${a}`) }
  if (isApproximate(type)) return { source: ([a]) => `(-${a})` }
  const negate =
    type.kind === 'DECIMAL' ? negateHybrid : isInteger(type) || isInterval(type) ? negateLong : negateHybrid
  return { source: ([a], constant) => `${constant(negate)}(${a})` }
}

export const arithmeticOperators: readonly ScalarFunction[] = [
  sumOperator('+', [
    'a + b',
    '1 + 2',
    'The sum; a date or time stamp plus an interval.',
    '求和；或日期、时间戳加时间间隔。',
  ]),
  sumOperator('-', [
    ['a - b', '- a'],
    '3 - 2',
    'The difference; or the number with the other sign.',
    '求差；或取相反数。',
  ]),
  sumOperator('*', ['a * b', '2 * 3', 'The product; a number times an interval.', '求积；或数值乘以时间间隔。']),
  sumOperator('/', ['a / b', '7 / 2', 'The quotient; whole numbers are truncated.', '求商；整数相除会截断。']),
  scalar({
    name: '%',
    aliases: ['MOD'],
    category: 'arithmetic',
    docs: [
      ['a % b', 'MOD(a, b)'],
      'MOD(7, 3)',
      'The remainder, with the sign of the first number.',
      '求余数，符号与被除数相同。',
    ],
    infer: inferNumeric('%'),
    implement: implementNumeric('%'),
  }),
  scalar({
    name: 'MINUS_DATE',
    category: 'temporal',
    docs: [
      '(a - b) unit',
      "(ts - TIMESTAMP '2024-01-01 00:00:00') DAY",
      'The time between two points as an interval.',
      '两个时间点之间的时间间隔。',
    ],
    infer: inferDatetimeDifference,
    implement: ({ args, type }) => implementDatetimeSum('-', { args: args.slice(-2), type }) ?? { apply: () => null },
  }),
]
