import { BIGINT, DOUBLE, INT, STRING } from '../../../types/construct-type.ts'
import { absHybrid, rescale } from '../../../types/decimal.ts'
import { hexText } from '../../../types/hex.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isApproximate, isCharacter, isInterval } from '../../../types/type-family.ts'
import { utf8Bytes } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarFunction } from '../declaration.ts'
import {
  constantInt,
  type Docs,
  refuseTypes,
  refuseTypesLate,
  scalar,
  signature,
  uncompilableNarrow,
} from '../define.ts'
import { createJavaRandom, type JavaRandom } from '../java-random.ts'
import { asDouble } from '../strategy/numeric-form.ts'
import { CHARACTER, castTo, NUMERIC, oneOf } from '../strategy/operand.ts'
import { neverNull, nullableIfArgs, typeOfArgument } from '../strategy/result.ts'
import { exp } from './java-math/exp.ts'
import { cosh, tanh } from './java-math/hyperbolic.ts'
import { log, log10 } from './java-math/logarithm.ts'
import { pow } from './java-math/power.ts'
import { cos, sin } from './java-math/sine.ts'
import { tan } from './java-math/tangent.ts'

// Functions of DOUBLE, absolute value and sign, and numbers in other bases.

/** A function of one number computed as DOUBLE. `source` sees the double. */
function ofDouble(name: string, source: (x: string) => string, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'arithmetic',
    docs,
    infer: signature(name, [NUMERIC], nullableIfArgs(DOUBLE)),
    implement: ({ args }) => ({
      source: ([a = ''], constant) => source(asDouble((args[0] as { type: LogicalType }).type, a, constant)),
    }),
  })
}

/** The same by a function of our own. */
function computed(name: string, apply: (x: number) => number, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'arithmetic',
    docs,
    infer: signature(name, [NUMERIC], nullableIfArgs(DOUBLE)),
    implement: ({ args }) => ({
      source: ([a = ''], constant) =>
        `${constant(apply)}(${asDouble((args[0] as { type: LogicalType }).type, a, constant)})`,
    }),
  })
}

/** A DECIMAL goes with another only. */
function inferAtan2(args: readonly Argument[]): Inference {
  const inference = signature('ATAN2', [NUMERIC, NUMERIC], nullableIfArgs(DOUBLE))(args)
  const decimals = args.filter(({ type }) => type.kind === 'DECIMAL').length
  return inference.ok && decimals === 1 ? refuseTypesLate('ATAN2', args, inference.type) : inference
}

function ofTwoDoubles(name: string, apply: (x: number, y: number) => number, docs: Docs): ScalarFunction {
  return scalar({
    name,
    category: 'arithmetic',
    docs,
    infer: name === 'ATAN2' ? inferAtan2 : signature(name, [NUMERIC, NUMERIC], nullableIfArgs(DOUBLE)),
    implement: ({ args }) => ({
      source: (texts, constant) =>
        `${constant(apply)}(${texts.map((t, i) => asDouble(args[i]?.type ?? DOUBLE, t, constant)).join(', ')})`,
    }),
  })
}

const constantNumber = (name: string, value: string, docs: Docs): ScalarFunction =>
  scalar({
    name,
    category: 'arithmetic',
    docs,
    infer: (args) => (args.length === 0 ? { ok: true, type: neverNull(DOUBLE)(args) } : refuseTypes(name, args)),
    implement: () => ({ source: () => value }),
  })

const inferAbs = signature('ABS', [NUMERIC], typeOfArgument(0))

const abs = scalar({
  name: 'ABS',
  category: 'arithmetic',
  docs: ['ABS(number)', 'ABS(-3)', 'The number without its sign.', '绝对值。'],
  infer: (args) => {
    const [value] = args
    return value && args.length === 1 && isInterval(value.type)
      ? refuseTypesLate('ABS', args, value.type)
      : inferAbs(args)
  },
  implement: ({ type }) => {
    // the smallest whole number has no positive counterpart and stays
    if (type.kind === 'TINYINT') return { source: ([a]) => `(Math.abs(${a}) << 24 >> 24)` }
    if (type.kind === 'SMALLINT') return { source: ([a]) => `(Math.abs(${a}) << 16 >> 16)` }
    if (type.kind === 'INT') return { source: ([a]) => `(Math.abs(${a}) | 0)` }
    if (isApproximate(type)) return { source: ([a]) => `Math.abs(${a})` }
    if (type.kind === 'BIGINT') return { apply: (v: Hybrid) => (v === -9223372036854775808n ? v : absHybrid(v)) }
    return { apply: absHybrid }
  },
})

