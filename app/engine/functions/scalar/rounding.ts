import { decimal, notNull, withNullable } from '../../../types/construct-type.ts'
import {
  bigDecimalTo,
  decimalToDouble,
  parseBigDecimal,
  powerOfTen,
  rescale,
  wholePart,
} from '../../../types/decimal.ts'
import { roundType } from '../../../types/decimal-type.ts'
import { longToInt, toByte, toShort, wrapLong } from '../../../types/integer.ts'
import { doubleText } from '../../../types/java-number.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isApproximate, isNumeric } from '../../../types/type-family.ts'
import { type Hybrid, hybrid, type Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarCallSite, ScalarFunction, ScalarImplementation } from '../declaration.ts'
import {
  constantInt,
  type Docs,
  refuse,
  refuseTypes,
  refuseTypesLate,
  scalar,
  signature,
  uncompilableNarrow,
  unsupportedCall,
} from '../define.ts'
import { JAVA_INT, NUMERIC } from '../strategy/operand.ts'
import { someNullable, typeOfArgument } from '../strategy/result.ts'

// ROUND and TRUNCATE of numbers; FLOOR and CEIL of numbers are here too, those of times in floor-ceil.ts.

/** The result's scale must be known before the run: a DECIMAL rounded to a column's digits is not supported. */
function inferRound(name: string): (args: readonly Argument[]) => Inference {
  const base = signature(name, [NUMERIC, JAVA_INT], typeOfArgument(0), { optional: 1 })
  return (args) => {
    const inference = base(args)
    const type = args[0]?.type
    const written = args[1]?.constant?.value
    if (type?.kind === 'DECIMAL' && (typeof written === 'bigint' || Math.abs(Number(written)) > 2 ** 31))
      return refuse('Overflow')
    if (inference.ok && args[1]?.type.kind === 'BIGINT') return refuseTypesLate(name, args, inference.type)
    if (!inference.ok || type?.kind !== 'DECIMAL') return inference
    const digits = args.length === 1 ? 0 : constantInt(args[1])
    if (args[1] && digits === undefined) {
      if (args[1].constant) return inference
      return unsupportedCall(`${name} of a DECIMAL to digits from a column`)
    }
    return { ...inference, type: withNullable(roundType(type, digits ?? 0), someNullable(args)) }
  }
}

const WRAP: { readonly [kind: string]: (value: Hybrid) => Hybrid } = {
  TINYINT: (v) => toByte(longToInt(v)),
  SMALLINT: (v) => toShort(longToInt(v)),
  INT: longToInt,
  BIGINT: (v) => wrapLong(BigInt(v)),
}

/** Beyond so many digits Java's BigInteger is too short, and its BigDecimal knows no such scale. */
const MOST_DIGITS = 646456993
const LEAST_DIGITS = -2147483648

/** More digits than any number has before its point. */
const ALL_DIGITS = -400

function assertDigits(digits: number): void {
  if (digits >= MOST_DIGITS) throw new RunFailure('ArithmeticException', 'BigInteger would overflow supported range')
  if (digits === LEAST_DIGITS) throw new RunFailure('ArithmeticException', 'Underflow')
}

/** A whole number with its last digits rounded HALF_UP or cut; too many digits wrap. */
function roundWhole(value: Hybrid, digits: number, cut: boolean): Hybrid {
  if (!cut && value !== 0) assertDigits(digits)
  if (digits >= 0) return value
  if (digits < -40) return 0
  const rounded = cut ? wholePart(value, -digits) : rescale(value, -digits, 0)
  return hybrid(BigInt(rounded) * powerOfTen(-digits))
}

function implementRound(cut: boolean): (call: ScalarCallSite) => ScalarImplementation {
  return ({ args, type }) => {
    const from = (args[0] as Argument).type
    if (from.kind === 'DECIMAL' && type.kind === 'DECIMAL') {
      const digits = args.length === 1 ? 0 : (constantInt(args[1]) ?? 0)
      return { apply: (v: Hybrid) => roundDecimal(v, from.scale, digits, type, cut) }
    }
    const failure = cut ? uncompilableNarrow(from) : undefined
    if (failure !== undefined) return failure
    if (isApproximate(from)) return { apply: cut ? truncateDouble(from) : roundDouble(from) }
    const wrap = WRAP[type.kind] ?? ((v: Hybrid) => v)
    return { apply: (v: Hybrid, digits = 0) => wrap(roundWhole(v, digits, cut)) }
  }
}

