import { addHybrid, divideDecimal, fitDecimal, negateHybrid, subtractHybrid } from '../../../types/decimal.ts'
import { addLong, divideLong, longToInt, negateLong, subtractLong, toByte, toShort } from '../../../types/integer.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Hybrid } from '../../../types/value.ts'
import type { InlinePart } from '../declaration.ts'

type Constant = (value: unknown) => string

/** Sums in one numeric type, as source texts: integers wrap, decimals of more than 38 digits are NULL. */
export interface SumSource {
  add(a: string, b: string): string
  subtract(a: string, b: string): string
  negate(a: string): string
}

/** A sum that begins with 0. */
export function sumPart(source: (constant: Constant) => SumSource): InlinePart {
  return {
    fields: [0],
    accumulate: ([s], x, constant) => `${s} = ${source(constant).add(`${s}`, x)}`,
    retract: ([s], x, constant) => `${s} = ${source(constant).subtract(`${s}`, x)}`,
    merge: ([s], [t], constant) => `${s} = ${source(constant).add(`${s}`, `${t}`)}`,
  }
}

const MAX_DIGITS = 38

const addDecimal38 = (a: Hybrid, b: Hybrid): Hybrid | null => fitDecimal(addHybrid(a, b), MAX_DIGITS)
const subtractDecimal38 = (a: Hybrid, b: Hybrid): Hybrid | null => fitDecimal(subtractHybrid(a, b), MAX_DIGITS)

export function sumSource(type: LogicalType, constant: Constant): SumSource {
  switch (type.kind) {
    case 'TINYINT':
      return wrapping((text) => `((${text}) << 24) >> 24`)
    case 'SMALLINT':
      return wrapping((text) => `((${text}) << 16) >> 16`)
    case 'INT':
      return wrapping((text) => `(${text}) | 0`)
    case 'FLOAT':
      return wrapping((text) => `Math.fround(${text})`)
    case 'DOUBLE':
      return wrapping((text) => text)
    case 'DECIMAL':
      return calling(constant, addDecimal38, subtractDecimal38, negateHybrid)
    default:
      return calling(constant, addLong, subtractLong, negateLong)
  }
}

function wrapping(wrap: (text: string) => string): SumSource {
  return {
    add: (a, b) => wrap(`${a} + ${b}`),
    subtract: (a, b) => wrap(`${a} - ${b}`),
    negate: (a) => wrap(`0 - ${a}`),
  }
}

function calling(constant: Constant, add: unknown, subtract: unknown, negate: unknown): SumSource {
  return {
    add: (a, b) => `${constant(add)}(${a}, ${b})`,
    subtract: (a, b) => `${constant(subtract)}(${a}, ${b})`,
    negate: (a) => `${constant(negate)}(${a})`,
  }
}

/** Sum / count in the type of an average; the count is not 0. */
export function averageSource(
  type: LogicalType,
  sumScale: number,
  constant: Constant,
): (s: string, n: string) => string {
  const call =
    (fn: unknown) =>
    (s: string, n: string): string =>
      `${constant(fn)}(${s}, ${n})`
  switch (type.kind) {
    case 'TINYINT':
      return call((s: Hybrid, n: Hybrid) => toByte(longToInt(divideLong(s, n))))
    case 'SMALLINT':
      return call((s: Hybrid, n: Hybrid) => toShort(longToInt(divideLong(s, n))))
    case 'INT':
      return call((s: Hybrid, n: Hybrid) => longToInt(divideLong(s, n)))
    case 'FLOAT':
      return (s, n) => `Math.fround(${s} / ${n})`
    case 'DOUBLE':
      return (s, n) => `${s} / ${n}`
    case 'DECIMAL': {
      const { precision, scale } = type
      return call((s: Hybrid | null, n: Hybrid) =>
        s === null ? null : divideDecimal(s, sumScale, n, 0, precision, scale),
      )
    }
    default:
      return call(divideLong)
  }
}
