import type { IntervalExpr, IntervalQualifier } from '../../../sql/ast.ts'
import { interval } from '../../../types/construct-type.ts'
import type { IntervalType } from '../../../types/logical-type.ts'
import { type Hybrid, hybrid } from '../../../types/value.ts'
import type { BoundExpr, Constant } from '../../expr/bound.ts'
import { constant } from './bind-literal.ts'
import type { Binder } from './binder.ts'
import { callFunction } from './call-function.ts'
import { expressionError } from './expression-error.ts'
import { intervalUnit } from './resolve-type.ts'

const DEFAULT_PRECISION = 2
const DEFAULT_FRACTION = 6
const MAX_DAY_TIME_PRECISION = 3

/** Fields from the largest on, with what one of each is worth (months, or milliseconds) and the most a lower field may hold. */
const MONTH_FIELDS = [
  { unit: 'YEAR', worth: 12n, most: 0n },
  { unit: 'MONTH', worth: 1n, most: 11n },
] as const
const TIME_FIELDS = [
  { unit: 'DAY', worth: 86_400_000n, most: 0n },
  { unit: 'HOUR', worth: 3_600_000n, most: 23n },
  { unit: 'MINUTE', worth: 60_000n, most: 59n },
  { unit: 'SECOND', worth: 1_000n, most: 59n },
] as const
const FIELDS = [...MONTH_FIELDS, ...TIME_FIELDS]
const SEPARATORS: Readonly<Record<string, string>> = { MONTH: '-', HOUR: ' ', MINUTE: ':', SECOND: ':' }

/** Flink reads the number of weeks as hours, and that of quarters as months. */
const ODD_WORTH: Readonly<Record<string, bigint>> = { WEEK: 3_600_000n, QUARTER: 1n }

export function bindInterval(expr: IntervalExpr, binder: Binder): BoundExpr {
  const { qualifier, span } = expr
  const type = intervalType(qualifier)
  const { value } = expr
  if (typeof value === 'string') return intervalLiteral(value, expr.negative, qualifier, type, span)
  if (value.kind === 'literal') return intervalLiteral(value.text, expr.negative, qualifier, type, span)
  const one = intervalLiteral('1', expr.negative, qualifier, type, span)
  return callFunction('*', [binder.bind(value), one], span, binder.context)
}

export function intervalType(qualifier: IntervalQualifier): IntervalType {
  const from = intervalUnit(qualifier.from)
  const to = intervalUnit(qualifier.to ?? qualifier.from)
  const precision = qualifier.precision ?? DEFAULT_PRECISION
  if (precision > MAX_DAY_TIME_PRECISION && from !== 'YEAR' && from !== 'MONTH') {
    throw expressionError('bind.interval-precision', qualifier.span, { precision: String(precision) })
  }
  return interval(from, to, precision, qualifier.fraction ?? DEFAULT_FRACTION)
}

/** CAST(1.5 AS INTERVAL DAY) of a written number: so many of the unit, where another number counts months or milliseconds. */
export function numberOfUnits({ value, type }: Constant, to: IntervalType): Hybrid {
  const worth = FIELDS.find(({ unit }) => unit === to.from)?.worth ?? 1n
  const scale = type.kind === 'DECIMAL' ? type.scale : 0
  const product = (BigInt(value as Hybrid) * worth) / 10n ** BigInt(scale)
  return hybrid(BigInt.asIntN(to.kind === 'INTERVAL_YEAR_MONTH' ? 32 : 64, product))
}

function intervalLiteral(
  text: string,
  negative: boolean,
  qualifier: IntervalQualifier,
  type: IntervalType,
  span: Constant['span'],
): Constant {
  const unit = qualifier.to === undefined ? qualifier.from : `${qualifier.from} TO ${qualifier.to}`
  const parts = readFields(text.trim(), qualifier)
  if (!parts) throw expressionError('bind.interval-format', span, { text, unit })
  const [leading = 0n] = parts.values
  if (leading >= 10n ** BigInt(type.precision)) {
    throw expressionError('bind.interval-range', span, {
      value: String(leading),
      unit: qualifier.from,
      precision: String(type.precision),
    })
  }
  const magnitude = parts.values.reduce((sum, value, i) => sum + value * (parts.worths[i] ?? 0n), parts.millis)
  return constant(hybrid(parts.negative !== negative ? -magnitude : magnitude), type, span)
}

interface IntervalFields {
  readonly negative: boolean
  readonly values: readonly bigint[]
  readonly worths: readonly bigint[]
  /** Of the fraction of a second. */
  readonly millis: bigint
}

/** The numbers of `1 02:03:04.5`, or undefined if the text is not of the qualifier's form. */
function readFields(text: string, qualifier: IntervalQualifier): IntervalFields | undefined {
  const first = FIELDS.findIndex((field) => field.unit === qualifier.from)
  const last = qualifier.to === undefined ? first : FIELDS.findIndex((field) => field.unit === qualifier.to)
  const odd = ODD_WORTH[qualifier.from]
  const fields = odd === undefined ? FIELDS.slice(first, last + 1) : [{ unit: qualifier.from, worth: odd, most: 0n }]
  const seconds = fields.at(-1)?.unit === 'SECOND'
  const form = fields.map(({ unit }, i) => (i === 0 ? '(\\d+)' : `${SEPARATORS[unit]}(\\d{1,2})`)).join('')
  const match = new RegExp(`^([+-]?)${form}${seconds ? '(?:\\.(\\d{1,9}))?' : ''}$`).exec(text)
  if (!match) return undefined
  const values = fields.map((_, i) => BigInt(match[i + 2] as string))
  if (fields.some(({ most }, i) => i > 0 && (values[i] as bigint) > most)) return undefined
  const fraction = seconds ? (match[fields.length + 2] ?? '') : ''
  if (fraction.length > (qualifier.fraction ?? DEFAULT_FRACTION)) return undefined
  return {
    negative: match[1] === '-',
    values,
    worths: fields.map(({ worth }) => worth),
    millis: BigInt(fraction.padEnd(3, '0').slice(0, 3)),
  }
}