function roundDecimal(value: Hybrid, scale: number, digits: number, type: LogicalType, cut: boolean): Value {
  if (type.kind !== 'DECIMAL' || digits >= scale) return value
  if (digits === LEAST_DIGITS && value !== 0) assertDigits(digits)
  if (digits < ALL_DIGITS) return 0
  const kept = Math.max(digits, 0)
  const shifted = cut ? wholePart(value, scale - digits) : rescale(value, scale - digits, 0)
  const unscaled = digits < 0 ? hybrid(BigInt(shifted) * powerOfTen(-digits)) : shifted
  return bigDecimalTo({ unscaled: BigInt(unscaled), scale: kept }, type.precision, type.scale)
}

/** Java's decimals know neither NaN nor infinity. */
function assertFinite(value: number): void {
  if (Number.isFinite(value)) return
  const letter = Number.isNaN(value) ? 'N' : 'I'
  throw new RunFailure(
    'NumberFormatException',
    `Character ${letter} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`,
  )
}

/** On the decimal digits that Java prints of the double. */
function roundDouble(type: LogicalType): (value: number, digits?: number) => Value {
  return (value, digits = 0) => {
    assertFinite(value)
    if (value !== 0) assertDigits(digits)
    if (digits < ALL_DIGITS) return 0
    const parsed = parseBigDecimal(doubleText(value))
    if (parsed === null || parsed.scale <= digits) return value
    const unscaled = rescale(hybrid(parsed.unscaled), parsed.scale - digits, 0)
    const rounded = digits >= 0 ? decimalToDouble(unscaled, digits) : Number(BigInt(unscaled) * powerOfTen(-digits))
    return type.kind === 'FLOAT' ? Math.fround(rounded) : rounded
  }
}

/** As a DECIMAL(38, 18) in between, which must hold the number. */
function truncateDouble(type: LogicalType): (value: number, digits?: number) => Value {
  const wide = notNull(decimal(38, 18))
  return (value, digits = 0) => {
    assertFinite(value)
    const parsed = parseBigDecimal(doubleText(value))
    const exact = parsed && bigDecimalTo(parsed, wide.precision, wide.scale)
    if (exact === null) throw new RunFailure('NullPointerException', 'TRUNCATE of a number beyond DECIMAL(38, 18)')
    if (digits >= 18) return value
    if (digits === LEAST_DIGITS && exact !== 0) assertDigits(digits)
    if (digits < ALL_DIGITS) return 0
    const cut = wholePart(exact, 18 - digits)
    const result = digits >= 0 ? decimalToDouble(cut, digits) : Number(BigInt(cut) * powerOfTen(-digits))
    return type.kind === 'FLOAT' ? Math.fround(result) : result
  }
}

const round = (name: string, cut: boolean, docs: Docs): ScalarFunction =>
  scalar({ name, category: 'arithmetic', docs, infer: inferRound(name), implement: implementRound(cut) })

export const roundingFunctions: readonly ScalarFunction[] = [
  round('ROUND', false, [
    'ROUND(number[, digits])',
    'ROUND(2.345, 2)',
    'Rounded half up to some digits.',
    '四舍五入到指定小数位。',
  ]),
  round('TRUNCATE', true, [
    'TRUNCATE(number[, digits])',
    'TRUNCATE(2.345, 2)',
    'Cut to some digits.',
    '截断到指定小数位。',
  ]),
]

/** The type of FLOOR and CEIL of a number. */
export function inferNumberFloor(name: string, args: readonly Argument[]): Inference {
  const type = args[0]?.type
  if (!type || !isNumeric(type)) return refuseTypes(name, args)
  if (type.kind === 'DECIMAL') return { ok: true, type: withNullable(decimal(type.precision, 0), type.nullable) }
  return { ok: true, type }
}

export function implementNumberFloor(type: LogicalType, up: boolean): ScalarImplementation {
  if (isApproximate(type)) return { source: ([a]) => `(Math.${up ? 'ceil' : 'floor'}(${a}) + 0)` }
  if (type.kind !== 'DECIMAL' || type.scale === 0) return { source: ([a]) => String(a) }
  const unit = powerOfTen(type.scale)
  return {
    apply: (value: Hybrid) => {
      const v = BigInt(value)
      const rest = v % unit
      const whole = v / unit
      if (rest === 0n) return hybrid(whole)
      return hybrid(up ? (rest > 0n ? whole + 1n : whole) : rest < 0n ? whole - 1n : whole)
    },
  }
}