const sign = scalar({
  name: 'SIGN',
  category: 'arithmetic',
  docs: ['SIGN(number)', 'SIGN(-3)', '-1, 0 or 1.', '符号：-1、0 或 1。'],
  infer: signature('SIGN', [NUMERIC], typeOfArgument(0)),
  implement: ({ type }) => {
    const failure = uncompilableNarrow(type)
    if (failure !== undefined) return failure
    if (type.kind === 'DECIMAL') return { apply: (v: Hybrid) => rescale(v > 0 ? 1 : v < 0 ? -1 : 0, 0, type.scale) }
    if (isApproximate(type)) return { source: ([a]) => `Math.sign(${a})` }
    return { source: ([a]) => `(${a} > 0 ? 1 : ${a} < 0 ? -1 : 0)` }
  },
})

/** Two's complement of 64 bits. */
const unsigned = (value: Hybrid, radix: number): string => BigInt.asUintN(64, BigInt(value)).toString(radix)

/** A constant seed gives one sequence for all rows, a column a new one for each. */
function seededBy(seed: Argument | undefined): (seed: number) => JavaRandom {
  const constant = constantInt(seed)
  if (constant === undefined) return createJavaRandom
  const random = createJavaRandom(constant)
  return () => random
}

const LONG = castTo(BIGINT, '<INTEGER>')

/** As java.util.Random refuses other bounds. */
function positive(bound: number): number {
  if (bound > 0) return bound
  throw new RunFailure('IllegalArgumentException', 'bound must be positive')
}

