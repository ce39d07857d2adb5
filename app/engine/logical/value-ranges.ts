import { compareDecimal } from '../../types/decimal.ts'
import type { Hybrid } from '../../types/value.ts'
import type { Constant } from '../expr/bound.ts'

/** A value of a comparison's constant side that can be ordered. */
interface Limit {
  readonly constant: Constant
  readonly inclusive: boolean
}

/** Values from `low` to `high`; without a limit, all on that side. */
export interface ValueRange {
  readonly low?: Limit
  readonly high?: Limit
}

/** Ranges that a value may lie in; none of them: no value at all. */
export type ValueRanges = readonly ValueRange[]

/** The values for which `x op constant` is true, or undefined where their order is not known here. */
export function rangesOf(op: string, constant: Constant): ValueRanges | undefined {
  if (!isOrdered(constant)) return undefined
  const closed: Limit = { constant, inclusive: true }
  const open: Limit = { constant, inclusive: false }
  switch (op) {
    case '=':
      return [{ low: closed, high: closed }]
    case '<>':
      return [{ high: open }, { low: open }]
    case '<':
      return [{ high: open }]
    case '<=':
      return [{ high: closed }]
    case '>':
      return [{ low: open }]
    case '>=':
      return [{ low: closed }]
    default:
      return undefined
  }
}

export const intersect = (a: ValueRanges, b: ValueRanges): ValueRanges =>
  a.flatMap((x) => b.map((y) => meet(x, y))).filter((range) => !isEmpty(range))

/** The values of both, without ranges that touch. */
export function unite(a: ValueRanges, b: ValueRanges): ValueRanges {
  const result: ValueRange[] = []
  for (const next of [...a, ...b].sort((x, y) => compareLow(x.low, y.low))) {
    const last = result.at(-1)
    if (last === undefined || !touches(last, next)) result.push(next)
    else if (last.high !== undefined && (next.high === undefined || tighter(last.high, next.high, -1) === last.high))
      result[result.length - 1] = { ...(last.low && { low: last.low }), ...(next.high && { high: next.high }) }
  }
  return result
}

/** Whether all values of the one are values of the other. */
export const encloses = (outer: ValueRanges, inner: ValueRanges): boolean => sameRanges(intersect(outer, inner), inner)

export const sameRanges = (a: ValueRanges, b: ValueRanges): boolean =>
  a.length === b.length && a.every((range, i) => sameLimit(range.low, b[i]?.low) && sameLimit(range.high, b[i]?.high))

const sameLimit = (a: Limit | undefined, b: Limit | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.inclusive === b.inclusive && compare(a.constant, b.constant) === 0

function compareLow(a: Limit | undefined, b: Limit | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compare(a.constant, b.constant) || Number(b.inclusive) - Number(a.inclusive)
}

function touches({ high }: ValueRange, { low }: ValueRange): boolean {
  if (high === undefined || low === undefined) return true
  const order = compare(low.constant, high.constant)
  return order < 0 || (order === 0 && (low.inclusive || high.inclusive))
}

export const isSingle = ({ low, high }: ValueRange): boolean =>
  low !== undefined && high !== undefined && compare(low.constant, high.constant) === 0

/** Whether one range ends where the other begins. */
export const meets = ({ high }: ValueRange, { low }: ValueRange): boolean =>
  high !== undefined && low !== undefined && compare(high.constant, low.constant) === 0

function meet(a: ValueRange, b: ValueRange): ValueRange {
  const low = tighter(a.low, b.low, 1)
  const high = tighter(a.high, b.high, -1)
  return { ...(low && { low }), ...(high && { high }) }
}

/** Of two lower limits (side 1) the higher one, of two upper limits (side -1) the lower one. */
function tighter(a: Limit | undefined, b: Limit | undefined, side: 1 | -1): Limit | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const order = compare(a.constant, b.constant) * side
  if (order !== 0) return order > 0 ? a : b
  return a.inclusive ? b : a
}

function isEmpty({ low, high }: ValueRange): boolean {
  if (low === undefined || high === undefined) return false
  const order = compare(low.constant, high.constant)
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive))
}

/** Whole numbers, decimals, texts and times; approximate numbers have NaN, which no range holds. */
function isOrdered({ type, value }: Constant): boolean {
  return (
    value !== null &&
    ['TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'DECIMAL', 'CHAR', 'VARCHAR', 'DATE', 'TIMESTAMP'].includes(type.kind)
  )
}

function compare(a: Constant, b: Constant): number {
  if (typeof a.value === 'string' && typeof b.value === 'string') {
    return a.value < b.value ? -1 : Number(a.value > b.value)
  }
  return compareDecimal(a.value as Hybrid, scaleOf(a), b.value as Hybrid, scaleOf(b))
}

/** A time counts in units of its precision: three, six or nine digits. */
function scaleOf({ type }: Constant): number {
  if (type.kind === 'DECIMAL') return type.scale
  if (type.kind === 'TIMESTAMP') return Math.max(3, Math.ceil(type.precision / 3) * 3)
  return 0
}
