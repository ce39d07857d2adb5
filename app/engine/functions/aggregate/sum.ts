import { withNullable } from '../../../types/construct-type.ts'
import { sumType } from '../../../types/decimal-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isInteger, isNumeric } from '../../../types/type-family.ts'
import type { AggregateImplementation, AggregateSite } from '../declaration.ts'
import { sumPart, sumSource } from './accumulator-arithmetic.ts'
import { countPart } from './count.ts'
import { defineAggregate, nullableIfEmpty, ofOne } from './define-aggregate.ts'
import { inlineOf, inlineOnly } from './inline-only.ts'

/** SUM keeps the type of integers and floats; decimals get all 38 digits. */
export const sumResult = (argument: LogicalType): LogicalType =>
  argument.kind === 'DECIMAL' ? withNullable(sumType(argument), argument.nullable) : argument

export const sum = defineAggregate({
  name: 'SUM',
  docs: ['SUM([DISTINCT] number)', 'SUM(price)', 'The sum of the values that are not NULL.', '非 NULL 值之和。'],
  infer: ofOne('SUM', isNumeric, (argument, site) => nullableIfEmpty(sumResult(argument), argument, site)),
  implement: (site) => {
    if (isInteger(site.type) && site.windowed) return sumOfIntegers(site)
    return site.retracts ? sumWithRetract(site) : sumOfInserts(site)
  },
})

/**
 * Whole numbers start from 0 and are counted: a sum of none is NULL. AVG shares both, and as the field is never NULL, V8
 * keeps the number in place. Where every row asks for the sum it would have to be boxed each time.
 */
function sumOfIntegers({ type }: AggregateSite): AggregateImplementation {
  const sum = sumPart((constant) => sumSource(type, constant))
  return inlineOf([sum, countPart], ([s, n]) => `${n} === 0 ? null : ${s}`)
}

/** After an overflow the sum is NULL, and the next value starts it anew. */
function sumOfInserts({ type }: AggregateSite): AggregateImplementation {
  return inlineOnly({
    fields: [null],
    accumulate: ([s], x, constant) => `${s} = ${s} === null ? ${x} : ${sumSource(type, constant).add(`${s}`, x)}`,
    merge: ([s], [t], constant) =>
      `if (${t} !== null) ${s} = ${s} === null ? ${t} : ${sumSource(type, constant).add(`${s}`, `${t}`)}`,
    value: ([s]) => `${s}`,
  })
}

/** Counts the values too: a sum of none is NULL, whatever is left in it. */
function sumWithRetract({ type }: AggregateSite): AggregateImplementation {
  return inlineOnly({
    fields: [null, 0],
    accumulate: ([s, n], x, constant) =>
      `${s} = ${s} === null ? ${x} : ${sumSource(type, constant).add(`${s}`, x)}; ${n}++`,
    retract: ([s, n], x, constant) => {
      const { subtract, negate } = sumSource(type, constant)
      return `${s} = ${s} === null ? ${negate(x)} : ${subtract(`${s}`, x)}; ${n}--`
    },
    merge: ([s, n], [t, m], constant) =>
      `if (${t} !== null) ${s} = ${s} === null ? ${t} : ${sumSource(type, constant).add(`${s}`, `${t}`)}; ${n} += ${m}`,
    value: ([s, n]) => `${n} === 0 ? null : ${s}`,
  })
}

export const sumFromZero = defineAggregate({
  name: '$SUM0',
  docs: [
    '$SUM0(number)',
    '$SUM0(n)',
    'The sum, 0 for no values. Used by the planner.',
    '求和，没有值时为 0。由计划器使用。',
  ],
  infer: ofOne('$SUM0', isNumeric, (argument) => withNullable(sumResult(argument), false)),
  implement: ({ type }) => {
    // a decimal sum that has overflowed stays NULL
    const guarded = (sum: string, change: string): string =>
      type.kind === 'DECIMAL' ? `if (${sum} !== null) ${change}` : change
    return inlineOnly({
      fields: [0],
      accumulate: ([s], x, constant) => guarded(`${s}`, `${s} = ${sumSource(type, constant).add(`${s}`, x)}`),
      retract: ([s], x, constant) => guarded(`${s}`, `${s} = ${sumSource(type, constant).subtract(`${s}`, x)}`),
      merge: ([s], [t], constant) => `${s} = ${sumSource(type, constant).add(`${s}`, `${t}`)}`,
      value: ([s]) => `${s}`,
    })
  },
})