export const mathFunctions: readonly ScalarFunction[] = [
  abs,
  sign,
  ofDouble('SQRT', (x) => `(${x} === -Infinity ? Infinity : Math.sqrt(${x}))`, [
    'SQRT(number)',
    'SQRT(2)',
    'The square root.',
    '平方根。',
  ]),
  computed('EXP', exp, ['EXP(number)', 'EXP(1)', 'e to the power of the number.', '自然指数。']),
  computed('LN', log, ['LN(number)', 'LN(10)', 'The natural logarithm.', '自然对数。']),
  computed('LOG10', log10, ['LOG10(number)', 'LOG10(100)', 'The logarithm to base 10.', '以 10 为底的对数。']),
  computed('LOG2', (x) => log(x) / Math.LN2, [
    'LOG2(number)',
    'LOG2(8)',
    'The logarithm to base 2.',
    '以 2 为底的对数。',
  ]),
  scalar({
    name: 'LOG',
    category: 'arithmetic',
    docs: [
      ['LOG(number)', 'LOG(base, number)'],
      'LOG(2, 8)',
      'The logarithm, natural or to a base.',
      '对数，默认以 e 为底。',
    ],
    infer: signature('LOG', [NUMERIC, NUMERIC], nullableIfArgs(DOUBLE), { optional: 1 }),
    implement: ({ args }) => ({
      source: (texts, constant) => {
        const [a, b] = texts.map((t, i) => asDouble(args[i]?.type ?? DOUBLE, t, constant))
        const ln = constant(log)
        return b === undefined ? `${ln}(${a})` : `(${ln}(${b}) / ${ln}(${a}))`
      },
    }),
  }),
  ofTwoDoubles('POWER', pow, [
    'POWER(base, exponent)',
    'POWER(2, 10)',
    'The base to the power of the exponent.',
    '幂。',
  ]),
  computed('SIN', sin, ['SIN(number)', 'SIN(1)', 'The sine.', '正弦。']),
  ofDouble('SINH', (x) => `Math.sinh(${x})`, ['SINH(number)', 'SINH(1)', 'The hyperbolic sine.', '双曲正弦。']),
  computed('COS', cos, ['COS(number)', 'COS(1)', 'The cosine.', '余弦。']),
  computed('COSH', cosh, ['COSH(number)', 'COSH(1)', 'The hyperbolic cosine.', '双曲余弦。']),
  computed('TAN', tan, ['TAN(number)', 'TAN(1)', 'The tangent.', '正切。']),
  computed('TANH', tanh, ['TANH(number)', 'TANH(1)', 'The hyperbolic tangent.', '双曲正切。']),
  computed('COT', (x) => 1 / tan(x), ['COT(number)', 'COT(1)', 'The cotangent.', '余切。']),
  ofDouble('ASIN', (x) => `Math.asin(${x})`, ['ASIN(number)', 'ASIN(1)', 'The arc sine.', '反正弦。']),
  ofDouble('ACOS', (x) => `Math.acos(${x})`, ['ACOS(number)', 'ACOS(1)', 'The arc cosine.', '反余弦。']),
  ofDouble('ATAN', (x) => `Math.atan(${x})`, ['ATAN(number)', 'ATAN(1)', 'The arc tangent.', '反正切。']),
  ofTwoDoubles('ATAN2', Math.atan2, ['ATAN2(y, x)', 'ATAN2(1, 1)', 'The angle of a point.', '坐标 (x, y) 的角度。']),
  ofDouble('DEGREES', (x) => `(${x} * 57.29577951308232)`, [
    'DEGREES(radians)',
    'DEGREES(PI())',
    'Radians as degrees.',
    '弧度转角度。',
  ]),
  ofDouble('RADIANS', (x) => `(${x} * 0.017453292519943295)`, [
    'RADIANS(degrees)',
    'RADIANS(180)',
    'Degrees as radians.',
    '角度转弧度。',
  ]),
  constantNumber('PI', 'Math.PI', ['PI()', 'PI()', 'The number pi.', '圆周率。']),
  constantNumber('E', 'Math.E', ['E()', 'E()', 'Euler’s number.', '自然常数。']),
  scalar({
    name: 'BIN',
    category: 'arithmetic',
    docs: ['BIN(integer)', 'BIN(4)', 'The number in binary digits.', '二进制文本。'],
    infer: signature('BIN', [LONG], nullableIfArgs(STRING)),
    implement: () => ({ apply: (v: Hybrid) => unsigned(v, 2) }),
  }),
  scalar({
    name: 'HEX',
    category: 'arithmetic',
    docs: [
      ['HEX(number)', 'HEX(string)'],
      'HEX(255)',
      'A number or the bytes of a string in hexadecimal digits.',
      '十六进制文本。',
    ],
    infer: signature('HEX', [oneOf(CHARACTER, LONG)], nullableIfArgs(STRING)),
    implement: ({ args }) =>
      args[0] && isCharacter(args[0].type)
        ? { apply: (v: string): Value => hexText(utf8Bytes(v)).toUpperCase() }
        : { apply: (v: Hybrid): Value => unsigned(v, 16).toUpperCase() },
  }),
  scalar({
    name: 'RAND',
    category: 'arithmetic',
    deterministic: false,
    docs: [['RAND()', 'RAND(seed)'], 'RAND()', 'A random number from 0 to 1.', '0 到 1 之间的随机数。'],
    infer: signature('RAND', [castTo(INT, '<INTEGER>')], nullableIfArgs(DOUBLE), { optional: 1 }),
    implement: ({ args }) => {
      if (args.length === 0)
        return {
          withContext:
            ({ random }) =>
            () =>
              random(),
        }
      const seeded = seededBy(args[0])
      return { apply: (seed: number) => seeded(seed).nextDouble() }
    },
  }),
  scalar({
    name: 'RAND_INTEGER',
    category: 'arithmetic',
    deterministic: false,
    docs: [
      ['RAND_INTEGER(bound)', 'RAND_INTEGER(seed, bound)'],
      'RAND_INTEGER(10)',
      'A random whole number from 0 up to the bound.',
      '0 到上界之间的随机整数。',
    ],
    infer: signature('RAND_INTEGER', [castTo(INT, '<INTEGER>'), castTo(INT, '<INTEGER>')], nullableIfArgs(INT), {
      optional: 1,
    }),
    implement: ({ args }) => {
      if (args.length === 1) {
        return {
          withContext:
            ({ random }) =>
            (bound: number) =>
              Math.floor(random() * positive(bound)),
        }
      }
      const seeded = seededBy(args[0])
      return { apply: (seed: number, bound: number) => seeded(seed).nextInt(positive(bound)) }
    },
  }),
]
