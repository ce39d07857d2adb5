import { doubleToDecimal } from '../../../types/cast/number-cast.ts'
import { withNullable } from '../../../types/construct-type.ts'
import {
  addHybrid,
  decimalToDouble,
  divideDecimal,
  fitDecimal,
  multiplyDecimal,
  rescale,
  subtractDecimal,
  subtractHybrid,
  toDecimal,
} from '../../../types/decimal.ts'
import { additionType, divisionType, multiplicationType } from '../../../types/decimal-type.ts'
import {
  addLong,
  divideLong,
  doubleToInt,
  doubleToLong,
  longToInt,
  multiplyLong,
  subtractLong,
  toByte,
  toShort,
} from '../../../types/integer.ts'
import type { DecimalType, LogicalType } from '../../../types/logical-type.ts'
import { isNumeric, scaleOf } from '../../../types/type-family.ts'
import type { Hybrid } from '../../../types/value.ts'
import type { AggregateFunction } from '../declaration.ts'
import { averageResult } from './average.ts'
import { defineAggregate, nullableIfEmpty, ofOne } from './define-aggregate.ts'
import { inlineOnly } from './inline-only.ts'

// Flink plans these as SUM(x * x), SUM(x) and COUNT(x) with (Σx² − Σx·Σx / n) / n above them, all in the
// type of the result: over integers it wraps and truncates, and a row that changes a sum changes the
// result even where it stays the same number.

/** The arithmetic of one result type; null is an overflowed decimal. */
interface Moments {
  square(x: Hybrid): Hybrid | null
  own(x: Hybrid): Hybrid | null
  add(a: Hybrid, b: Hybrid): Hybrid | null
  subtract(a: Hybrid, b: Hybrid): Hybrid | null
  /** (squares − sum·sum / n) / divisor */
  spread(squares: Hybrid, sum: Hybrid, n: number, divisor: number): Hybrid | null
  root(spread: Hybrid): Hybrid | null
}

const WRAPS = {
  TINYINT: (value: Hybrid): number => toByte(longToInt(value)),
  SMALLINT: (value: Hybrid): number => toShort(longToInt(value)),
  INT: (value: Hybrid): number => longToInt(value),
  BIGINT: (value: Hybrid): Hybrid => value,
} as const

function integerMoments(kind: keyof typeof WRAPS): Moments {
  const wrap = WRAPS[kind]
  const spread = (squares: Hybrid, sum: Hybrid, n: number, divisor: number): Hybrid =>
    divideLong(subtractLong(squares, divideLong(wrap(multiplyLong(sum, sum)), n)), divisor)
  return {
    square: (x) => wrap(multiplyLong(x, x)),
    own: (x) => x,
    add: (a, b) => wrap(addLong(a, b)),
    subtract: (a, b) => wrap(subtractLong(a, b)),
    spread: (...args) => spread(...args),
    root: (value) => {
      const root = Number(value) ** 0.5
      return kind === 'BIGINT' ? doubleToLong(root) : wrap(doubleToInt(root))
    },
  }
}

function floatMoments(round: (value: number) => number): Moments {
  const n = (value: Hybrid): number => value as number
  return {
    square: (x) => round(n(x) * n(x)),
    own: (x) => x,
    add: (a, b) => round(n(a) + n(b)),
    subtract: (a, b) => round(n(a) - n(b)),
    spread: (squares, sum, count, divisor) =>
      round(round(n(squares) - round(round(n(sum) * n(sum)) / count)) / divisor),
    root: (value) => round(n(value) ** 0.5),
  }
}

const COUNT_TYPE = { precision: 19, scale: 0 }

function decimalMoments(argumentScale: number, result: DecimalType): Moments {
  const squared = multiplicationType(result, result)
  const sumSquared = multiplicationType(result, result)
  const mean = divisionType(sumSquared, COUNT_TYPE)
  const difference = additionType(squared, mean)
  const quotient = divisionType(difference, COUNT_TYPE)
  return {
    square: (x) => {
      const own = rescale(x, argumentScale, result.scale)
      return multiplyDecimal(own, result.scale, own, result.scale, squared.precision, squared.scale)
    },
    own: (x) => toDecimal(x, argumentScale, result.precision, result.scale),
    add: (a, b) => fitDecimal(addHybrid(a, b), 38),
    subtract: (a, b) => fitDecimal(subtractHybrid(a, b), 38),
    spread: (squares, sum, n, divisor) => {
      const product = multiplyDecimal(sum, result.scale, sum, result.scale, 38, sumSquared.scale)
      const average = product === null ? null : divideDecimal(product, sumSquared.scale, n, 0, 38, mean.scale)
      if (average === null) return null
      const rest = subtractDecimal(squares, squared.scale, average, mean.scale, 38, difference.scale)
      return rest === null ? null : divideDecimal(rest, difference.scale, divisor, 0, 38, quotient.scale)
    },
    root: (value) => doubleToDecimal(decimalToDouble(value, quotient.scale) ** 0.5, result.precision, result.scale),
  }
}

