import { array, DOUBLE, nullable } from '../../../types/construct-type.ts'
import { decimalToDouble } from '../../../types/decimal.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isInteger, isNumeric } from '../../../types/type-family.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import type { AggregateImplementation, Argument } from '../declaration.ts'
import { refuse, unsupportedCall } from '../define.ts'
import { defineAggregate, wrongCount } from './define-aggregate.ts'

interface Distribution {
  readonly counts: Map<number, number>
  total: number
  /** A literal, one for all. */
  percentages: Value
}

const toDouble = (type: LogicalType): ((value: Value) => number) =>
  type.kind === 'DECIMAL' ? (value) => decimalToDouble(value as Hybrid, type.scale) : (value) => Number(value as Hybrid)

/** Java's Double order: NaN last, -0.0 first. */
const byDouble = ([a]: readonly [number, number], [b]: readonly [number, number]): number => {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  if (Number.isNaN(b)) return -1
  return a - b
}

/** The value at position 1 + (n − 1)·p of the sorted values, between two of them in proportion. */
function percentile(sorted: readonly (readonly [number, number])[], total: number, p: number): number {
  const position = (total - 1) * p + 1
  const below = valueAt(sorted, Math.floor(position))
  const above = valueAt(sorted, Math.ceil(position))
  if (below === above) return below
  return (Math.ceil(position) - position) * below + (position - Math.floor(position)) * above
}

function valueAt(sorted: readonly (readonly [number, number])[], rank: number): number {
  let seen = 0
  for (const [value, count] of sorted) {
    seen += count
    if (seen >= rank) return value
  }
  return sorted.at(-1)?.[0] ?? 0
}

function implementation(valueType: LogicalType, percentageType: LogicalType): AggregateImplementation<Distribution> {
  const read = toDouble(valueType)
  const readPercentage = toDouble(percentageType.kind === 'ARRAY' ? percentageType.element : percentageType)
  const change = (state: Distribution, value: Value, percentages: Value, times: number): void => {
    state.percentages = percentages
    if (value === null) return
    const key = read(value)
    const count = (state.counts.get(key) ?? 0) + times
    if (count === 0) state.counts.delete(key)
    else state.counts.set(key, count)
    state.total += times
  }
  const frequency = (value: Value | undefined): number => (value === undefined ? 1 : Number(value))
  return {
    skipsNulls: true,
    create: () => ({ counts: new Map(), total: 0, percentages: null }),
    accumulate: (state, value = null, percentages = null, times) => change(state, value, percentages, frequency(times)),
    retract: (state, value = null, percentages = null, times) => change(state, value, percentages, -frequency(times)),
    merge: (into, from) => {
      for (const [value, count] of from.counts) into.counts.set(value, (into.counts.get(value) ?? 0) + count)
      into.total += from.total
      into.percentages ??= from.percentages
    },
    value: (state) => {
      const { percentages, total } = state
      if (total <= 0) return null
      const sorted = [...state.counts].sort(byDouble)
      if (!Array.isArray(percentages)) return percentile(sorted, total, readPercentage(percentages))
      return percentages.map((p: Value) => percentile(sorted, total, readPercentage(p)))
    },
  }
}

function inRange({ type, constant }: Argument): boolean {
  if (!constant || constant.value === null) return true
  const read = toDouble(type.kind === 'ARRAY' ? type.element : type)
  const values = Array.isArray(constant.value) ? (constant.value as readonly Value[]) : [constant.value]
  return values.every((value) => value === null || (read(value) >= 0 && read(value) <= 1))
}

export const percentileAggregate = defineAggregate({
  name: 'PERCENTILE',
  docs: [
    ['PERCENTILE(number, percentage [, frequency])', 'PERCENTILE(number, ARRAY[percentage, …] [, frequency])'],
    'PERCENTILE(latency, 0.95)',
    'The exact percentile, interpolated between neighbours.',
    '精确百分位数，在相邻值之间插值。',
  ],
  infer: (args) => {
    const [value, percentage, frequency] = args
    if (!value || !percentage || args.length > 3) return wrongCount('PERCENTILE', 2)
    const list = percentage.type.kind === 'ARRAY'
    const element = percentage.type.kind === 'ARRAY' ? percentage.type.element : percentage.type
    const fits = isNumeric(value.type) && isNumeric(element) && (!frequency || isInteger(frequency.type))
    const mayBeNull = percentage.type.nullable || element.nullable
    if (!fits || mayBeNull || !inRange(percentage)) return refuse('Invalid input arguments.')
    if (!percentage.fixed) return unsupportedCall('PERCENTILE with a percentage that is no literal')
    return { ok: true, type: list ? nullable(array(DOUBLE)) : DOUBLE }
  },
  implement: ({ args }) => implementation(args[0]?.type ?? DOUBLE, args[1]?.type ?? DOUBLE) as AggregateImplementation,
})
