import { unreachable } from '../../base/assert.ts'
import { bigDecimalTo, decimalToDouble, parseBigDecimal, toDecimal, wholePart } from '../decimal.ts'
import { doubleToInt, doubleToLong, longToInt, toByte, toShort, wrapLong } from '../integer.ts'
import { doubleText } from '../java-number.ts'
import type { DecimalType, IntervalType, LogicalType, SimpleType } from '../logical-type.ts'
import { isApproximate, isCharacter, isInterval } from '../type-family.ts'
import type { Hybrid, Value } from '../value.ts'
import { CastFailure } from './cast-failure.ts'
import type { Cast } from './cast-function.ts'
import { parseDecimal, parseDouble, parseInteger } from './parse-number.ts'

const BITS = { TINYINT: 8, SMALLINT: 16, INT: 32, BIGINT: 64 } as const
type IntegerKind = keyof typeof BITS

export function toNumberCast(from: LogicalType, to: SimpleType | DecimalType | IntervalType): Cast | undefined {
  switch (to.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'BIGINT':
      return integerCast(from, to.kind)
    case 'FLOAT': {
      const cast = doubleCast(from)
      return (value) => Math.fround((cast ? cast(value) : value) as number)
    }
    case 'DOUBLE':
      return doubleCast(from)
    case 'DECIMAL':
      return decimalCast(from, to.precision, to.scale)
    case 'INTERVAL_YEAR_MONTH':
      return isInterval(from) ? undefined : integerCast(from, 'INT')
    case 'INTERVAL_DAY_SECOND':
      return isInterval(from) ? undefined : integerCast(from, 'BIGINT')
    default:
      return undefined
  }
}

const BYTE_AND_UP: readonly string[] = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT']

function integerCast(from: LogicalType, to: IntegerKind): Cast | undefined {
  if (isCharacter(from)) return (value) => parseInteger(value as string, BITS[to])
  if (from.kind === 'BOOLEAN') return (value) => (value ? 1 : 0)
  const narrow = narrowing(to)
  if (isApproximate(from)) {
    return to === 'BIGINT' ? (value) => doubleToLong(value as number) : (value) => narrow(doubleToInt(value as number))
  }
  if (from.kind === 'DECIMAL') return (value) => narrow(wrapLong(BigInt(wholePart(value as Hybrid, from.scale))))
  if (BYTE_AND_UP.indexOf(from.kind) <= BYTE_AND_UP.indexOf(to)) return undefined
  return (value) => narrow(value as Hybrid)
}

/** Java's narrowing of a long: the low bits stay. */
function narrowing(to: IntegerKind): (value: Hybrid) => Value {
  switch (to) {
    case 'TINYINT':
      return (value) => toByte(longToInt(value))
    case 'SMALLINT':
      return (value) => toShort(longToInt(value))
    case 'INT':
      return longToInt
    case 'BIGINT':
      return (value) => value
    default:
      return unreachable(to)
  }
}

function doubleCast(from: LogicalType): Cast | undefined {
  if (isCharacter(from)) return (value) => parseDouble(value as string)
  if (from.kind === 'BOOLEAN') return (value) => (value ? 1 : 0)
  if (from.kind === 'DECIMAL') return (value) => decimalToDouble(value as Hybrid, from.scale)
  if (isApproximate(from)) return undefined
  return (value) => Number(value)
}

function decimalCast(from: LogicalType, precision: number, scale: number): Cast {
  if (isCharacter(from)) return (value) => parseDecimal(value as string, precision, scale)
  if (from.kind === 'BOOLEAN') return (value) => toDecimal(value ? 1 : 0, 0, precision, scale)
  if (isApproximate(from)) return (value) => doubleToDecimal(value as number, precision, scale)
  const fromScale = from.kind === 'DECIMAL' ? from.scale : 0
  return (value) => toDecimal(value as Hybrid, fromScale, precision, scale)
}

/** As `BigDecimal.valueOf(double)`: the decimal digits that Java prints. */
export function doubleToDecimal(value: number, precision: number, scale: number): Hybrid | null {
  if (!Number.isFinite(value)) {
    throw new CastFailure(
      'NumberFormatException',
      `Character ${doubleText(value)[0]} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`,
      true,
    )
  }
  const parsed = parseBigDecimal(doubleText(value))
  return parsed && bigDecimalTo(parsed, precision, scale)
}

const TRUE: readonly string[] = ['t', 'true', 'y', 'yes', '1']
const FALSE: readonly string[] = ['f', 'false', 'n', 'no', '0']

export function booleanCast(from: LogicalType): Cast | undefined {
  if (from.kind === 'BOOLEAN') return undefined
  // NaN is not zero
  if (!isCharacter(from)) return (value) => value !== 0
  return (value) => {
    const text = (value as string).toLowerCase()
    if (TRUE.includes(text)) return true
    if (FALSE.includes(text)) return false
    throw new CastFailure('TableException', `Cannot parse '${value}' as BOOLEAN.`)
  }
}