function momentsOf(argument: LogicalType, result: LogicalType): Moments {
  switch (result.kind) {
    case 'DECIMAL':
      return decimalMoments(scaleOf(argument), result)
    case 'FLOAT':
      return floatMoments(Math.fround)
    case 'DOUBLE':
      return floatMoments((value) => value)
    default:
      return integerMoments(result.kind as keyof typeof WRAPS)
  }
}

interface Form {
  readonly sample: boolean
  readonly root: boolean
}

/** The value from Σx², Σx and n. */
function resultOf(type: LogicalType, moments: Moments, { sample, root }: Form) {
  const wrap = (WRAPS as Readonly<Record<string, ((value: Hybrid) => Hybrid) | undefined>>)[type.kind]
  const scale = type.kind === 'DECIMAL' ? divisionScale(type) : 0
  // A NULL in a NOT NULL column of numbers reads as -1.
  const none = type.nullable || type.kind === 'DECIMAL' ? null : -1
  return (squares: Hybrid | null, sum: Hybrid | null, n: number): Hybrid | null => {
    const divisor = sample ? n - 1 : n
    if (squares === null || sum === null || n === 0 || divisor === 0) return none
    const spread = moments.spread(squares, sum, n, divisor)
    if (spread === null) return null
    if (root) return moments.root(spread)
    if (type.kind === 'DECIMAL') return toDecimal(spread, scale, type.precision, type.scale)
    return wrap ? wrap(spread) : spread
  }
}

function divisionScale(result: DecimalType): number {
  const squared = multiplicationType(result, result)
  return divisionType(additionType(squared, divisionType(squared, COUNT_TYPE)), COUNT_TYPE).scale
}

function spreadFunction(
  name: string,
  aliases: readonly string[],
  form: Form,
  docs: readonly [en: string, zh: string],
): AggregateFunction {
  return defineAggregate({
    name,
    aliases,
    docs: [`${name}([DISTINCT] number)`, `${name}(price)`, ...docs],
    infer: ofOne(name, isNumeric, (argument, site) =>
      nullableIfEmpty(withNullable(averageResult(argument), true), argument, site),
    ),
    implement: ({ args, type }) => {
      const moments = momentsOf(args[0]?.type ?? type, type)
      const finish = resultOf(type, moments, form)
      const plus = (total: Hybrid | null, x: Hybrid | null): Hybrid | null =>
        x === null ? total : total === null ? x : moments.add(total, x)
      const minus = (total: Hybrid | null, x: Hybrid | null): Hybrid | null =>
        x === null ? total : moments.subtract(total ?? 0, x)
      const square = (x: Hybrid): Hybrid | null => moments.square(x)
      const own = (x: Hybrid): Hybrid | null => moments.own(x)
      return inlineOnly({
        fields: [null, null, 0],
        accumulate: ([q, s, n], x, k) =>
          `${q} = ${k(plus)}(${q}, ${k(square)}(${x})); ${s} = ${k(plus)}(${s}, ${k(own)}(${x})); ${n}++`,
        retract: ([q, s, n], x, k) =>
          `${q} = ${k(minus)}(${q}, ${k(square)}(${x})); ${s} = ${k(minus)}(${s}, ${k(own)}(${x})); ${n}--`,
        merge: ([q, s, n], [q2, s2, n2], k) =>
          `${q} = ${k(plus)}(${q}, ${q2}); ${s} = ${k(plus)}(${s}, ${s2}); ${n} += ${n2}`,
        value: ([q, s, n], k) => `${k(finish)}(${q}, ${s}, ${n})`,
      })
    },
  })
}

export const variances: readonly AggregateFunction[] = [
  spreadFunction('VAR_POP', [], { sample: false, root: false }, ['Population variance.', '总体方差。']),
  spreadFunction('VAR_SAMP', ['VARIANCE'], { sample: true, root: false }, ['Sample variance.', '样本方差。']),
  spreadFunction('STDDEV_POP', [], { sample: false, root: true }, ['Population standard deviation.', '总体标准差。']),
  spreadFunction('STDDEV_SAMP', ['STDDEV'], { sample: true, root: true }, [
    'Sample standard deviation.',
    '样本标准差。',
  ]),
]
